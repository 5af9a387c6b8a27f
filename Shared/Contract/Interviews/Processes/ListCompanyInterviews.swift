public import Vocabulary

/// Lists the processes with one company.
public struct ListCompanyInterviews: Hashable, Sendable {
    /// The company, whatever its case.
    public var name: String
    /// Only those that stand here; may be repeated.
    public var status: [InterviewStatus]?
    /// Where to go on; from the page before.
    public var cursor: Cursor?
    /// How many at most.
    public var limit: Int

    /// Takes every field.
    public init(
        name: String,
        status: [InterviewStatus]? = nil,
        cursor: Cursor? = nil,
        limit: Int = Limits.pageDefault
    ) {
        self.name = name
        self.status = status
        self.cursor = cursor
        self.limit = limit
    }
}

extension ListCompanyInterviews: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/company/{name}")
    /// Who may ask.
    public static let audience = Audience.user().orKey
    /// What it answers.
    public typealias Response = Page<Interview>
    /// What it does.
    public static let about = """
        Lists all processes with one company, newest first, as far as the caller may see them.
        """
    /// One request and its answer.
    public static let example = Example(
        ListCompanyInterviews(name: "Analytical Engines", status: [.inProgress], limit: 25),
        Page([Interview.example])
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(name:status:cursor:limit:),
        Field("name", \.name, .line(1...Limits.name), about: "The company, whatever its case."),
        Field(
            "status",
            \.status,
            .items(1...8),
            about: "Only those that stand here; may be repeated."
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
