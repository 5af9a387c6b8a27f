public import Vocabulary

/// Reads the organization.
public struct GetOrganization: Hashable, Sendable {
    /// Identifies it.
    public var id: OrganizationID

    /// Takes every field.
    public init(
        id: OrganizationID
    ) {
        self.id = id
    }
}

extension GetOrganization: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.get, "/organizations/{id}")
    /// Who may ask.
    public static let audience = Audience.user()
    /// What it answers.
    public typealias Response = Organization
    /// What it does.
    public static let about = """
        Reads the profile of the caller's own organization.
        """
    /// One request and its answer.
    public static let example = Example(
        GetOrganization(id: .example(1)),
        Organization.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:),
        Field("id", \.id, about: "Identifies it.")
    )
}
