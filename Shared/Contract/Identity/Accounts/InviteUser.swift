public import Vocabulary

/// Invites somebody to the organization.
public struct InviteUser: Hashable, Sendable {
    /// Where the invitation is sent.
    public var email: EmailAddress
    /// What the member is called.
    public var name: String
    /// What the member may do.
    public var role: Role

    /// Takes every field.
    public init(
        email: EmailAddress,
        name: String,
        role: Role
    ) {
        self.email = email
        self.name = name
        self.role = role
    }
}

extension InviteUser: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/users", .created)
    /// Who may ask.
    public static let audience = Audience.user(.admin)
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict]
    /// What it answers.
    public typealias Response = User
    /// What it does.
    public static let about = """
        Makes a member and sends a one-time link, good for seven days. Inviting an invited member
        again sends a new link and ends the old one.
        """
    /// One request and its answer.
    public static let example = Example(
        InviteUser(email: .example, name: "Ada Byron", role: .recruiter),
        User.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(email:name:role:),
        Field("email", \.email, about: "Where the invitation is sent."),
        Field("name", \.name, .line(1...Limits.name), about: "What the member is called."),
        Field("role", \.role, about: "What the member may do.")
    )
}
