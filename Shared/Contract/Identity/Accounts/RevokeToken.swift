public import Vocabulary

/// Signs out.
public struct RevokeToken: Hashable, Sendable {
    /// The session to end; all of the caller's where left out.
    public var refreshToken: Confidential?

    /// Takes every field.
    public init(
        refreshToken: Confidential? = nil
    ) {
        self.refreshToken = refreshToken
    }
}

extension RevokeToken: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/auth/revoke", .noContent)
    /// Who may ask.
    public static let audience = Audience.anyone
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.unauthenticated, .forbidden]
    /// Ended is ended.
    public static let idempotency = Idempotency.idempotent
    /// What it answers.
    public typealias Response = Nothing
    /// What it does.
    public static let about = """
        Ends the session that a refresh token belongs to, or, for a caller who is signed in and
        gives none, all of the caller's. It reaches every service within five seconds.
        """
    /// One request and its answer.
    public static let example = Example(
        RevokeToken(refreshToken: Confidential("vr_example")),
        Nothing()
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(refreshToken:),
        Field(
            "refresh_token",
            \.refreshToken,
            .line(1...Limits.token),
            about: "The session to end; all of the caller's where left out."
        )
    )
}
