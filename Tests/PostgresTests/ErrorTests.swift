import Postgres
import Testing

@Suite("Errors say what to do, and show no data")
struct ErrorTests {
    private static let schema: [Statement] = [
        """
        CREATE TABLE parents (
            id int8 CONSTRAINT parents_key PRIMARY KEY,
            name text NOT NULL CONSTRAINT name_is_short CHECK (length(name) < 10),
            span int8range,
            CONSTRAINT spans_differ EXCLUDE USING gist (span WITH &&)
        )
        """,
        "CREATE TABLE children (parent int8 CONSTRAINT has_parent REFERENCES parents)",
        "INSERT INTO parents VALUES (1, 'secret', int8range(1, 5))",
    ]

    struct Refusal: Sendable, CustomTestStringConvertible {
        let statement: Statement
        let reason: PostgresError.Reason
        let sqlState: String
        var constraint: String?
        var column: String?
        var testDescription: String { sqlState }
    }

    static let refusals: [Refusal] = [
        Refusal(
            statement: "INSERT INTO parents VALUES (\(1), \("secret"))",
            reason: .uniqueViolation,
            sqlState: "23505",
            constraint: "parents_key"
        ),
        Refusal(
            statement: "INSERT INTO children VALUES (\(9))",
            reason: .foreignKeyViolation,
            sqlState: "23503",
            constraint: "has_parent"
        ),
        Refusal(
            statement: "INSERT INTO parents VALUES (\(2), \("secret and too long"))",
            reason: .checkViolation,
            sqlState: "23514",
            constraint: "name_is_short"
        ),
        Refusal(
            statement: "INSERT INTO parents VALUES (\(2), NULL)",
            reason: .notNullViolation,
            sqlState: "23502",
            column: "name"
        ),
        Refusal(
            statement: "INSERT INTO parents VALUES (\(2), 'secret', int8range(2, 3))",
            reason: .exclusionViolation,
            sqlState: "23P01",
            constraint: "spans_differ"
        ),
        Refusal(statement: "SELECT \("secret")::int8", reason: .invalidValue, sqlState: "22P02"),
        Refusal(statement: "SELECT \(1) / 0", reason: .invalidValue, sqlState: "22012"),
        Refusal(statement: "SELEC", reason: .invalidStatement, sqlState: "42601"),
        Refusal(statement: "SELECT * FROM nowhere", reason: .invalidStatement, sqlState: "42P01"),
        Refusal(
            statement: "DO $$ BEGIN RAISE EXCEPTION 'secret' USING ERRCODE = '53100'; END $$",
            reason: .serverExhausted,
            sqlState: "53100"
        ),
        Refusal(
            statement: "DO $$ BEGIN RAISE EXCEPTION 'secret'; END $$",
            reason: .server,
            sqlState: "P0001"
        ),
    ]

    @Test("Each SQLSTATE has its reason, and the names of the schema", arguments: refusals)
    func maps(_ refusal: Refusal) async throws {
        try await withPostgres { postgres in
            for statement in Self.schema { try await postgres.execute(statement) }
            let error = try #require(
                await error { try await postgres.execute(refusal.statement) }
            )
            #expect(error.reason == refusal.reason)
            #expect(error.sqlState == refusal.sqlState)
            #expect(error.constraint == refusal.constraint)
            #expect(error.column == refusal.column)
            var dumped = ""
            dump(error, to: &dumped)
            for text in ["\(error)", String(reflecting: error), dumped] {
                #expect(!text.contains("secret"), "data in: \(text)")
                if let constraint = refusal.constraint, text != dumped {
                    #expect(text.contains(constraint))
                }
            }
        }
    }

    @Test("A role without the right is not allowed")
    func notAllowed() async throws {
        try await withPostgres { postgres in
            try await postgres.execute("CREATE TABLE t (n int)")
            let failure = await reason {
                try await postgres.transaction { transaction in
                    try await transaction.execute("SET LOCAL ROLE pg_monitor")
                    try await transaction.execute("SELECT * FROM t")
                }
            }
            #expect(failure == .notAllowed)
        }
    }

    @Test("A lock that is held is not waited for when the statement says so")
    func lockNotAvailable() async throws {
        try await withPostgres { postgres in
            try await postgres.execute("CREATE TABLE t (n int)")
            try await postgres.transaction { holder in
                try await holder.execute("LOCK TABLE t")
                let failure = await reason {
                    try await postgres.transaction { other in
                        try await other.execute("LOCK TABLE t NOWAIT")
                    }
                }
                #expect(failure == .lockNotAvailable)
            }
        }
    }

    @Test("The server's own words are there for whoever asks for them")
    func serverMessage() async throws {
        try await withPostgres { postgres in
            let error = await error { try await postgres.execute("SELECT * FROM nowhere") }
            #expect(error?.serverMessage == "relation \"nowhere\" does not exist")
        }
    }

    @Test("A neighbour's error on the same connection is not one's own")
    func neighbours() async throws {
        try await withPostgres { configuration in
            configuration.sharedConnections = 1
        } _: { postgres in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<400 {
                    group.addTask {
                        let divisor = number % 3
                        let answer = await reason {
                            let quotient: Int = try await postgres.row("SELECT \(6) / \(divisor)")
                            #expect(quotient == 6 / divisor)
                        }
                        return answer == (divisor == 0 ? .invalidValue : nil)
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
        }
    }

    @Test("A commit that fails at its Sync fails its statement, and nobody behind it")
    func deferredConstraint() async throws {
        try await withPostgres { configuration in
            configuration.sharedConnections = 1
        } _: { postgres in
            try await postgres.execute(
                "CREATE TABLE t (n int8 UNIQUE DEFERRABLE INITIALLY DEFERRED)"
            )
            try await postgres.execute("INSERT INTO t VALUES (1)")
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let value = number.isMultiple(of: 2) ? 1 : number
                        let failure = await reason {
                            try await postgres.execute("INSERT INTO t VALUES (\(value))")
                        }
                        return failure == (value == 1 && number != 1 ? .uniqueViolation : failure)
                            && (number == 1 || failure == nil || value == 1)
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
            let count: Int = try await postgres.row("SELECT count(*) FROM t")
            // Only the odd ones but 1, which was there.
            #expect(count == 100)
        }
    }
}
