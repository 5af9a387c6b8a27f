public import Vocabulary

/// Asks for a link that sets a new password.
public struct RequestPasswordReset: Hashable, Sendable {
    /// The account.
    public var email: EmailAddress

    /// Takes every field.
    public init(
        email: EmailAddress
    ) {
        self.email = email
    }
}

extension RequestPasswordReset: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/auth/password-reset", .accepted)
    /// Who may ask.
    public static let audience = Audience.anyone
    /// Sent again, it sends another link.
    public static let idempotency = Idempotency.exempt
    /// What it answers.
    public typealias Response = Nothing
    /// What it does.
    public static let about = """
        Sends a one-time link to the address if an account has it. The answer is the same if none
        has.
        """
    /// One request and its answer.
    public static let example = Example(
        RequestPasswordReset(email: .example),
        Nothing()
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(email:),
        Field("email", \.email, about: "The account.")
    )
}
