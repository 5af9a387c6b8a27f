public import Vocabulary

/// Changes a member.
public struct UpdateUser: Hashable, Sendable {
    /// Identifies the member.
    public var id: UserID
    /// What the member is called.
    public var name: String?
    /// What the member may do.
    public var role: Role?
    /// Whether the member is cut off.
    public var disabled: Bool?

    /// Takes every field.
    public init(
        id: UserID,
        name: String? = nil,
        role: Role? = nil,
        disabled: Bool? = nil
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.disabled = disabled
    }
}

extension UpdateUser: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.patch, "/users/{id}")
    /// Who may ask.
    public static let audience = Audience.user(.admin)
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict]
    /// What it answers.
    public typealias Response = User
    /// What it does.
    public static let about = """
        Changes the fields it gives. Disabling cuts off at once: sessions end, and tokens that were
        issued are refused everywhere within five seconds. The last administrator stays one.
        """
    /// One request and its answer.
    public static let example = Example(
        UpdateUser(id: .example(2), name: "Ada Byron", role: .recruiter, disabled: false),
        User.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:name:role:disabled:),
        Field("id", \.id, about: "Identifies the member."),
        Field("name", \.name, .line(1...Limits.name), about: "What the member is called."),
        Field("role", \.role, about: "What the member may do."),
        Field("disabled", \.disabled, about: "Whether the member is cut off.")
    )
}
