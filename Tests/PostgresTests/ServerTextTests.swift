import FoundationEssentials
import Postgres
import Testing

/// The binary format could be wrong in the same way in both directions. The server's own text of
/// a value cannot.
@Suite("The server reads the values that were meant")
struct ServerTextTests {
    static let texts: [(Statement, String)] = [
        ("\(true)", "true"),
        ("\(-7 as Int16)", "-7"),
        ("\(Int64.min)", "-9223372036854775808"),
        ("\(1.5)", "1.5"),
        ("\(Numeric(decimal: "-0012345.6700"))", "-12345.6700"),
        ("\(Numeric(decimal: "0.0000000001"))", "0.0000000001"),
        ("\(Numeric(decimal: "100000000"))", "100000000"),
        ("\(Numeric(123_456_789))", "123456789"),
        ("\(Decimal(string: "0.1"))", "0.1"),
        ("\("äöü")", "äöü"),
        ("\(Bytes([0, 255, 16]))", "\\x00ff10"),
        (
            "\(UUID(uuidString: "0192F0C4-0000-7000-8000-000000000001"))",
            "0192f0c4-0000-7000-8000-000000000001"
        ),
        ("\(CivilDate(year: 2024, month: 2, day: 29))", "2024-02-29"),
        ("\(CivilDate(year: -43, month: 3, day: 15))", "0044-03-15 BC"),
        ("\(Timestamp(microsecondsSince1970: 1))", "1970-01-01 00:00:00.000001+00"),
        ("\(Timestamp(microsecondsSince1970: -1))", "1969-12-31 23:59:59.999999+00"),
        ("\(Timestamp.infinity)", "infinity"),
        (
            "\(Interval(months: 14, days: -3, microseconds: 1_500_000))",
            "1 year 2 mons -3 days +00:00:01.5"
        ),
        ("\(JSON(["a": [1, 2]]))", "{\"a\": [1, 2]}"),
        ("\(JSONText(utf8: "[null]".utf8))", "[null]"),
        ("\(BitString([true, false, true]))", "101"),
        ("\([1, nil, 3])", "{1,NULL,3}"),
        ("\([String]())", "{}"),
        ("\(["a,b", "c\"d"])", "{\"a,b\",\"c\\\"d\"}"),
    ]

    @Test("in its own words", arguments: texts)
    func printsAs(_ value: Statement, _ text: String) async throws {
        try await withPostgres { postgres in
            let printed: String? = try await postgres.row("SELECT \(value)::text")
            #expect(printed == text)
        }
    }
}
