public import Contract
public import Postgres
import ServiceStore
import Vocabulary

/// Organizations: the one that `source` acts for, or any, for the system role.
struct OrganizationStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    private static var columns: Statement {
        """
        id, version, name, kind, verified, description, site, domains, logo_address, mission,
        vision, "values", created_at
        """
    }

    /// The organization, if it is there.
    func organization(_ id: OrganizationID) async throws(PostgresError) -> Organization? {
        try await source.rowIfAny("SELECT \(Self.columns) FROM organizations WHERE id = \(id)")
    }

    /// The organization, locked against other changes of it and of who administers it.
    func lockedOrganization(_ id: OrganizationID) async throws(PostgresError) -> Organization? {
        try await source.rowIfAny(
            """
            SELECT \(Self.columns) FROM organizations WHERE id = \(id) FOR NO KEY UPDATE
            """
        )
    }

    /// Keeps a new organization.
    func insert(_ organization: Organization) async throws(PostgresError) {
        try await source.execute(
            """
            INSERT INTO organizations (\(Self.columns))
            VALUES (\(organization.id), \(Int32(organization.version)), \(organization.name),
                \(organization.kind), \(organization.verified), \(organization.description),
                \(organization.site), \(organization.domains), \(organization.logoAddress),
                \(organization.mission), \(organization.vision), \(organization.values),
                \(organization.createdAt))
            """
        )
    }

    /// Keeps a changed organization.
    func update(_ organization: Organization) async throws(PostgresError) {
        try await source.execute(
            """
            UPDATE organizations SET version = \(Int32(organization.version)),
                name = \(organization.name), verified = \(organization.verified),
                description = \(organization.description), site = \(organization.site),
                domains = \(organization.domains), logo_address = \(organization.logoAddress),
                mission = \(organization.mission), vision = \(organization.vision),
                "values" = \(organization.values)
            WHERE id = \(organization.id)
            """
        )
    }
}

extension Organization: PostgresRow {
    public init(_ row: borrowing Row) throws(PostgresError) {
        self.init(
            id: try row["id"],
            version: Int(try row["version"] as Int32),
            name: try row["name"],
            kind: try row["kind"],
            verified: try row["verified"],
            description: try row["description"],
            site: try row["site"],
            domains: try row["domains"],
            logoAddress: try row["logo_address"],
            mission: try row["mission"],
            vision: try row["vision"],
            values: try row["values"],
            createdAt: try row["created_at"]
        )
    }
}
