import FoundationEssentials
import Postgres
import Testing

@Suite("Calls answer with rows, one row, or how many rows")
struct CallTests {
    struct Account: PostgresRow {
        let id: Int
        let owner: String
        let note: String?

        init(_ row: borrowing Row) throws(PostgresError) {
            // Not in the order of the SELECT list.
            owner = try row["owner"]
            id = try row["id"]
            note = try row["note"]
        }
    }

    private static let three: Statement = """
        SELECT * FROM (VALUES (1, 'Ada', NULL), (2, 'Grace', 'x'), (3, 'Alan', NULL))
            AS accounts (id, owner, note)
        """

    @Test("rows reads every row into a type, columns by name in any order")
    func rows() async throws {
        try await withPostgres { postgres in
            let accounts: [Account] = try await postgres.rows(Self.three)
            #expect(accounts.map(\.id) == [1, 2, 3])
            #expect(accounts.map(\.owner) == ["Ada", "Grace", "Alan"])
            #expect(accounts.map(\.note) == [nil, "x", nil])
        }
    }

    @Test("row wants exactly one, rowIfAny at most one")
    func oneRow() async throws {
        try await withPostgres { postgres in
            let one: Statement = "\(Self.three) WHERE id = \(2)"
            let none: Statement = "\(Self.three) WHERE id = \(9)"
            let grace: Account = try await postgres.row(one)
            #expect(grace.owner == "Grace")
            let nobody: Account? = try await postgres.rowIfAny(none)
            #expect(nobody == nil)
            #expect(await reason { let _: Account = try await postgres.row(none) } == .noRow)
            #expect(
                await reason { let _: Account = try await postgres.row(Self.three) } == .tooManyRows
            )
            #expect(
                await reason { let _: Account? = try await postgres.rowIfAny(Self.three) }
                    == .tooManyRows
            )
        }
    }

    @Test("A row that holds NULL is a row")
    func nullRow() async throws {
        try await withPostgres { postgres in
            let latest: Int? = try await postgres.row("SELECT max(n) FROM generate_series(1, 0) n")
            #expect(latest == nil)
            let null: Int?? = try await postgres.rowIfAny("SELECT NULL::int8")
            #expect(null == .some(nil))
            let none: Int?? = try await postgres.rowIfAny("SELECT 1::int8 WHERE false")
            #expect(none == nil)
            await #expect(throws: PostgresError.self) {
                let _: Int? = try await postgres.rowIfAny("SELECT NULL::int8")
            }
        }
    }

    @Test("execute tells how many rows were touched")
    func execute() async throws {
        try await withPostgres { postgres in
            let steps: [(Statement, Int)] = [
                ("CREATE TABLE t (n int8)", 0),
                ("INSERT INTO t SELECT generate_series(1, 7)", 7),
                ("UPDATE t SET n = n WHERE n > \(5)", 2),
                ("SELECT * FROM t", 7),
                ("DELETE FROM t", 7),
            ]
            for (statement, expected) in steps {
                let touched = try await postgres.execute(statement)
                #expect(touched == expected, "\(statement)")
            }
        }
    }

    @Test("A list is one parameter")
    func lists() async throws {
        try await withPostgres { postgres in
            let wanted = [2, 4, 999]
            let found: [Int] = try await postgres.rows(
                "SELECT n FROM generate_series(1, 10) AS n WHERE n = ANY(\(wanted)) ORDER BY n"
            )
            #expect(found == [2, 4])
        }
    }

    @Test("More rows than an answer may have are refused")
    func tooManyRows() async throws {
        try await withPostgres { configuration in
            configuration.rowsMax = 100
        } _: { postgres in
            let hundred: [Int] = try await postgres.rows("SELECT generate_series(1, 100)")
            #expect(hundred.count == 100)
            let failure = await reason {
                let _: [Int] = try await postgres.rows("SELECT generate_series(1, 101)")
            }
            #expect(failure == .tooManyRows)
        }
    }

    @Test("The same calls run on a connection of their own", arguments: [1, 40])
    func leased(callers: Int) async throws {
        try await withPostgres { postgres in
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for caller in 0..<callers {
                    group.addTask { try await postgres.leased.row("SELECT \(caller)") }
                }
                return try await group.reduce(into: []) { all, answer in all.append(answer) }
            }
            #expect(answers.sorted() == Array(0..<callers))
            let health = await postgres.health()
            #expect(health.leasesInUse == 0)
            #expect(health.leasedConnections <= 8)
        }
    }
}

@Suite("A column that cannot be read names itself")
struct UnreadableTests {
    struct Wrong: PostgresRow {
        let value: Int

        init(_ row: borrowing Row) throws(PostgresError) {
            value = try row["amount"]
        }
    }

    private func unreadable(_ statement: Statement) async throws -> PostgresError.Unreadable? {
        try await withPostgres { postgres in
            let failure = await reason { let _: Wrong = try await postgres.row(statement) }
            guard case .unreadable(let unreadable)? = failure else { return nil }
            return unreadable
        }
    }

    @Test(
        "with column, type and row type, and without its value",
        arguments: [
            ("SELECT 'secret'::text AS amount" as Statement, CellError.type as CellError?, "text"),
            ("SELECT NULL::int8 AS amount", .null, "int8"),
            ("SELECT 1.5::numeric AS amount", .type, "numeric"),
            ("SELECT 1 AS other", nil, nil),
        ]
    )
    func names(_ statement: Statement, _ problem: CellError?, _ type: String?) async throws {
        let unreadable = try #require(await unreadable(statement))
        #expect(unreadable.column == "amount")
        #expect(unreadable.problem == problem)
        #expect(unreadable.columnType?.description == type)
        #expect(unreadable.wanted == "Int")
        #expect(unreadable.row == "Wrong")
        #expect(!unreadable.description.contains("secret"))
    }

    @Test("Enumerations refuse what they have no case for, arrays what is NULL or nested")
    func refuses() async throws {
        try await withPostgres { postgres in
            func problem<Value: PostgresValue>(_ statement: Statement, _: Value.Type) async
                -> CellError?
            {
                let failure = await reason { let _: Value = try await postgres.row(statement) }
                guard case .unreadable(let unreadable)? = failure else { return nil }
                return unreadable.problem
            }
            #expect(await problem("SELECT 'gone'", Status.self) == .refused)
            #expect(await problem("SELECT ARRAY[1, NULL]", [Int].self) == .null)
            #expect(await problem("SELECT ARRAY[[1], [2]]", [Int].self) == .range)
            #expect(await problem("SELECT ARRAY['a']", [Int].self) == .type)
            #expect(await problem("SELECT '{\"a\": 1}'::jsonb", JSON<[Int]>.self) == .refused)
            #expect(await problem("SELECT 10::numeric ^ 50", Decimal.self) == .range)
        }
    }

    @Test("A value that cannot be encoded fails its statement before it is sent")
    func unwritable() async throws {
        try await withPostgres { postgres in
            let failure = await reason { try await postgres.execute("SELECT \(JSON(Double.nan))") }
            #expect(failure == .unwritable)
            let many = [Statement](repeating: "\(1)", count: 65_536)
            let refused = await reason {
                try await postgres.execute("SELECT \(many, separator: ", ")")
            }
            #expect(refused == .unwritable)
        }
    }
}
