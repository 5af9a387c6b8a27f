public import Vocabulary

/// Changes an interview process.
public struct UpdateInterview: Hashable, Sendable {
    /// Identifies the process.
    public var id: InterviewID
    /// For whom the candidate would work.
    public var companyName: String?
    /// As what.
    public var roleTitle: String?
    /// Where the candidate came from.
    public var feederSource: Patch<String>
    /// Who looks after it.
    public var recruiterName: Patch<String>
    /// Who decides.
    public var hiringManagerID: Patch<UserID>
    /// The work to fill.
    public var assignmentID: Patch<AssignmentID>
    /// The match it began with.
    public var matchID: Patch<MatchID>
    /// The talent match it began with.
    public var talentMatchID: Patch<TalentMatchID>
    /// When it began, where that was earlier.
    public var startedOn: Patch<CalendarDate>

    /// Takes every field.
    public init(
        id: InterviewID,
        companyName: String? = nil,
        roleTitle: String? = nil,
        feederSource: Patch<String> = .keep,
        recruiterName: Patch<String> = .keep,
        hiringManagerID: Patch<UserID> = .keep,
        assignmentID: Patch<AssignmentID> = .keep,
        matchID: Patch<MatchID> = .keep,
        talentMatchID: Patch<TalentMatchID> = .keep,
        startedOn: Patch<CalendarDate> = .keep
    ) {
        self.id = id
        self.companyName = companyName
        self.roleTitle = roleTitle
        self.feederSource = feederSource
        self.recruiterName = recruiterName
        self.hiringManagerID = hiringManagerID
        self.assignmentID = assignmentID
        self.matchID = matchID
        self.talentMatchID = talentMatchID
        self.startedOn = startedOn
    }
}

extension UpdateInterview: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.put, "/interviews/{id}")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict]
    /// What it answers.
    public typealias Response = Interview
    /// What it does.
    public static let about = """
        Changes the fields it gives; `null` clears one. The candidate stays, and the status
        moves by what happens: by outcomes, offers, `complete`, `hold`, `resume` and `reopen`.
        """
    /// One request and its answer.
    public static let example = Example(
        UpdateInterview(
            id: .example(11),
            roleTitle: "Chief programmer",
            feederSource: .clear,
            recruiterName: .set("Charles")
        ),
        Interview.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            id:
            companyName:
            roleTitle:
            feederSource:
            recruiterName:
            hiringManagerID:
            assignmentID:
            matchID:
            talentMatchID:
            startedOn:
        ),
        Field("id", \.id, about: "Identifies the process."),
        Field(
            "company_name",
            \.companyName,
            .line(1...Limits.name),
            about: "For whom the candidate would work."
        ),
        Field("role_title", \.roleTitle, .line(1...Limits.name), about: "As what."),
        Field(
            "feeder_source",
            \.feederSource,
            .line(1...Limits.name),
            about: "Where the candidate came from."
        ),
        Field(
            "recruiter_name",
            \.recruiterName,
            .line(1...Limits.name),
            about: "Who looks after it."
        ),
        Field("hiring_manager_id", \.hiringManagerID, about: "Who decides."),
        Field("assignment_id", \.assignmentID, about: "The work to fill."),
        Field("match_id", \.matchID, about: "The match it began with."),
        Field("talent_match_id", \.talentMatchID, about: "The talent match it began with."),
        Field("started_on", \.startedOn, about: "When it began, where that was earlier.")
    )
}
