public import Vocabulary

/// An organization that an account may sign in to.
public struct Membership: Hashable, Sendable {
    /// Identifies the organization.
    public var organizationID: OrganizationID
    /// What it is called.
    public var name: String
    /// What the account may do there.
    public var role: Role

    /// Takes every field.
    public init(
        organizationID: OrganizationID,
        name: String,
        role: Role
    ) {
        self.organizationID = organizationID
        self.name = name
        self.role = role
    }
}

extension Membership: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(organizationID:name:role:),
        Field("organization_id", \.organizationID, about: "Identifies the organization."),
        Field("name", \.name, about: "What it is called."),
        Field("role", \.role, about: "What the account may do there.")
    )
}
