public import Vocabulary

/// A member of one organization.
public struct User: Hashable, Sendable {
    /// Identifies the member.
    public var id: UserID
    /// Counts the changes.
    public var version: Int
    /// What the member is called.
    public var name: String
    /// The address the member signs in with.
    public var email: EmailAddress
    /// What the member may do.
    public var role: Role
    /// Invited, active or disabled.
    public var status: UserStatus
    /// When the member was invited.
    public var createdAt: Instant
    /// When the member last signed in.
    public var lastSignedInAt: Instant?

    /// Takes every field.
    public init(
        id: UserID,
        version: Int,
        name: String,
        email: EmailAddress,
        role: Role,
        status: UserStatus,
        createdAt: Instant,
        lastSignedInAt: Instant? = nil
    ) {
        self.id = id
        self.version = version
        self.name = name
        self.email = email
        self.role = role
        self.status = status
        self.createdAt = createdAt
        self.lastSignedInAt = lastSignedInAt
    }
}

extension User: WireObject, Versioned {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:version:name:email:role:status:createdAt:lastSignedInAt:),
        Field("id", \.id, about: "Identifies the member."),
        Field("version", \.version, about: "Counts the changes."),
        Field("name", \.name, .line(1...Limits.name), about: "What the member is called."),
        Field("email", \.email, about: "The address the member signs in with."),
        Field("role", \.role, about: "What the member may do."),
        Field("status", \.status, about: "Invited, active or disabled."),
        Field("created_at", \.createdAt, about: "When the member was invited."),
        Field("last_signed_in_at", \.lastSignedInAt, about: "When the member last signed in.")
    )
}
