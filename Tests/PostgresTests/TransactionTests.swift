import Postgres
import Testing

@Suite("Transactions keep all or nothing")
struct TransactionTests {
    private func withTable<Answer>(
        configure: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (Postgres) async throws -> Answer
    ) async throws -> Answer {
        try await withPostgres(configure: configure) { (postgres) async throws in
            try await postgres.execute("CREATE TABLE t (n int8 PRIMARY KEY)")
            return try await body(postgres)
        }
    }

    private func numbers(_ database: some Database) async throws -> [Int] {
        try await database.rows("SELECT n FROM t ORDER BY n")
    }

    private struct Refused: Error {}

    @Test("What the body did is kept when it returns")
    func commits() async throws {
        try await withTable { (postgres) async throws in
            let seen = try await postgres.transaction { transaction in
                try await transaction.execute("INSERT INTO t VALUES (1)")
                try await transaction.execute("INSERT INTO t VALUES (2)")
                return try await numbers(transaction)
            }
            #expect(seen == [1, 2])
            #expect(try await numbers(postgres) == [1, 2])
        }
    }

    @Test("Nothing is kept when it throws, and its own error comes out")
    func rollsBack() async throws {
        try await withTable { (postgres) async throws in
            await #expect(throws: Refused.self) {
                try await postgres.transaction { transaction in
                    try await transaction.execute("INSERT INTO t VALUES (1)")
                    throw Refused()
                }
            }
            #expect(try await numbers(postgres) == [])
            #expect(try await eventually { await postgres.health().leasesInUse == 0 })
        }
    }

    @Test("Others do not see it before it is committed")
    func isolates() async throws {
        try await withTable { (postgres) async throws in
            try await postgres.transaction { transaction in
                try await transaction.execute("INSERT INTO t VALUES (1)")
                #expect(try await numbers(postgres) == [])
            }
        }
    }

    @Test("A failure that the body swallowed is not committed as if nothing had been")
    func refusesFailedCommit() async throws {
        try await withTable { (postgres) async throws in
            let failure = await reason {
                try await postgres.transaction { transaction in
                    try await transaction.execute("INSERT INTO t VALUES (1)")
                    _ = try? await transaction.execute("SELECT 1 / 0")
                }
            }
            #expect(failure == .transactionAborted)
            #expect(try await numbers(postgres) == [])
        }
    }

    @Test("A body without statements sends nothing and needs no connection")
    func sendsNothing() async throws {
        let nowhere = Postgres(PostgresConfiguration("host=/nonexistent"))
        #expect(try await nowhere.transaction { _ in 7 } == 7)
    }

    @Test("A cancelled task's transaction is rolled back and its connection given back")
    func cancelled() async throws {
        try await withTable { (postgres) async throws in
            let hasInserted = Shared(false)
            let task = Task {
                await reason {
                    try await postgres.transaction { transaction in
                        try await transaction.execute("INSERT INTO t VALUES (1)")
                        hasInserted.change { $0 = true }
                        try await transaction.execute("SELECT pg_sleep(4)")
                    }
                }
            }
            #expect(try await eventually { hasInserted.value })
            task.cancel()
            #expect(await task.value == .cancelled)
            #expect(try await eventually { await postgres.health().leasesInUse == 0 })
            #expect(try await numbers(postgres) == [])
        }
    }

    @Test("A task that is cancelled before COMMIT commits nothing")
    func cancelledBeforeCommit() async throws {
        try await withTable { (postgres) async throws in
            let task = Task {
                await reason {
                    try await postgres.transaction { transaction in
                        try await transaction.execute("INSERT INTO t VALUES (1)")
                        cancelCurrentTask()
                    }
                }
            }
            #expect(await task.value == .cancelled)
            #expect(try await numbers(postgres) == [])
        }
    }

    @Test("A transaction that has ended takes nothing more")
    func ended() async throws {
        try await withTable { (postgres) async throws in
            let escaped = Shared<Transaction?>(nil)
            try await postgres.transaction { transaction in
                try await transaction.execute("INSERT INTO t VALUES (1)")
                escaped.change { $0 = transaction }
            }
            let transaction = try #require(escaped.value)
            #expect(await reason { try await transaction.execute("DELETE FROM t") } == .ended)
            #expect(try await numbers(postgres) == [1])
        }
    }

    @Test("Statements sent at the same time run one after the other in it")
    func concurrentStatements() async throws {
        try await withTable { (postgres) async throws in
            try await postgres.transaction { transaction in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<200 {
                        group.addTask {
                            try await transaction.execute("INSERT INTO t VALUES (\(number))")
                        }
                    }
                    try await group.waitForAll()
                }
            }
            #expect(try await numbers(postgres) == Array(0..<200))
        }
    }

    @Test("A read-only transaction changes nothing")
    func readOnly() async throws {
        try await withTable { (postgres) async throws in
            let failure = await error {
                try await postgres.transaction(readOnly: true) { transaction in
                    try await transaction.execute("INSERT INTO t VALUES (1)")
                }
            }
            #expect(failure?.sqlState == "25006")
        }
    }

    @Test(
        "Each isolation is the one that was asked for",
        arguments: [
            (Isolation.readCommitted, "read committed"), (.repeatableRead, "repeatable read"),
            (.serializable, "serializable"),
        ]
    )
    func isolation(_ isolation: Isolation, _ name: String) async throws {
        try await withPostgres { (postgres) async throws in
            let level: String = try await postgres.transaction(isolation: isolation) {
                try await $0.row("SELECT current_setting('transaction_isolation')")
            }
            #expect(level == name)
        }
    }

    @Test("More transactions than connections take turns")
    func takesTurns() async throws {
        try await withTable { configuration in
            configuration.leasedConnections = 0...3
        } _: { (postgres) async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        try await postgres.transaction { transaction in
                            try await transaction.execute("INSERT INTO t VALUES (\(number))")
                            try await transaction.execute("SELECT pg_sleep(0.001)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await numbers(postgres).count == 100)
            #expect(await postgres.health().leasedConnections <= 3)
        }
    }

    @Test("Several statements without parameters run as one script, in the transaction")
    func scripts() async throws {
        try await withPostgres { (postgres) async throws in
            let script = """
                CREATE TABLE t (n int8 PRIMARY KEY);
                INSERT INTO t VALUES (1); -- a comment; with a semicolon
                INSERT INTO t VALUES (2);
                """
            try await postgres.transaction { transaction in
                try await transaction.run(script: script)
                try await transaction.execute("INSERT INTO t VALUES (3)")
                try await transaction.run(script: "INSERT INTO t VALUES (4)")
            }
            #expect(try await numbers(postgres) == [1, 2, 3, 4])
            let failure = await reason {
                try await postgres.transaction { transaction in
                    try await transaction.run(script: "DELETE FROM t; SELECT 1/0; SELECT 2")
                }
            }
            #expect(failure == .invalidValue)
            #expect(try await numbers(postgres) == [1, 2, 3, 4])
        }
    }
}
