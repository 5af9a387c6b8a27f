public import Vocabulary

/// Lists the organization's keys.
public struct ListAPIKeys: Hashable, Sendable {
    /// Where to go on; from the page before.
    public var cursor: Cursor?
    /// How many at most.
    public var limit: Int

    /// Takes every field.
    public init(
        cursor: Cursor? = nil,
        limit: Int = Limits.pageDefault
    ) {
        self.cursor = cursor
        self.limit = limit
    }
}

extension ListAPIKeys: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.get, "/api-keys")
    /// Who may ask.
    public static let audience = Audience.user(.admin)
    /// What it answers.
    public typealias Response = Page<APIKey>
    /// What it does.
    public static let about = """
        Lists the keys of the caller's organization, newest first, without their secrets.
        """
    /// One request and its answer.
    public static let example = Example(
        ListAPIKeys(limit: 25),
        Page([APIKey.example])
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(cursor:limit:),
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
