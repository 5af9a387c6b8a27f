import Postgres
import Testing

@Suite("Savepoints undo a part")
struct SavepointTests {
    private struct Refused: Error {}

    @Test("What a savepoint did is undone when it throws, and only that")
    func undoes() async throws {
        try await withPostgres { postgres in
            try await postgres.execute("CREATE TABLE t (n int8 PRIMARY KEY)")
            try await postgres.transaction { transaction in
                try await transaction.execute("INSERT INTO t VALUES (1)")
                try await transaction.savepoint { part in
                    try await part.execute("INSERT INTO t VALUES (2)")
                    await #expect(throws: Refused.self) {
                        try await part.savepoint { inner in
                            try await inner.execute("INSERT INTO t VALUES (3)")
                            throw Refused()
                        }
                    }
                    try await part.execute("INSERT INTO t VALUES (4)")
                }
                await #expect(throws: Refused.self) {
                    try await transaction.savepoint { part in
                        try await part.execute("INSERT INTO t VALUES (5)")
                        throw Refused()
                    }
                }
                try await transaction.execute("INSERT INTO t VALUES (6)")
            }
            let numbers: [Int] = try await postgres.rows("SELECT n FROM t ORDER BY n")
            #expect(numbers == [1, 2, 4, 6])
        }
    }

    @Test("A refused statement does not fail the transaction around its savepoint")
    func survivesErrors() async throws {
        try await withPostgres { postgres in
            try await postgres.execute("CREATE TABLE t (n int8 PRIMARY KEY)")
            try await postgres.transaction { transaction in
                try await transaction.execute("INSERT INTO t VALUES (1)")
                let failure = await reason {
                    try await transaction.savepoint { part in
                        try await part.execute("INSERT INTO t VALUES (1)")
                    }
                }
                #expect(failure == .uniqueViolation)
                try await transaction.execute("INSERT INTO t VALUES (2)")
            }
            let count: Int = try await postgres.row("SELECT count(*) FROM t")
            #expect(count == 2)
        }
    }
}

@Suite("Transactions that got in each other's way run again")
struct RetryTests {
    @Test("Serializable counters lose no update")
    func serializationFailures() async throws {
        try await withPostgres { postgres in
            try await postgres.execute("CREATE TABLE counter (n int8)")
            try await postgres.execute("INSERT INTO counter VALUES (0)")
            let runs = Shared(0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await postgres.transaction(isolation: .serializable, attempts: 50) {
                            transaction in
                            runs.count()
                            let n: Int = try await transaction.row("SELECT n FROM counter")
                            // Long enough for the others to have read as well.
                            try await transaction.execute("SELECT pg_sleep(0.02)")
                            try await transaction.execute("UPDATE counter SET n = \(n + 1)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let n: Int = try await postgres.row("SELECT n FROM counter")
            #expect(n == 20)
            #expect(runs.value > 20, "nobody got in anybody's way")
        }
    }

    @Test("Deadlocks are broken and the victim runs again, even when its error was wrapped")
    func deadlocks() async throws {
        struct Wrapped: Error {}
        try await withPostgres { postgres in
            try await postgres.execute("CREATE TABLE t (id int8 PRIMARY KEY, n int8)")
            try await postgres.execute("INSERT INTO t VALUES (1, 0), (2, 0)")
            let runs = Shared(0)
            let handle = postgres.within(.seconds(10))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (first, second) in [(1, 2), (2, 1)] {
                    group.addTask {
                        try await handle.transaction { transaction in
                            runs.count()
                            do {
                                try await transaction.execute(
                                    "UPDATE t SET n = n + 1 WHERE id = \(first)"
                                )
                                try await transaction.execute("SELECT pg_sleep(0.2)")
                                try await transaction.execute(
                                    "UPDATE t SET n = n + 1 WHERE id = \(second)"
                                )
                            } catch {
                                throw Wrapped()
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let sums: [Int] = try await postgres.rows("SELECT n FROM t")
            #expect(sums == [2, 2])
            #expect(runs.value > 2)
        }
    }

    @Test("The number of attempts is bounded, and other errors are not repeated")
    func bounded() async throws {
        try await withPostgres { postgres in
            for (sqlState, attempts) in [("40001", 3), ("40P01", 3), ("23505", 1)] {
                let runs = Shared(0)
                let failure = await error {
                    try await postgres.transaction(attempts: 3) { transaction in
                        runs.count()
                        try await transaction.run(
                            script: "DO $$ BEGIN RAISE SQLSTATE '\(sqlState)'; END $$"
                        )
                    }
                }
                #expect(failure?.sqlState == sqlState)
                #expect(runs.value == attempts)
            }
        }
    }
}
