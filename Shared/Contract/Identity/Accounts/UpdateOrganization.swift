public import Vocabulary

/// Changes the profile.
public struct UpdateOrganization: Hashable, Sendable {
    /// Identifies it.
    public var id: OrganizationID
    /// What it is called.
    public var name: String?
    /// What candidates will read about it.
    public var description: Patch<String>
    /// Its site.
    public var site: Patch<WebAddress>
    /// The domains that its people write from; all of them.
    public var domains: [String]?
    /// Where its logo is.
    public var logoAddress: Patch<WebAddress>
    /// What it is there for.
    public var mission: Patch<String>
    /// Where it wants to go.
    public var vision: Patch<String>
    /// What it holds dear; all of it.
    public var values: [String]?

    /// Takes every field.
    public init(
        id: OrganizationID,
        name: String? = nil,
        description: Patch<String> = .keep,
        site: Patch<WebAddress> = .keep,
        domains: [String]? = nil,
        logoAddress: Patch<WebAddress> = .keep,
        mission: Patch<String> = .keep,
        vision: Patch<String> = .keep,
        values: [String]? = nil
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.site = site
        self.domains = domains
        self.logoAddress = logoAddress
        self.mission = mission
        self.vision = vision
        self.values = values
    }
}

extension UpdateOrganization: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.patch, "/organizations/{id}")
    /// Who may ask.
    public static let audience = Audience.user(.admin)
    /// What it answers.
    public typealias Response = Organization
    /// What it does.
    public static let about = """
        Changes the fields it gives; `null` clears one, a list is replaced whole. Whether an
        organization is verified is for an operator to say.
        """
    /// One request and its answer.
    public static let example = Example(
        UpdateOrganization(
            id: .example(1),
            name: "Analytical Engines",
            description: .set("We make engines that weave algebra."),
            mission: .clear
        ),
        Organization.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:name:description:site:domains:logoAddress:mission:vision:values:),
        Field("id", \.id, about: "Identifies it."),
        Field(OrganizationTerms.name, \.name),
        Field(OrganizationTerms.description, \.description),
        Field(OrganizationTerms.site, \.site),
        Field(OrganizationTerms.domains, \.domains),
        Field(OrganizationTerms.logoAddress, \.logoAddress),
        Field(OrganizationTerms.mission, \.mission),
        Field(OrganizationTerms.vision, \.vision),
        Field(OrganizationTerms.values, \.values)
    )
}
