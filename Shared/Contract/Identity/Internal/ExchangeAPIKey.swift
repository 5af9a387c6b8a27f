public import Vocabulary

/// Turns a program's key into an access token.
public struct ExchangeAPIKey: Hashable, Sendable {
    /// The key as the program sent it.
    public var secret: Confidential

    /// Takes every field.
    public init(secret: Confidential) { self.secret = secret }
}

extension ExchangeAPIKey: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/internal/api-keys/exchange")
    /// Who may ask.
    public static let audience = Audience.services(.gateway)
    /// The answer holds a secret.
    public static let idempotency = Idempotency.exempt
    /// What it answers.
    public typealias Response = ExchangedKey
    /// What it does.
    public static let about = """
        Turns a program's key into an access token that names the key's organization and scopes. A
        key that is not known, has ended or was deleted is 401.
        """
    /// One request and its answer.
    public static let example = Example(
        ExchangeAPIKey(secret: Confidential("vk_example")),
        ExchangedKey(accessToken: Confidential("eyJ"), expiresAt: .example)
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(secret:),
        Field("secret", \.secret, .line(1...Limits.token), about: "The key as it was sent.")
    )
}

/// An access token in a key's stead.
public struct ExchangedKey: Hashable, Sendable {
    /// The token.
    public var accessToken: Confidential
    /// When it ends.
    public var expiresAt: Instant

    /// Takes every field.
    public init(accessToken: Confidential, expiresAt: Instant) {
        self.accessToken = accessToken
        self.expiresAt = expiresAt
    }
}

extension ExchangedKey: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(accessToken:expiresAt:),
        Field("access_token", \.accessToken, .line(1...Limits.token), about: "The token."),
        Field("expires_at", \.expiresAt, about: "When it ends.")
    )
}
