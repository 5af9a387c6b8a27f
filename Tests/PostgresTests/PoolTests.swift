import LocalPostgres
import Postgres
import TestKit
import Testing

@Suite("The pool is bounded, and everybody gets his own answer")
struct PoolTests {
    @Test("Five thousand callers on two connections, each with his own answer")
    func manyCallers() async throws {
        try await withPostgres { configuration in
            configuration.waitTimeout = .seconds(60)
        } _: { postgres in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for caller in 0..<5_000 {
                    group.addTask {
                        let echo: Int = try await postgres.row("SELECT \(caller)")
                        return echo == caller
                    }
                }
                for try await isOwn in group { #expect(isOwn) }
            }
            let backends: Int = try await postgres.row(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND backend_type = 'client backend'
                """
            )
            #expect(backends == 2)
        }
    }

    @Test("Whoever finds the waiting line full is refused at once")
    func fullLine() async throws {
        try await withPostgres { configuration in
            configuration.leasedConnections = 0...1
            configuration.waitersMax = 3
        } _: { postgres in
            try await postgres.transaction { holder in
                try await holder.execute("SELECT 1")
                let waiting = (0..<3).map { _ in
                    Task { try await postgres.leased.row("SELECT 7", as: Int.self) }
                }
                #expect(try await eventually { await postgres.health().waiting == 3 })
                let time = await ContinuousClock().measure {
                    let failure = await reason { try await postgres.leased.execute("SELECT 1") }
                    #expect(failure == .waitingLineFull)
                }
                #expect(time < .seconds(1))
                try await holder.execute("SELECT 1")
                for task in waiting { task.cancel() }
                #expect(try await eventually { await postgres.health().waiting == 0 })
            }
        }
    }

    @Test("Who waits too long for a connection is told so, and the next is served")
    func waitTimeout() async throws {
        try await withPostgres { configuration in
            configuration.leasedConnections = 0...1
            configuration.waitTimeout = .milliseconds(200)
        } _: { postgres in
            try await postgres.transaction { holder in
                try await holder.execute("SELECT 1")
                #expect(
                    await reason { try await postgres.leased.execute("SELECT 1") } == .unavailable
                )
                let failure = await reason {
                    try await postgres.transaction { try await $0.execute("SELECT 1") }
                }
                #expect(failure == .unavailable)
            }
            let answer: Int = try await postgres.leased.row("SELECT 7")
            #expect(answer == 7)
        }
    }

    @Test("Unused leased connections are closed, down to the minimum")
    func closesIdle() async throws {
        try await withPostgres { configuration in
            configuration.leasedConnections = 1...4
            configuration.idleConnectionTimeout = .milliseconds(200)
        } _: { postgres in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await postgres.leased.execute("SELECT pg_sleep(0.1)") }
                }
                try await group.waitForAll()
            }
            #expect(await postgres.health().leasedConnections == 4)
            #expect(try await eventually { await postgres.health().leasedConnections == 1 })
        }
    }

    @Test("Closing waits for what runs and refuses what comes")
    func closing() async throws {
        try await withDatabase { database in
            let postgres = Postgres(PostgresConfiguration(database.connectionString()))
            try await postgres.ready()
            let running = Task {
                try await postgres.row("SELECT pg_sleep(0.3) IS NULL", as: Bool.self)
            }
            try await Task.sleep(for: .milliseconds(100))
            await postgres.close()
            #expect(try await running.value == false)
            for handle in [postgres, postgres.leased] {
                #expect(await reason { try await handle.execute("SELECT 1") } == .closed)
            }
            #expect(
                await reason { try await postgres.transaction { try await $0.execute("SELECT 1") } }
                    == .closed
            )
        }
    }

    @Test("Closing does not wait for ever")
    func closingIsBounded() async throws {
        try await withDatabase { database in
            let postgres = Postgres(PostgresConfiguration(database.connectionString()))
            try await postgres.ready()
            let running = Task {
                await reason { try await postgres.leased.execute("SELECT pg_sleep(4)") }
            }
            try await Task.sleep(for: .milliseconds(200))
            let time = await ContinuousClock().measure {
                await postgres.close(within: .milliseconds(100))
            }
            #expect(time < .seconds(2))
            #expect(await running.value == .outcomeUnknown)
        }
    }

    @Test("A pool that nobody holds disconnects by itself")
    func disconnects() async throws {
        try await withDatabase { database in
            let watcher = Postgres(PostgresConfiguration(database.connectionString()))
            var configuration = PostgresConfiguration(database.connectionString())
            configuration.applicationName = "short-lived"
            try await Postgres(configuration).ready()
            #expect(
                try await eventually {
                    try await watcher.row(
                        """
                        SELECT count(*) FROM pg_stat_activity
                        WHERE application_name = 'short-lived'
                        """
                    ) == 0
                }
            )
            await watcher.close()
        }
    }

    @Test("Of several hosts, the first that answers is taken")
    func severalHosts() async throws {
        try await withDatabase { database in
            let server = database.server
            let postgres = Postgres(
                PostgresConfiguration(
                    """
                    host=/nonexistent,\(server.socketFolder) port=\(server.port),\(server.port) \
                    user=\(LocalPostgres.superuser) dbname=\(database.name) \
                    target_session_attrs=read-write
                    """
                )
            )
            let answer: Int = try await postgres.row("SELECT 7")
            #expect(answer == 7)
            await postgres.close()
        }
    }

    @Test("The connection string's own options are kept beside the pool's")
    func keepsOptions() async throws {
        try await withDatabase { database in
            let options = "options='-c search_path=elsewhere -c work_mem=5MB'"
            let postgres = Postgres(
                PostgresConfiguration("\(database.connectionString()) \(options)")
            )
            let settings: [String] = try await postgres.row(
                """
                SELECT ARRAY[current_setting('search_path'), current_setting('work_mem'),
                    current_setting('statement_timeout'), current_setting('TimeZone')]
                """
            )
            #expect(settings == ["elsewhere", "5MB", "5s", "UTC"])
            await postgres.close()
        }
    }
}

@Suite("Prepared statements are kept, bounded and renewed")
struct PreparedTests {
    @Test("A connection keeps no more than it may, at the server as well")
    func bounded() async throws {
        try await withPostgres { configuration in
            configuration.sharedConnections = 1
            configuration.preparedStatementsMax = 8
        } _: { postgres in
            for round in 0..<3 {
                for number in 0..<50 {
                    let sql = Statement(stringLiteral: "SELECT \(number)")
                    let answer: Int = try await postgres.row(sql)
                    #expect(answer == number, "in round \(round)")
                }
            }
            let prepared: Int = try await postgres.row(
                "SELECT count(*) FROM pg_prepared_statements"
            )
            // The last one that had to make room is deallocated with the next.
            #expect(prepared <= 9)
        }
    }

    @Test("A statement is prepared once and used again")
    func reuses() async throws {
        try await withPostgres { configuration in
            configuration.sharedConnections = 1
        } _: { postgres in
            for number in 0..<20 { try await postgres.execute("SELECT \(number) AS again") }
            let uses: Int = try await postgres.row(
                """
                SELECT generic_plans + custom_plans FROM pg_prepared_statements
                WHERE statement LIKE '%AS again'
                """
            )
            #expect(uses == 20)
        }
    }

    @Test(
        "A table that is altered does not fail the statements prepared on it",
        arguments: [
            false, true,
        ]
    )
    func altered(isLeased: Bool) async throws {
        try await withPostgres { configuration in
            configuration.sharedConnections = 1
            configuration.leasedConnections = 1...2
        } _: { postgres in
            let handle = isLeased ? postgres.leased : postgres
            try await handle.execute("CREATE TABLE t (n int8)")
            try await handle.execute("INSERT INTO t VALUES (1)")
            for _ in 0..<8 { try await handle.execute("SELECT * FROM t") }
            try await handle.execute("ALTER TABLE t ADD COLUMN more text DEFAULT 'x'")
            let answer = try await handle.answer(to: "SELECT * FROM t")
            #expect(answer.columnNames == ["n", "more"])
            // A transaction that meets a stale plan runs again.
            try await handle.execute("ALTER TABLE t DROP COLUMN more")
            let names = try await postgres.transaction { transaction in
                try await transaction.answer(to: "SELECT * FROM t").columnNames
            }
            #expect(names == ["n"])
        }
    }

    @Test("Statements that somebody else deallocated are prepared anew")
    func deallocated() async throws {
        try await withPostgres { configuration in
            configuration.sharedConnections = 1
        } _: { postgres in
            for round in 0..<3 {
                let answer: Int = try await postgres.row("SELECT \(round)")
                #expect(answer == round)
                try await postgres.execute("DEALLOCATE ALL")
            }
        }
    }

    @Test("A transaction opened on a shared connection does not swallow what follows")
    func strayBegin() async throws {
        try await withPostgres { configuration in
            configuration.sharedConnections = 1
        } _: { postgres in
            try await postgres.execute("CREATE TABLE t (n int8)")
            try await postgres.execute("BEGIN")
            try await postgres.execute("INSERT INTO t VALUES (1)")
            try await postgres.execute("ROLLBACK")
            let count: Int = try await postgres.row("SELECT count(*) FROM t")
            #expect(count == 1)
        }
    }
}
