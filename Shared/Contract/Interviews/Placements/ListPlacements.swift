public import Vocabulary

/// Lists the jobs of a candidate.
public struct ListPlacements: Hashable, Sendable {
    /// Whose.
    public var id: CandidateID
    /// Where to go on; from the page before.
    public var cursor: Cursor?
    /// How many at most.
    public var limit: Int

    /// Takes every field.
    public init(
        id: CandidateID,
        cursor: Cursor? = nil,
        limit: Int = Limits.pageDefault
    ) {
        self.id = id
        self.cursor = cursor
        self.limit = limit
    }
}

extension ListPlacements: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.get, "/candidates/{id}/placements")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// What it answers.
    public typealias Response = Page<Placement>
    /// What it does.
    public static let about = """
        Lists the jobs that a candidate got through the organization, newest first.
        """
    /// One request and its answer.
    public static let example = Example(
        ListPlacements(id: .example(3), limit: 25),
        Page([Placement.example])
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:cursor:limit:),
        Field("id", \.id, about: "Whose."),
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
