public import Postgres
public import Vocabulary

/// A value that is stored as its one text; a row whose text is none is refused when it is read.
public protocol StoredText: PostgresElement, LosslessStringConvertible {}

extension StoredText {
    /// `text`.
    public static var postgresType: PostgresType { String.postgresType }
    /// `text[]`.
    public static var postgresArrayType: PostgresType { String.postgresArrayType }

    /// Any text.
    public static func accepts(_ type: PostgresType) -> Bool { String.accepts(type) }

    /// Writes the text.
    public func write(to writer: inout ByteWriter) { description.write(to: &writer) }

    /// Reads the text.
    public init(reading cell: borrowing Cell) throws(CellError) {
        guard let value = Self(try String(reading: cell)) else { throw .refused }
        self = value
    }
}

extension CountryCode: StoredText {}
extension CurrencyCode: StoredText {}
extension EmailAddress: StoredText {}
extension PartialDate: StoredText {}
extension WebAddress: StoredText {}
