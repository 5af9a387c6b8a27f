public import Vocabulary

/// Lists interview processes.
public struct ListInterviews: Hashable, Sendable {
    /// Only those that stand here; may be repeated.
    public var status: [InterviewStatus]?
    /// Only this company, whatever its case.
    public var company: String?
    /// Only this candidate.
    public var candidateID: CandidateID?
    /// Only this feeder, whatever its case.
    public var feeder: String?
    /// Only those that this recruiter looks after, whatever the case.
    public var recruiter: String?
    /// Words that company or role contain the beginnings of.
    public var q: String?
    /// Only those recorded on this day or later, UTC.
    public var createdFrom: CalendarDate?
    /// Only those recorded on this day or earlier, UTC.
    public var createdTo: CalendarDate?
    /// In which order.
    public var sort: InterviewSort
    /// Where to go on; from the page before.
    public var cursor: Cursor?
    /// How many at most.
    public var limit: Int

    /// Takes every field.
    public init(
        status: [InterviewStatus]? = nil,
        company: String? = nil,
        candidateID: CandidateID? = nil,
        feeder: String? = nil,
        recruiter: String? = nil,
        q: String? = nil,
        createdFrom: CalendarDate? = nil,
        createdTo: CalendarDate? = nil,
        sort: InterviewSort = .newest,
        cursor: Cursor? = nil,
        limit: Int = Limits.pageDefault
    ) {
        self.status = status
        self.company = company
        self.candidateID = candidateID
        self.feeder = feeder
        self.recruiter = recruiter
        self.q = q
        self.createdFrom = createdFrom
        self.createdTo = createdTo
        self.sort = sort
        self.cursor = cursor
        self.limit = limit
    }
}

extension ListInterviews: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews")
    /// Who may ask.
    public static let audience = Audience.user().orKey
    /// What it answers.
    public typealias Response = Page<Interview>
    /// What it does.
    public static let about = """
        Lists the processes that the caller may see. Filters combine.
        """
    /// One request and its answer.
    public static let example = Example(
        ListInterviews(
            status: [.inProgress, .onHold],
            company: "analytical engines",
            feeder: "Royal Society",
            q: "progr",
            createdFrom: .literal("2026-04-01"),
            sort: .recentlyChanged,
            limit: 25
        ),
        Page(
            [Interview.example],
            next: Cursor(
                "ListInterviews",
                after: [.instant(.example), .id(InterviewID.example(11).uuid)]
            )
        )
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            status:
            company:
            candidateID:
            feeder:
            recruiter:
            q:
            createdFrom:
            createdTo:
            sort:
            cursor:
            limit:
        ),
        Field(
            "status",
            \.status,
            .items(1...8),
            about: "Only those that stand here; may be repeated."
        ),
        Field(
            "company",
            \.company,
            .line(1...Limits.name),
            about: "Only this company, whatever its case."
        ),
        Field("candidate_id", \.candidateID, about: "Only this candidate."),
        Field(
            "feeder",
            \.feeder,
            .line(1...Limits.name),
            about: "Only this feeder, whatever its case."
        ),
        Field(
            "recruiter",
            \.recruiter,
            .line(1...Limits.name),
            about: "Only those that this recruiter looks after, whatever the case."
        ),
        Field(
            "q",
            \.q,
            .line(1...Limits.query),
            about: "Words that company or role contain the beginnings of."
        ),
        Field(
            "created_from",
            \.createdFrom,
            about: "Only those recorded on this day or later, UTC."
        ),
        Field("created_to", \.createdTo, about: "Only those recorded on this day or earlier, UTC."),
        Field("sort", \.sort, default: .newest, about: "In which order."),
        Field("cursor", \.cursor, about: "Where to go on; from the page before."),
        Field(
            "limit",
            \.limit,
            .number(1...Double(Limits.pageMax)),
            default: Limits.pageDefault,
            about: "How many at most."
        )
    )
}

extension ListInterviews {
    /// The days are in their order.
    public func faults() -> [FieldError] {
        guard let createdFrom, let createdTo, createdTo < createdFrom else { return [] }
        return [FieldError("created_to", .inconsistent, "must not be before created_from")]
    }
}
