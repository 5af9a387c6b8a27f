public import Vocabulary

/// Changes the caller's own password.
public struct ChangePassword: Hashable, Sendable {
    /// The password so far.
    public var currentPassword: Confidential
    /// At least 12 characters, and not among the common ones.
    public var newPassword: Confidential

    /// Takes every field.
    public init(
        currentPassword: Confidential,
        newPassword: Confidential
    ) {
        self.currentPassword = currentPassword
        self.newPassword = newPassword
    }
}

extension ChangePassword: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/auth/password", .noContent)
    /// Who may ask.
    public static let audience = Audience.user().or(.person)
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict]
    /// The answer holds a secret.
    public static let idempotency = Idempotency.exempt
    /// What it answers.
    public typealias Response = Nothing
    /// What it does.
    public static let about = """
        Changes the password and ends all sessions of the account, this one included: sign in with
        the new password. Without a password so far, ask for a link that sets one.
        """
    /// One request and its answer.
    public static let example = Example(
        ChangePassword(
            currentPassword: Confidential("a long enough password"),
            newPassword: Confidential("a longer, better password")
        ),
        Nothing()
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(currentPassword:newPassword:),
        Field(
            "current_password",
            \.currentPassword,
            .line(1...Limits.passwordMax),
            about: "The password so far."
        ),
        Field(
            "new_password",
            \.newPassword,
            .newPassword,
            about: "At least 12 characters, and not among the common ones."
        )
    )
}
