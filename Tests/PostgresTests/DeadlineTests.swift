import Postgres
import Testing

@Suite("Nothing waits for ever")
struct DeadlineTests {
    private func took(_ body: () async throws -> Void) async rethrows -> Duration {
        try await ContinuousClock().measure { try await body() }
    }

    @Test("A statement ends with its timeout, wherever it runs", arguments: [false, true])
    func statementTimeout(isLeased: Bool) async throws {
        try await withPostgres { postgres in
            try await postgres.ready()
            let handle = isLeased ? postgres.leased : postgres
            let time = await took {
                let failure = await error {
                    try await handle.within(.milliseconds(150)).execute("SELECT pg_sleep(20)")
                }
                #expect(failure?.reason == .timedOut)
                // The server ended it, not only this side.
                #expect(failure?.sqlState == "57014")
            }
            #expect(time > .milliseconds(140) && time < .seconds(5))
            let answer: Int = try await handle.row("SELECT 1")
            #expect(answer == 1)
        }
    }

    @Test("The timeout of one statement is not that of the next")
    func timeoutIsLocal() async throws {
        try await withPostgres { configuration in
            configuration.sharedConnections = 1
        } _: { postgres in
            let short: String = try await postgres.within(.milliseconds(1234)).row(
                "SELECT current_setting('statement_timeout')"
            )
            let usual: String = try await postgres.row(
                "SELECT current_setting('statement_timeout')"
            )
            #expect(short == "1234ms")
            #expect(usual == "5s")
        }
    }

    @Test("A deadline shortens the timeout, and one that has passed sends nothing")
    func deadline() async throws {
        try await withPostgres { postgres in
            try await postgres.ready()
            let late = postgres.until(.now + .milliseconds(150))
            let failure = await reason { try await late.execute("SELECT pg_sleep(20)") }
            #expect(failure == .timedOut)
            #expect(await reason { try await late.execute("SELECT 1") } == .timedOut)
            #expect(
                await reason { try await late.transaction { try await $0.execute("SELECT 1") } }
                    == .timedOut
            )
            let far: String = try await postgres.until(.now + .seconds(3600)).row(
                "SELECT current_setting('statement_timeout')"
            )
            #expect(far == "5s")
        }
    }

    @Test("A caller that is cancelled is answered at once")
    func cancelledCaller() async throws {
        try await withPostgres { postgres in
            try await postgres.ready()
            for handle in [postgres, postgres.leased] {
                let task = Task {
                    await reason { try await handle.execute("SELECT pg_sleep(3)") }
                }
                try await Task.sleep(for: .milliseconds(50))
                let time = await took {
                    task.cancel()
                    #expect(await task.value == .cancelled)
                }
                #expect(time < .seconds(1))
            }
        }
    }

    @Test("On a leased connection the statement itself is cancelled")
    func cancelsAtServer() async throws {
        try await withPostgres { postgres in
            let running: Statement = """
                SELECT count(*) FROM pg_stat_activity
                WHERE query LIKE '%pg_sleep(4%' AND state = 'active' AND pid <> pg_backend_pid()
                """
            let task = Task {
                try await postgres.leased.within(.seconds(60)).execute("SELECT pg_sleep(45)")
            }
            #expect(try await eventually { try await postgres.row(running) == 1 })
            task.cancel()
            #expect(try await eventually { try await postgres.row(running) == 0 })
            // And the connection serves on.
            let answer: Int = try await postgres.leased.row("SELECT 7")
            #expect(answer == 7)
            #expect(await postgres.health().connectionFailures == 0)
        }
    }

    @Test("A task that is cancelled already sends nothing")
    func cancelledBefore() async throws {
        try await withPostgres { postgres in
            try await postgres.execute("CREATE TABLE t (n int)")
            let task = Task {
                cancelCurrentTask()
                return await reason { try await postgres.execute("INSERT INTO t VALUES (1)") }
            }
            #expect(await task.value == .cancelled)
            let count: Int = try await postgres.row("SELECT count(*) FROM t")
            #expect(count == 0)
        }
    }

    @Test("A server that is not there is not waited for longer than allowed")
    func unavailable() async throws {
        var configuration = PostgresConfiguration("host=/nonexistent dbname=none")
        configuration.waitTimeout = .milliseconds(300)
        let postgres = Postgres(configuration)
        for handle in [postgres, postgres.leased] {
            let time = await took {
                let failure = await error { try await handle.execute("SELECT 1") }
                #expect(failure?.reason == .unavailable)
                #expect(failure?.serverMessage?.contains("/nonexistent") == true)
            }
            #expect(time < .seconds(3))
        }
        await postgres.close()
    }
}
