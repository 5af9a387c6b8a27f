public import Vocabulary

/// A key that a program signs in with, without its secret.
public struct APIKey: Hashable, Sendable {
    /// Identifies the key.
    public var id: APIKeyID
    /// What it is for.
    public var name: String
    /// The operations that it may call.
    public var scopes: [String]
    /// When it was made.
    public var createdAt: Instant
    /// Who made it.
    public var createdBy: UserID
    /// When it ends.
    public var expiresAt: Instant?
    /// When it was last used, to the hour.
    public var lastUsedAt: Instant?

    /// Takes every field.
    public init(
        id: APIKeyID,
        name: String,
        scopes: [String],
        createdAt: Instant,
        createdBy: UserID,
        expiresAt: Instant? = nil,
        lastUsedAt: Instant? = nil
    ) {
        self.id = id
        self.name = name
        self.scopes = scopes
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
    }
}

extension APIKey: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:name:scopes:createdAt:createdBy:expiresAt:lastUsedAt:),
        Field("id", \.id, about: "Identifies the key."),
        Field("name", \.name, .line(1...Limits.name), about: "What it is for."),
        Field("scopes", \.scopes, about: "The operations that it may call."),
        Field("created_at", \.createdAt, about: "When it was made."),
        Field("created_by", \.createdBy, about: "Who made it."),
        Field("expires_at", \.expiresAt, about: "When it ends."),
        Field("last_used_at", \.lastUsedAt, about: "When it was last used, to the hour.")
    )
}
