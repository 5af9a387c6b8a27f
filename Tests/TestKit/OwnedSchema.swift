public import Postgres

/// A service's schema in a fresh database, with connections for each of its roles.
public struct OwnedSchema: Sendable {
    /// The database of this test.
    public let database: TestDatabase
    /// The names of schema and roles.
    public let ownership: Ownership
    /// Connections as the superuser, the owner, the serving and the system role.
    public let admin, owner, serving, system: Postgres

    /// A further pool as one of the roles, for tests that need connections of their own; whoever
    /// opens it closes it.
    public func pool(as role: Identifier) -> Postgres {
        Self.pool(database.connectionString(user: role.name))
    }

    fileprivate init(_ database: TestDatabase, _ ownership: Ownership, _ admin: Postgres) {
        self.database = database
        self.ownership = ownership
        self.admin = admin
        owner = Self.pool(database.connectionString(user: ownership.owner.name))
        serving = Self.pool(database.connectionString(user: ownership.serving.name))
        system = Self.pool(database.connectionString(user: ownership.system.name))
    }

    fileprivate static func pool(_ connection: String) -> Postgres {
        var configuration = PostgresConfiguration(connection)
        configuration.sharedConnections = 1
        configuration.leasedConnections = 0...4
        // Tests of several services run beside each other on a small machine.
        configuration.statementTimeout = .seconds(30)
        configuration.waitTimeout = .seconds(30)
        return Postgres(configuration)
    }

    fileprivate func close() async {
        for pool in [owner, serving, system, admin] { await pool.close() }
    }
}

/// Runs a test with a service's schema in a database of its own, migrated by `migrations`.
public func withOwnedSchema<Answer>(
    _ service: Identifier,
    migrations: [Migration] = [],
    _ body: (OwnedSchema) async throws -> Answer
) async throws -> Answer {
    try await withTestDatabase { database in
        let admin = OwnedSchema.pool(database.connectionString())
        let ownership = Ownership(of: service)
        try await ownership.establish(on: admin)
        let schema = OwnedSchema(database, ownership, admin)
        do {
            try await Migrator(migrations, of: ownership).migrate(schema.owner)
            let answer = try await body(schema)
            await schema.close()
            return answer
        } catch {
            await schema.close()
            throw error
        }
    }
}
