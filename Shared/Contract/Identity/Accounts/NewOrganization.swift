import Vocabulary

/// An organization that was just made, and its first member.
public struct NewOrganization: Hashable, Sendable {
    /// The organization.
    public var organization: Organization
    /// Its administrator.
    public var user: User

    /// Takes every field.
    public init(
        organization: Organization,
        user: User
    ) {
        self.organization = organization
        self.user = user
    }
}

extension NewOrganization: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(organization:user:),
        Field("organization", \.organization, about: "The organization."),
        Field("user", \.user, about: "Its administrator.")
    )
}
