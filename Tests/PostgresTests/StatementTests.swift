import FoundationEssentials
import Testing

@testable import Postgres

@Suite("Statements are values")
struct StatementTests {
    @Test("An interpolated value becomes a parameter, never text")
    func bindsValues() {
        let name = "'; DROP TABLE candidates; --"
        let statement: Statement = "SELECT 1 WHERE name = \(name) AND n < \(7)"
        #expect(statement.sql == "SELECT 1 WHERE name = $1 AND n < $2")
        #expect(statement.shape.parameters.map(\.type) == [.text, .int8])
    }

    @Test("Fragments keep their parameters and are numbered on")
    func composes() {
        let first: Statement = "a = \(1) AND b = \("x")"
        let second: Statement = "c = \(true)"
        let whole: Statement = "SELECT \(2.5) WHERE \(first) AND (\(second)) LIMIT \(10)"
        #expect(
            whole.sql
                == "SELECT $1 WHERE a = $2 AND b = $3 AND (c = $4) LIMIT $5"
        )
        #expect(whole.shape.parameters.map(\.type) == [.float8, .int8, .text, .bool, .int8])
        let flat: Statement = "\(2.5) \(1) \("x") \(true) \(10)"
        #expect(whole.values.bytes == flat.values.bytes)
    }

    @Test("Numbers of two digits are renumbered as a whole")
    func renumbersTwoDigits() {
        let many: [Statement] = (1...12).map { number in "\(number)" }
        let list: Statement = "\(many, separator: ", ")"
        let shifted: Statement = "\("first"), \(list)"
        #expect(shifted.sql == (1...13).map { number in "$\(number)" }.joined(separator: ", "))
    }

    @Test("A dollar in the program's own text is left alone")
    func leavesDollars() {
        let fragment: Statement = "price ~ '^$1' AND id = \(1)"
        let whole: Statement = "a = \(2) AND \(fragment)"
        #expect(whole.sql == "a = $1 AND price ~ '^$1' AND id = $2")
    }

    @Test("Identifiers are quoted, and made only of the program's text")
    func quotesIdentifiers() {
        let table: Identifier = "odd \"name\""
        let statement: Statement = "SELECT * FROM \(table.appending("_2"))"
        #expect(statement.sql == "SELECT * FROM \"odd \"\"name\"\"_2\"")
        #expect(statement.parameterCount == 0)
    }

    @Test("What is printed of a statement shows no values")
    func hidesValues() {
        let secret = "correct horse"
        let statement: Statement = "SELECT \(secret)"
        var dumped = ""
        dump(statement, to: &dumped)
        for text in ["\(statement)", String(reflecting: statement), dumped] {
            #expect(!text.contains(secret))
            #expect(text.contains("SELECT $1"))
        }
    }

    @Test("The same text with parameters of other types is another statement")
    func tellsShapesApart() {
        let one: Statement = "SELECT \(1)"
        let same: Statement = "SELECT \(2)"
        let other: Statement = "SELECT \("1")"
        #expect(one.shape == same.shape)
        #expect(one.shape != other.shape)
    }
}
