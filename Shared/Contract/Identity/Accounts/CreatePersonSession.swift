public import Vocabulary

/// Signs a person in with the link that was sent.
public struct CreatePersonSession: Hashable, Sendable {
    /// What the link carries.
    public var token: Confidential

    /// Takes every field.
    public init(
        token: Confidential
    ) {
        self.token = token
    }
}

extension CreatePersonSession: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/auth/person-session")
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
        Signs a person in, and makes the account with the first link: whoever reads the address
        owns it.
        """
    /// One request and its answer.
    public static let example = Example(
        CreatePersonSession(token: Confidential("vo_example")),
        SignedIn.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(token:),
        Field("token", \.token, .line(1...Limits.token), about: "What the link carries.")
    )
}
