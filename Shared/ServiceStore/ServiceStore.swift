import Logging
public import Postgres
public import ServiceKit
public import Vocabulary

/// A service's database: its pools, its migrations, and what every service keeps there.
public struct ServiceStore: Sendable {
    /// Serves, bound to a tenant; owns nothing and cannot pass row-level security.
    public let serving: Postgres
    /// Serves what crosses tenants, from functions that say so.
    public let system: Postgres

    /// Takes pools that are open.
    public init(serving: Postgres, system: Postgres) {
        self.serving = serving
        self.system = system
    }

    /// Migrates the service's schema, opens its pools, and has readiness, metrics and the sweeping
    /// of old keys see to them.
    /// - Parameters:
    ///   - ownership: the service's schema and roles.
    ///   - migrations: the service's own, numbered from 0010; those of this store come first.
    /// - Throws: `MigrationError`; `Migrated` in a program that was started to migrate only.
    public static func open(
        _ runtime: Runtime,
        of ownership: Ownership,
        migrations: [Migration] = []
    ) async throws -> ServiceStore {
        let settings = runtime.settings
        let owner = Postgres(
            pool(settings[StoreSettings.ownerDatabase], runtime, shared: 1, leased: 0...1)
        )
        let all = Self.migrations + migrations
        let done: [String]
        do {
            done = try await Migrator(all, of: ownership).migrate(owner)
        } catch {
            await owner.close()
            throw error
        }
        await owner.close()
        for name in done { runtime.log.info("migrated", metadata: ["migration": "\(name)"]) }
        if runtime.onlyMigrates { throw Migrated() }
        let store = ServiceStore(
            serving: Postgres(
                pool(
                    settings[StoreSettings.database],
                    runtime,
                    shared: settings[StoreSettings.sharedConnections],
                    leased: 0...settings[StoreSettings.leasedConnections]
                )
            ),
            system: Postgres(
                pool(settings[StoreSettings.systemDatabase], runtime, shared: 1, leased: 0...4)
            )
        )
        store.attach(to: runtime)
        return store
    }

    private static func pool(
        _ connection: Confidential,
        _ runtime: Runtime,
        shared: Int,
        leased: ClosedRange<Int>
    ) -> PostgresConfiguration {
        var configuration = PostgresConfiguration(connection.text)
        configuration.applicationName = "vouch-\(runtime.service.rawValue)"
        configuration.sharedConnections = shared
        configuration.leasedConnections = leased
        // A database that is away is told of while callers still wait.
        configuration.waitTimeout = .seconds(2)
        return configuration
    }

    private func attach(to runtime: Runtime) {
        let (serving, system) = (serving, system)
        runtime.onReady("the database") { try await serving.within(.seconds(1)).ready() }
        runtime.onStop {
            await serving.close()
            await system.close()
        }
        runtime.metrics.probe {
            let pools = [("serving", await serving.health()), ("system", await system.health())]
            let events = Metrics.Figure(
                "vouch_events_appended_total",
                Double(EventCount.appended.value)
            )
            return [events] + pools.flatMap { Self.figures($0.0, $0.1) }
        }
        let events = EventPositions(system)
        runtime.background("numbering events", every: .milliseconds(250)) {
            try await events.assignAcrossTenants()
        }
        let keys = OldKeys(system)
        runtime.background("forgetting old idempotency keys", every: .seconds(600)) {
            try await keys.forgetAcrossTenants()
        }
    }

    private static func figures(_ pool: String, _ health: PoolHealth) -> [Metrics.Figure] {
        [
            ("vouch_database_connections", health.sharedConnections + health.leasedConnections),
            ("vouch_database_leases_in_use", health.leasesInUse),
            ("vouch_database_waiting", health.waiting),
            ("vouch_database_in_flight", health.inFlight),
            ("vouch_database_connection_failures_total", health.connectionFailures),
        ].map { Metrics.Figure($0.0, [("pool", pool)], Double($0.1)) }
    }

    /// Statements that see one organization's rows.
    public func serving(for organization: OrganizationID) -> Postgres {
        serving.acting(for: .organization(organization))
    }

    /// Statements that see one person's rows.
    public func serving(for person: PersonID) -> Postgres {
        serving.acting(for: .person(person))
    }

    /// A transaction that sees one organization's rows.
    public func transaction<Result>(
        for organization: OrganizationID,
        _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        try await serving(for: organization).transaction { try await body($0) }
    }

    /// A transaction that sees one person's rows.
    public func transaction<Result>(
        for person: PersonID,
        _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        try await serving(for: person).transaction { try await body($0) }
    }
}
