public import Vocabulary

/// Lists the members of the organization.
public struct ListUsers: Hashable, Sendable {
    /// Only those who stand so.
    public var status: UserStatus?
    /// Where to go on; from the page before.
    public var cursor: Cursor?
    /// How many at most.
    public var limit: Int

    /// Takes every field.
    public init(
        status: UserStatus? = nil,
        cursor: Cursor? = nil,
        limit: Int = Limits.pageDefault
    ) {
        self.status = status
        self.cursor = cursor
        self.limit = limit
    }
}

extension ListUsers: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.get, "/users")
    /// Who may ask.
    public static let audience = Audience.user(.admin)
    /// What it answers.
    public typealias Response = Page<User>
    /// What it does.
    public static let about = """
        Lists the members of the caller's organization by name.
        """
    /// One request and its answer.
    public static let example = Example(
        ListUsers(status: .active, limit: 25),
        Page([User.example])
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(status:cursor:limit:),
        Field("status", \.status, about: "Only those who stand so."),
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
