import LocalPostgres
import Postgres
import TestKit
import Testing

@Suite("A schema is migrated once, by whoever comes first, or not at all")
struct MigratorTests {
    private static let list = [
        Migration("0001_steps", "CREATE TABLE IF NOT EXISTS steps (name text)"),
        Migration("0002_first", "INSERT INTO steps VALUES ('first'), ('also first')"),
        Migration(
            "0003_slow",
            """
            -- Several statements; the search path leads to the schema.
            SELECT pg_sleep(0.2);
            INSERT INTO steps VALUES ('slow');
            """
        ),
    ]

    private func steps(_ schema: OwnedSchema) async throws -> [String] {
        try await schema.owner.rows("SELECT name FROM steps ORDER BY name")
    }

    @Test("every migration runs once, in order, as the owner")
    func inOrder() async throws {
        try await withOwnedSchema("inorder") { (schema) async throws in
            let first = Migrator(Array(Self.list[..<1]), of: schema.ownership)
            #expect(try await first.migrate(schema.owner) == ["0001_steps"])
            #expect(try await first.migrate(schema.owner) == [])
            let all = Migrator(Self.list, of: schema.ownership)
            #expect(try await all.migrate(schema.owner) == ["0002_first", "0003_slow"])
            #expect(try await steps(schema) == ["also first", "first", "slow"])
            #expect(try await first.migrate(schema.owner) == [])  // an older replica restarts
            let owner: String = try await schema.admin.row(
                "SELECT tableowner::text FROM pg_tables WHERE tablename = 'steps'"
            )
            #expect(owner == "inorder_owner")
        }
    }

    @Test("three replicas that start at once migrate once")
    func concurrently() async throws {
        try await withOwnedSchema("replicas") { (schema) async throws in
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        let pool = schema.pool(as: schema.ownership.owner)
                        let migrator = Migrator(Self.list, of: schema.ownership)
                        let applied = try await migrator.migrate(pool)
                        await pool.close()
                        return applied
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(applied.sorted() == Self.list.map(\.name))
            #expect(try await steps(schema) == ["also first", "first", "slow"])
        }
    }

    @Test("one that is killed in the middle leaves nothing, and another goes on")
    func killed() async throws {
        try await withOwnedSchema("killed") { (schema) async throws in
            let list =
                Self.list + [
                    Migration(
                        "0004_stuck",
                        """
                        INSERT INTO steps VALUES ('stuck');
                        SELECT pg_sleep(CASE WHEN current_setting('application_name') = 'victim'
                            THEN 60 ELSE 0 END);
                        """
                    )
                ]
            var configuration = PostgresConfiguration(
                schema.database.connectionString(user: schema.ownership.owner.name)
            )
            configuration.applicationName = "victim"
            configuration.waitTimeout = .seconds(30)
            let pool = Postgres(configuration)
            let migrator = Migrator(list, of: schema.ownership)
            let victim = Task { try await migrator.migrate(pool) }
            // Each time the driver tries again, until it gives up.
            let killing = Task {
                while !Task.isCancelled {
                    try await schema.admin.execute(
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE application_name = 'victim' AND wait_event = 'PgSleep'
                            AND query LIKE '%stuck%'
                        """
                    )
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            let error = await #expect(throws: MigrationError.self) { try await victim.value }
            guard case .database(let cause) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(cause.reason == .connectionLost)
            killing.cancel()
            _ = await killing.result
            await pool.close()
            let before = try await steps(schema)
            #expect(before == ["also first", "first", "slow"])
            #expect(try await migrator.migrate(schema.owner) == ["0004_stuck"])
            #expect(try await steps(schema) == ["also first", "first", "slow", "stuck"])
        }
    }

    @Test("a file edited after it was applied is refused by name, and nothing else is applied")
    func edited() async throws {
        try await withOwnedSchema("edited", migrations: Array(Self.list[..<2])) {
            (schema) async throws in
            var list = Self.list
            list[1] = Migration(list[1].name, list[1].sql + " ")
            let error = await #expect(throws: MigrationError.self) {
                try await Migrator(list, of: schema.ownership).migrate(schema.owner)
            }
            #expect("\(String(describing: error))".contains("0002_first"))
            let steps = try await steps(schema)
            #expect(steps == ["also first", "first"])
        }
    }

    @Test("a file that fails keeps nothing of itself, and says which it is without any data")
    func failing() async throws {
        try await withOwnedSchema("failing") { (schema) async throws in
            let list = [
                Self.list[0],
                Migration(
                    "0002_fails",
                    "INSERT INTO steps VALUES ('half'); SELECT 'private'::int"
                ),
            ]
            let error = await #expect(throws: MigrationError.self) {
                try await Migrator(list, of: schema.ownership).migrate(schema.owner)
            }
            let description = try #require(error?.description)
            #expect(description.contains("0002_fails") && !description.contains("private"))
            #expect(try await steps(schema) == [])
        }
    }

    @Test("a file that ends its transaction is noticed")
    func endsTransaction() async throws {
        try await withOwnedSchema("ending") { (schema) async throws in
            let list = [Migration("0001_ends", "CREATE TABLE half (); COMMIT; BEGIN;")]
            let error = await #expect(throws: MigrationError.self) {
                try await Migrator(list, of: schema.ownership).migrate(schema.owner)
            }
            #expect("\(String(describing: error))".contains("0001_ends"))
        }
    }

    @Test("the wait for another process's lock is bounded")
    func lockIsHeld() async throws {
        try await withOwnedSchema("locked", migrations: Array(Self.list[..<1])) {
            (schema) async throws in
            try await schema.admin.transaction { (holder) async throws in
                try await holder.execute("SELECT id FROM locked.schema_migrations_lock FOR UPDATE")
                var migrator = Migrator(Self.list, of: schema.ownership)
                migrator.lockTimeout = .milliseconds(300)
                let start = ContinuousClock.now
                let error = await #expect(throws: MigrationError.self) {
                    try await migrator.migrate(schema.owner)
                }
                guard case .lockTimedOut = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(ContinuousClock.now - start < .seconds(10))
            }
        }
    }

    @Test("the helper for services tells which migrations cannot be applied twice")
    func appliedTwice() async throws {
        let changes = try await changesWhenAppliedTwice(
            [
                Self.list[0],
                Migration("0002_index", "CREATE INDEX IF NOT EXISTS named ON steps (name)"),
                Migration("0003_rows", "INSERT INTO steps VALUES ('again')"),
                Migration("0004_nameless", "CREATE INDEX ON steps (name)"),
                Migration("0005_fails", "CREATE TABLE once ()"),
            ],
            of: "twice"
        )
        let names = Set(changes.map { String($0.prefix { $0 != ":" }) })
        #expect(names == ["0003_rows", "0004_nameless", "0005_fails"])
        #expect(changes.contains { $0.hasPrefix("0005_fails: ") && $0.contains("already exists") })
    }
}
