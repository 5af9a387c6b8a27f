public import Vocabulary

/// An interview process: one candidate's way to one role.
public struct Interview: Hashable, Sendable {
    /// Identifies the process.
    public var id: InterviewID
    /// Counts the changes of its own fields.
    public var version: Int
    /// Whose process it is.
    public var organizationID: OrganizationID
    /// Who is interviewed.
    public var candidateID: CandidateID
    /// For whom the candidate would work.
    public var companyName: String
    /// As what.
    public var roleTitle: String
    /// Where it stands.
    public var status: InterviewStatus
    /// Where the candidate came from.
    public var feederSource: String?
    /// Who looks after it.
    public var recruiterName: String?
    /// What was said when it last moved.
    public var statusNote: String?
    /// Why it ended: a reason code, or the status itself; nothing while it is open.
    public var finalOutcome: String?
    /// What was offered last.
    public var offerDetails: OfferDetails?
    /// Who decides; a hiring manager sees the processes that name them.
    public var hiringManagerID: UserID?
    /// The work to fill.
    public var assignmentID: AssignmentID?
    /// The match it began with.
    public var matchID: MatchID?
    /// The talent match it began with.
    public var talentMatchID: TalentMatchID?
    /// When it began, where that was before it was recorded.
    public var startedOn: CalendarDate?
    /// What its rated stages came to, 0–100.
    public var interviewScore: InterviewScore?
    /// When it was recorded.
    public var createdAt: Instant
    /// When it or one of its stages last changed.
    public var updatedAt: Instant

    /// Takes every field.
    public init(
        id: InterviewID,
        version: Int,
        organizationID: OrganizationID,
        candidateID: CandidateID,
        companyName: String,
        roleTitle: String,
        status: InterviewStatus,
        feederSource: String? = nil,
        recruiterName: String? = nil,
        statusNote: String? = nil,
        finalOutcome: String? = nil,
        offerDetails: OfferDetails? = nil,
        hiringManagerID: UserID? = nil,
        assignmentID: AssignmentID? = nil,
        matchID: MatchID? = nil,
        talentMatchID: TalentMatchID? = nil,
        startedOn: CalendarDate? = nil,
        interviewScore: InterviewScore? = nil,
        createdAt: Instant,
        updatedAt: Instant
    ) {
        self.id = id
        self.version = version
        self.organizationID = organizationID
        self.candidateID = candidateID
        self.companyName = companyName
        self.roleTitle = roleTitle
        self.status = status
        self.feederSource = feederSource
        self.recruiterName = recruiterName
        self.statusNote = statusNote
        self.finalOutcome = finalOutcome
        self.offerDetails = offerDetails
        self.hiringManagerID = hiringManagerID
        self.assignmentID = assignmentID
        self.matchID = matchID
        self.talentMatchID = talentMatchID
        self.startedOn = startedOn
        self.interviewScore = interviewScore
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

extension Interview: WireObject, Versioned {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            id:
            version:
            organizationID:
            candidateID:
            companyName:
            roleTitle:
            status:
            feederSource:
            recruiterName:
            statusNote:
            finalOutcome:
            offerDetails:
            hiringManagerID:
            assignmentID:
            matchID:
            talentMatchID:
            startedOn:
            interviewScore:
            createdAt:
            updatedAt:
        ),
        Field("id", \.id, about: "Identifies the process."),
        Field("version", \.version, about: "Counts the changes of its own fields."),
        Field("org_id", \.organizationID, about: "Whose process it is."),
        Field("candidate_id", \.candidateID, about: "Who is interviewed."),
        Field("company_name", \.companyName, about: "For whom the candidate would work."),
        Field("role_title", \.roleTitle, about: "As what."),
        Field("status", \.status, about: "Where it stands."),
        Field("feeder_source", \.feederSource, about: "Where the candidate came from."),
        Field("recruiter_name", \.recruiterName, about: "Who looks after it."),
        Field("status_note", \.statusNote, about: "What was said when it last moved."),
        Field(
            "final_outcome",
            \.finalOutcome,
            about: "Why it ended: a reason code, or the status itself; nothing while it is open."
        ),
        Field("offer_details", \.offerDetails, about: "What was offered last."),
        Field(
            "hiring_manager_id",
            \.hiringManagerID,
            about: "Who decides; a hiring manager sees the processes that name them."
        ),
        Field("assignment_id", \.assignmentID, about: "The work to fill."),
        Field("match_id", \.matchID, about: "The match it began with."),
        Field("talent_match_id", \.talentMatchID, about: "The talent match it began with."),
        Field(
            "started_on",
            \.startedOn,
            about: "When it began, where that was before it was recorded."
        ),
        Field("interview_score", \.interviewScore, about: "What its rated stages came to, 0–100."),
        Field("created_at", \.createdAt, about: "When it was recorded."),
        Field("updated_at", \.updatedAt, about: "When it or one of its stages last changed.")
    )
}
