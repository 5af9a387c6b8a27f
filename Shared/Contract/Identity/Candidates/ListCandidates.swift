public import Vocabulary

/// Lists candidate records.
public struct ListCandidates: Hashable, Sendable {
    /// Words that name, title, employer, city or skills begin with.
    public var q: String?
    /// Only those that have come so far; may be repeated.
    public var status: [CandidateStatus]?
    /// Only those that an intake has added to, or has not.
    public var hasEnrichmentData: Bool?
    /// Where to go on; from the page before.
    public var cursor: Cursor?
    /// How many at most.
    public var limit: Int

    /// Takes every field.
    public init(
        q: String? = nil,
        status: [CandidateStatus]? = nil,
        hasEnrichmentData: Bool? = nil,
        cursor: Cursor? = nil,
        limit: Int = Limits.pageDefault
    ) {
        self.q = q
        self.status = status
        self.hasEnrichmentData = hasEnrichmentData
        self.cursor = cursor
        self.limit = limit
    }
}

extension ListCandidates: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.get, "/candidates")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// What it answers.
    public typealias Response = Page<CandidateSummary>
    /// What it does.
    public static let about = """
        Lists the organization's records, newest first; archived ones only where `status` asks for
        them.
        """
    /// One request and its answer.
    public static let example = Example(
        ListCandidates(
            q: "ada",
            status: [.new, .resumeParsed],
            hasEnrichmentData: false,
            limit: 25
        ),
        Page(
            [CandidateSummary.example],
            next: Cursor(
                "ListCandidates",
                after: [.instant(.example), .id(CandidateID.example(3).uuid)]
            )
        )
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(q:status:hasEnrichmentData:cursor:limit:),
        Field(
            "q",
            \.q,
            .line(1...Limits.query),
            about: "Words that name, title, employer, city or skills begin with."
        ),
        Field(
            "status",
            \.status,
            .items(1...6),
            about: "Only those that have come so far; may be repeated."
        ),
        Field(
            "has_enrichment_data",
            \.hasEnrichmentData,
            about: "Only those that an intake has added to, or has not."
        ),
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
