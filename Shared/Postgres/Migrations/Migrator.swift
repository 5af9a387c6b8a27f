/// Brings a service's schema to what the program needs, when the program starts.
///
/// Any number of replicas may start at once: each migration is applied by one of them, in a
/// transaction of its own under a lock row, while the others wait. One that dies in the middle
/// leaves nothing behind, and another goes on.
public struct Migrator: Sendable {
    /// How long to wait for another process that migrates, and for each lock that a migration
    /// needs. A migration that waits for a table makes everybody who needs the table wait behind
    /// it, so this is also how long it may hold up a service that runs.
    public var lockTimeout = Duration.seconds(30)
    /// How long one migration may take.
    public var migrationTimeout = Duration.seconds(600)

    private let migrations: [Migration]
    private let ledger: MigrationLedger

    /// - Parameter migrations: all there are, in the order of their numbers.
    public init(_ migrations: [Migration], of ownership: Ownership) {
        self.migrations = migrations
        ledger = MigrationLedger(ownership: ownership)
    }

    /// Applies what is missing.
    ///
    /// - Parameter database: connections as `ownership.owner`.
    /// - Returns: the names of the migrations that this call applied, none when another process
    ///   was faster.
    @discardableResult
    public func migrate(_ database: Postgres) async throws(MigrationError) -> [String] {
        try MigrationPlan.check(migrations)
        let database = database.within(migrationTimeout)
        let plan: MigrationPlan
        do {
            try await ledger.prepare(on: database, lockTimeout: lockTimeout)
            let checksums = try await ledger.checksums(of: migrations, on: database)
            plan = MigrationPlan(migrations, checksums: checksums)
        } catch { throw failure(error) }
        var applied: [String] = []
        while let name = try await applyNext(of: plan, database) { applied.append(name) }
        return applied
    }

    /// Applies one migration; nil when there was none to apply.
    private func applyNext(
        of plan: MigrationPlan,
        _ database: Postgres
    ) async throws(MigrationError) -> String? {
        do {
            return try await database.transaction { transaction in
                let applied = try await ledger.lockedRecord(transaction, lockTimeout: lockTimeout)
                guard let migration = try plan.next(after: applied),
                    let record = plan.record(of: migration)
                else { return nil }
                try await run(migration, transaction)
                try await ledger.record(record, transaction)
                return migration.name
            }
        } catch { throw failure(error) }
    }

    private func run(_ migration: Migration, _ transaction: Transaction) async throws {
        let schema = ledger.ownership.schema
        do throws(PostgresError) {
            // Both settings fall with the transaction, so the second tells whether it still runs.
            try await transaction.execute(
                """
                SELECT set_config('search_path', \("\(schema), pg_temp"), true),
                    set_config('vouch.migration', \(migration.name), true)
                """
            )
            try await transaction.run(script: migration.sql)
        } catch {
            throw failure(error, of: migration)
        }
        let current: String? = try await transaction.row(
            "SELECT current_setting('vouch.migration', true)"
        )
        guard current == migration.name else {
            throw MigrationError.endedTransaction(migration.name)
        }
    }

    /// A transient failure stays a `PostgresError`, because the transaction is then run again.
    private func failure(_ error: PostgresError, of migration: Migration) -> any Error {
        if error.isWorthRetrying { return error }
        if error.reason == .lockNotAvailable {
            return MigrationError.lockTimedOut(after: lockTimeout)
        }
        return MigrationError.failed(migration.name, error)
    }

    private func failure(_ error: any Error) -> MigrationError {
        if let error = error as? MigrationError { return error }
        guard let error = error as? PostgresError else {
            return .database(PostgresError(.cancelled))
        }
        return error.reason == .lockNotAvailable
            ? .lockTimedOut(after: lockTimeout) : .database(error)
    }
}
