public import Vocabulary

/// A key that was just made, with its secret: the only time it is shown.
public struct NewAPIKey: Hashable, Sendable {
    /// The key.
    public var apiKey: APIKey
    /// What to send as `Authorization: Bearer`.
    public var secret: Confidential

    /// Takes every field.
    public init(
        apiKey: APIKey,
        secret: Confidential
    ) {
        self.apiKey = apiKey
        self.secret = secret
    }
}

extension NewAPIKey: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(apiKey:secret:),
        Field("api_key", \.apiKey, about: "The key."),
        Field("secret", \.secret, about: "What to send as `Authorization: Bearer`.")
    )
}
