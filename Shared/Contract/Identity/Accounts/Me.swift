public import Vocabulary

/// Whoever is signed in.
public struct Me: Hashable, Sendable {
    /// A user, a person or a key.
    public var kind: TokenKind
    /// Identifies the user, person or key.
    public var id: String
    /// What they are called.
    public var name: String
    /// Their address; keys have none.
    public var email: EmailAddress?
    /// Their organization; persons have none.
    public var organization: OrganizationReference?
    /// What they may do; only users have one.
    public var role: Role?

    /// Takes every field.
    public init(
        kind: TokenKind,
        id: String,
        name: String,
        email: EmailAddress? = nil,
        organization: OrganizationReference? = nil,
        role: Role? = nil
    ) {
        self.kind = kind
        self.id = id
        self.name = name
        self.email = email
        self.organization = organization
        self.role = role
    }
}

extension Me: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(kind:id:name:email:organization:role:),
        Field("kind", \.kind, about: "A user, a person or a key."),
        Field("id", \.id, about: "Identifies the user, person or key."),
        Field("name", \.name, about: "What they are called."),
        Field("email", \.email, about: "Their address; keys have none."),
        Field("organization", \.organization, about: "Their organization; persons have none."),
        Field("role", \.role, about: "What they may do; only users have one.")
    )
}
