public import Vocabulary

/// Accepts an invitation.
public struct AcceptInvitation: Hashable, Sendable {
    /// What the link carries.
    public var token: Confidential
    /// For an address that has no account yet: at least 12 characters.
    public var password: Confidential?
    /// What the member wants to be called.
    public var name: String?

    /// Takes every field.
    public init(
        token: Confidential,
        password: Confidential? = nil,
        name: String? = nil
    ) {
        self.token = token
        self.password = password
        self.name = name
    }
}

extension AcceptInvitation: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/auth/invitations/accept")
    /// Who may ask.
    public static let audience = Audience.anyone
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.gone]
    /// The answer holds a secret.
    public static let idempotency = Idempotency.exempt
    /// What it answers.
    public typealias Response = SignedIn
    /// What it does.
    public static let about = """
        Makes the invited member active and signs in. An address that has an account already keeps
        its password.
        """
    /// One request and its answer.
    public static let example = Example(
        AcceptInvitation(
            token: Confidential("vo_example"),
            password: Confidential("a long enough password"),
            name: "Ada Byron"
        ),
        SignedIn.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(token:password:name:),
        Field("token", \.token, .line(1...Limits.token), about: "What the link carries."),
        Field(
            "password",
            \.password,
            .newPassword,
            about: "For an address that has no account yet: at least 12 characters."
        ),
        Field("name", \.name, .line(1...Limits.name), about: "What the member wants to be called.")
    )
}
