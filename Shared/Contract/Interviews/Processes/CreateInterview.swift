public import Vocabulary

/// Begins an interview process.
public struct CreateInterview: Hashable, Sendable {
    /// Who is interviewed: a record of the organization.
    public var candidateID: CandidateID
    /// For whom the candidate would work.
    public var companyName: String
    /// As what.
    public var roleTitle: String
    /// Where the candidate came from.
    public var feederSource: String?
    /// Who looks after it.
    public var recruiterName: String?
    /// Who decides.
    public var hiringManagerID: UserID?
    /// The work to fill.
    public var assignmentID: AssignmentID?
    /// The match it begins with.
    public var matchID: MatchID?
    /// The talent match it begins with.
    public var talentMatchID: TalentMatchID?
    /// When it began, where that was earlier.
    public var startedOn: CalendarDate?
    /// Begin it although another is active for this candidate, company and role.
    public var force: Bool

    /// Takes every field.
    public init(
        candidateID: CandidateID,
        companyName: String,
        roleTitle: String,
        feederSource: String? = nil,
        recruiterName: String? = nil,
        hiringManagerID: UserID? = nil,
        assignmentID: AssignmentID? = nil,
        matchID: MatchID? = nil,
        talentMatchID: TalentMatchID? = nil,
        startedOn: CalendarDate? = nil,
        force: Bool = false
    ) {
        self.candidateID = candidateID
        self.companyName = companyName
        self.roleTitle = roleTitle
        self.feederSource = feederSource
        self.recruiterName = recruiterName
        self.hiringManagerID = hiringManagerID
        self.assignmentID = assignmentID
        self.matchID = matchID
        self.talentMatchID = talentMatchID
        self.startedOn = startedOn
        self.force = force
    }
}

extension CreateInterview: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.post, "/interviews", .created)
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict]
    /// What it answers.
    public typealias Response = Interview
    /// What it does.
    public static let about = """
        Begins a process for one candidate at one company for one role. The three may have one
        active process; a second is 409 unless `force` says that it is meant. The candidate must
        be a record of the organization.
        """
    /// One request and its answer.
    public static let example = Example(
        CreateInterview(
            candidateID: .example(3),
            companyName: "Analytical Engines",
            roleTitle: "Programmer",
            feederSource: "Royal Society",
            recruiterName: "Charles",
            hiringManagerID: .example(6),
            startedOn: .literal("2026-05-01")
        ),
        Interview.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            candidateID:
            companyName:
            roleTitle:
            feederSource:
            recruiterName:
            hiringManagerID:
            assignmentID:
            matchID:
            talentMatchID:
            startedOn:
            force:
        ),
        Field(
            "candidate_id",
            \.candidateID,
            about: "Who is interviewed: a record of the organization."
        ),
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
        Field("match_id", \.matchID, about: "The match it begins with."),
        Field("talent_match_id", \.talentMatchID, about: "The talent match it begins with."),
        Field("started_on", \.startedOn, about: "When it began, where that was earlier."),
        Field(
            "force",
            \.force,
            default: false,
            about: "Begin it although another is active for this candidate, company and role."
        )
    )
}
