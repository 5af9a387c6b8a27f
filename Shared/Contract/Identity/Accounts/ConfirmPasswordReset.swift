public import Vocabulary

/// Sets a new password with the link that was sent.
public struct ConfirmPasswordReset: Hashable, Sendable {
    /// What the link carries.
    public var token: Confidential
    /// At least 12 characters, and not among the common ones.
    public var password: Confidential

    /// Takes every field.
    public init(
        token: Confidential,
        password: Confidential
    ) {
        self.token = token
        self.password = password
    }
}

extension ConfirmPasswordReset: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/auth/password-reset/confirm", .noContent)
    /// Who may ask.
    public static let audience = Audience.anyone
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.gone]
    /// The answer holds a secret.
    public static let idempotency = Idempotency.exempt
    /// What it answers.
    public typealias Response = Nothing
    /// What it does.
    public static let about = """
        Sets a new password and ends all sessions of the account. A link is good once, for an hour.
        """
    /// One request and its answer.
    public static let example = Example(
        ConfirmPasswordReset(
            token: Confidential("vo_example"),
            password: Confidential("a longer, better password")
        ),
        Nothing()
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(token:password:),
        Field("token", \.token, .line(1...Limits.token), about: "What the link carries."),
        Field(
            "password",
            \.password,
            .newPassword,
            about: "At least 12 characters, and not among the common ones."
        )
    )
}
