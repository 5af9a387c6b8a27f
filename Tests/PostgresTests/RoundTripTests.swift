import FoundationEssentials
import Postgres
import Testing

@Suite("Every type travels to the server and back unchanged")
struct RoundTripTests {
    /// Random values of one type: the value itself, NULL, and an array with NULLs in it.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let check: @Sendable (Postgres, inout Generator) async throws -> Void
    }

    private static func type<Value: PostgresElement & Hashable>(
        _ name: String,
        cast: Statement? = nil,
        _ make: @escaping @Sendable (inout Generator) -> Value
    ) -> Case {
        Case(testDescription: name) { postgres, random in
            for _ in 0..<150 {
                let value = make(&random)
                let array: [Value?] = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                    Bool.random(using: &random) ? make(&random) : nil
                }
                let none: Value? = nil
                let type = cast ?? "\(Statement(stringLiteral: name))"
                let row: Three<Value> = try await postgres.row(
                    "SELECT \(value)::\(type), \(none)::\(type), \(array)::\(type)[]"
                )
                #expect(row.value == value)
                #expect(row.none == nil)
                #expect(row.array == array)
            }
        }
    }

    private struct Three<Value: PostgresElement>: PostgresRow {
        let value: Value
        let none: Value?
        let array: [Value?]

        init(_ row: borrowing Row) throws(PostgresError) {
            value = try row[0]
            none = try row[1]
            array = try row[2]
        }
    }

    static let cases: [Case] = [
        type("bool") { random in Bool.random(using: &random) },
        type("int2") { random in Arbitrary.integer(&random) as Int16 },
        type("int4") { random in Arbitrary.integer(&random) as Int32 },
        type("int8") { random in Arbitrary.integer(&random) as Int64 },
        type("bigint") { random in Arbitrary.integer(&random) as Int },
        type("float4") { random in Float(Int32(truncatingIfNeeded: random.next())) / 7 },
        type("float8") { random in Arbitrary.double(&random) },
        type("numeric") { random in Arbitrary.numeric(&random) },
        type("text") { random in Arbitrary.text(&random) },
        type("varchar") { random in Arbitrary.text(&random) },
        type("bytea") { random in Arbitrary.bytes(&random) },
        type("uuid") { random in Arbitrary.uuid(&random) },
        type("date") { random in Arbitrary.date(&random) },
        type("timestamptz") { random in Arbitrary.timestamp(&random) },
        type("interval") { random in Arbitrary.interval(&random) },
        type("jsonb") { random in Arbitrary.json(&random) },
        type("varbit") { random in Arbitrary.bits(&random) },
        type("text", cast: "text") { random in
            Status.allCases.randomElement(using: &random) ?? .open
        },
        type("uuid", cast: "uuid") { random in CandidateID(rawValue: Arbitrary.uuid(&random)) },
    ]

    @Test("alone, as NULL and in arrays", arguments: cases)
    func roundTrip(_ type: Case) async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = Generator(state: seed)
        try await withPostgres { postgres in
            try await type.check(postgres, &random)
        }
    }

    @Test("A database's own enums are read as strings, and written with a cast")
    func enums() async throws {
        try await withPostgres { postgres in
            try await postgres.execute(
                "CREATE TYPE status AS ENUM ('open', 'closed', 'on_hold')"
            )
            try await postgres.execute("CREATE TABLE t (one status, many status[])")
            let all = Status.allCases
            try await postgres.execute(
                "INSERT INTO t VALUES (\(Status.onHold)::status, \(all)::status[])"
            )
            let one: Status = try await postgres.row("SELECT one FROM t")
            let many: [Status] = try await postgres.row("SELECT many FROM t")
            #expect(one == .onHold)
            #expect(many == all)
        }
    }

    @Test("bit(n) is read as the row of bits it is")
    func fixedBits() async throws {
        try await withPostgres { postgres in
            let bits: BitString = try await postgres.row("SELECT B'10110'::bit(5)")
            #expect(
                (0..<bits.count).map { index in bits[index] } == [true, false, true, true, false]
            )
        }
    }

    @Test("Integers are read from columns that are no wider, whatever their name")
    func widens() async throws {
        try await withPostgres { postgres in
            let fromTwo: Int = try await postgres.row("SELECT 7::int2")
            let fromFour: Int = try await postgres.row("SELECT 7::int4")
            let narrow: Int32 = try await postgres.row("SELECT 7::int2")
            let double: Double = try await postgres.row("SELECT 0.5::float4")
            #expect(fromTwo == 7 && fromFour == 7 && narrow == 7 && double == 0.5)
            let refused = await reason {
                _ = try await postgres.row("SELECT 7::int8", as: Int32.self)
            }
            guard case .unreadable(let unreadable)? = refused else {
                Issue.record("an int8 was read as an Int32")
                return
            }
            #expect(unreadable.problem == .type)
        }
    }
}
