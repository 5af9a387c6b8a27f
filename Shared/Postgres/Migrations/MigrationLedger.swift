/// The tables in which a schema records its migrations, and the row whose lock lets one process
/// migrate at a time. A row, not an advisory lock: every PostgreSQL-wire engine has rows.
struct MigrationLedger {
    let ownership: Ownership

    private var applied: Statement { "\(ownership.schema).\("schema_migrations" as Identifier)" }
    private var lock: Statement { "\(ownership.schema).\("schema_migrations_lock" as Identifier)" }

    /// Makes the tables unless they are there; several processes may try at once.
    func prepare(on database: Postgres, lockTimeout: Duration) async throws {
        for attempt in 1... {
            do {
                try await database.transaction { transaction in
                    try await setLockTimeout(lockTimeout, transaction)
                    guard try await !exists(transaction) else { return }
                    try await make(transaction)
                }
                return
            } catch let error as PostgresError {
                // Another process has made them meanwhile: unique violation in the catalogue, or
                // duplicate table. The next look sees them.
                let state = error.sqlState
                guard attempt < 5, state == "23505" || state == "42P07" else { throw error }
            }
        }
    }

    /// The lock's table is made last, and all in one transaction.
    private func exists(_ transaction: Transaction) async throws(PostgresError) -> Bool {
        try await transaction.row(
            """
            SELECT EXISTS (SELECT 1 FROM pg_tables
                WHERE schemaname = \(ownership.schema.name)
                  AND tablename = 'schema_migrations_lock')
            """
        )
    }

    private func make(_ transaction: Transaction) async throws(PostgresError) {
        let users: Statement = "\(ownership.serving), \(ownership.system)"
        let statements: [Statement] = [
            """
            CREATE TABLE IF NOT EXISTS \(applied) (
                number integer PRIMARY KEY CHECK (number > 0),
                name text NOT NULL UNIQUE,
                checksum bytea NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now()
            )
            """,
            "CREATE TABLE IF NOT EXISTS \(lock) (id integer PRIMARY KEY CHECK (id = 1))",
            "INSERT INTO \(lock) (id) VALUES (1) ON CONFLICT DO NOTHING",
            "REVOKE ALL ON \(applied), \(lock) FROM \(users)",
            "GRANT SELECT ON \(applied) TO \(users)",
        ]
        for statement in statements { try await transaction.execute(statement.unprepared()) }
    }

    /// Waits for the lock, which is kept until the transaction ends, and reads the record.
    func lockedRecord(
        _ transaction: Transaction,
        lockTimeout: Duration
    ) async throws(PostgresError) -> [MigrationPlan.Applied] {
        try await setLockTimeout(lockTimeout, transaction)
        try await transaction.execute("SELECT id FROM \(lock) WHERE id = 1 FOR UPDATE")
        return try await transaction.rows(
            "SELECT number, name, checksum FROM \(applied) ORDER BY number"
        )
    }

    func record(
        _ migration: MigrationPlan.Applied,
        _ transaction: Transaction
    ) async throws(PostgresError) {
        try await transaction.execute(
            """
            INSERT INTO \(applied) (number, name, checksum)
            VALUES (\(Int32(migration.number)), \(migration.name), \(migration.checksum))
            """
        )
    }

    /// SHA-256 of each text, computed by the server, so that the program needs no cryptography.
    func checksums(
        of migrations: [Migration],
        on database: Postgres
    ) async throws(PostgresError) -> [Bytes] {
        try await database.rows(
            """
            SELECT sha256(convert_to(text, 'UTF8'))
            FROM unnest(\(migrations.map(\.sql))) WITH ORDINALITY AS migrations (text, number)
            ORDER BY number
            """
        )
    }

    private func setLockTimeout(
        _ limit: Duration,
        _ transaction: Transaction
    ) async throws(PostgresError) {
        // Zero would mean no limit.
        let milliseconds = max(1, limit / .milliseconds(1))
        try await transaction.execute(
            "SELECT set_config('lock_timeout', \("\(Int(milliseconds))ms"), true)"
        )
    }
}
