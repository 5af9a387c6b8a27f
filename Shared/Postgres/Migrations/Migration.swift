/// One numbered step of a schema: a file `NNNN_what.sql`, embedded in the program.
///
/// It runs once, in one transaction, as the schema's owner. It is never edited after it was
/// released, and is written so that applying it twice does no harm (`IF NOT EXISTS`).
public struct Migration: Hashable, Sendable {
    /// The file's name without `.sql`: four digits, `_`, and lower-case words with `_` between.
    public let name: String
    /// The file's text: one or more statements, none of which ends the transaction.
    public let sql: String

    /// A migration by its file's name and text; `Migrator` refuses a list with a malformed name.
    public init(_ name: String, _ sql: String) {
        self.name = name
        self.sql = sql
    }

    /// The file's name and bytes, as SwiftPM's `.embedInCode` provides them.
    public init(_ name: String, _ utf8: [UInt8]) {
        self.init(name, String(decoding: utf8, as: UTF8.self))
    }

    /// The number in front of the name; nil when the name is not well-formed.
    var number: Int? {
        let bytes = Array(name.utf8)
        guard bytes.count > 5, bytes[4] == UInt8(ascii: "_"),
            bytes[..<4].allSatisfy(Self.digits.contains),
            bytes[5...].allSatisfy({ byte in
                Self.letters.contains(byte) || Self.digits.contains(byte)
                    || byte == UInt8(ascii: "_")
            })
        else { return nil }
        return bytes[..<4].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    private static let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
}
