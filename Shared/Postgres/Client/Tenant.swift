public import FoundationEssentials

/// Whose rows a statement may see: what row-level security's policies compare with.
public struct Tenant: Hashable, Sendable {
    /// The organization, in `vouch.org_id` while the statement runs.
    public var organization: UUID?
    /// The person, in `vouch.person_id` while the statement runs.
    public var person: UUID?

    /// Rows of the organization, of the person, or of both where a policy asks for both.
    public init(organization: UUID? = nil, person: UUID? = nil) {
        self.organization = organization
        self.person = person
    }

    /// Rows of one organization.
    public static func organization(_ id: UUID) -> Tenant { Tenant(organization: id) }
    /// Rows of one person.
    public static func person(_ id: UUID) -> Tenant { Tenant(person: id) }
    /// No rows that are protected.
    public static let nobody = Tenant()
}
