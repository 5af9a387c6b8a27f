import Vocabulary

/// The public keys that tokens are verified with, RFC 7517.
public struct PublishedKeys: Hashable, Sendable {
    /// The last one, the current one and the next one.
    public var keys: [PublishedKey]

    /// Takes every field.
    public init(
        keys: [PublishedKey]
    ) {
        self.keys = keys
    }
}

extension PublishedKeys: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(keys:),
        Field("keys", \.keys, about: "The last one, the current one and the next one.")
    )
}
