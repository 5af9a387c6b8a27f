public import Vocabulary

/// An agency or a company, as its members and its candidates see it.
public struct Organization: Hashable, Sendable {
    /// Identifies it.
    public var id: OrganizationID
    /// Counts its changes.
    public var version: Int
    /// What it is called.
    public var name: String
    /// An agency or a company.
    public var kind: OrganizationKind
    /// Whether an operator has checked who it is.
    public var verified: Bool
    /// What candidates will read about it.
    public var description: String?
    /// Its site.
    public var site: WebAddress?
    /// The domains that its people write from.
    public var domains: [String]
    /// Where its logo is.
    public var logoAddress: WebAddress?
    /// What it is there for.
    public var mission: String?
    /// Where it wants to go.
    public var vision: String?
    /// What it holds dear.
    public var values: [String]
    /// When it joined.
    public var createdAt: Instant

    /// Takes every field.
    public init(
        id: OrganizationID,
        version: Int,
        name: String,
        kind: OrganizationKind,
        verified: Bool,
        description: String? = nil,
        site: WebAddress? = nil,
        domains: [String] = [],
        logoAddress: WebAddress? = nil,
        mission: String? = nil,
        vision: String? = nil,
        values: [String] = [],
        createdAt: Instant
    ) {
        self.id = id
        self.version = version
        self.name = name
        self.kind = kind
        self.verified = verified
        self.description = description
        self.site = site
        self.domains = domains
        self.logoAddress = logoAddress
        self.mission = mission
        self.vision = vision
        self.values = values
        self.createdAt = createdAt
    }
}

extension Organization: WireObject, Versioned {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            id:
            version:
            name:
            kind:
            verified:
            description:
            site:
            domains:
            logoAddress:
            mission:
            vision:
            values:
            createdAt:
        ),
        Field("id", \.id, about: "Identifies it."),
        Field("version", \.version, about: "Counts its changes."),
        Field(OrganizationTerms.name, \.name),
        Field("kind", \.kind, about: "An agency or a company."),
        Field("verified", \.verified, about: "Whether an operator has checked who it is."),
        Field(OrganizationTerms.description, \.description),
        Field(OrganizationTerms.site, \.site),
        Field(OrganizationTerms.domains, \.domains),
        Field(OrganizationTerms.logoAddress, \.logoAddress),
        Field(OrganizationTerms.mission, \.mission),
        Field(OrganizationTerms.vision, \.vision),
        Field(OrganizationTerms.values, \.values),
        Field("created_at", \.createdAt, about: "When it joined.")
    )
}
