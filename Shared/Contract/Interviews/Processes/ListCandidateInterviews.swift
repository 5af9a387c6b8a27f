public import Vocabulary

/// Lists the processes of one candidate.
public struct ListCandidateInterviews: Hashable, Sendable {
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

extension ListCandidateInterviews: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/candidate/{id}")
    /// Who may ask.
    public static let audience = Audience.user().orKey
    /// What it answers.
    public typealias Response = Page<Interview>
    /// What it does.
    public static let about = """
        Lists all processes of one candidate, newest first, as far as the caller may see them.
        """
    /// One request and its answer.
    public static let example = Example(
        ListCandidateInterviews(id: .example(3), limit: 25),
        Page([Interview.example])
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
