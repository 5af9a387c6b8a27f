public import Contract
public import Postgres
public import Vocabulary

// How the contract's words stand in columns. Enumerations are text, with a CHECK in the migration:
// PostgreSQL's own enums are no use to an index under row-level security.

extension CandidateStatus: PostgresElement {}
extension CandidateChangeKind: PostgresElement {}
extension OrganizationKind: PostgresElement {}
extension Role: PostgresElement {}
extension UserStatus: PostgresElement {}
extension ValueSource: PostgresElement {}

extension EmailAddress: PostgresElement {
    public static var postgresType: PostgresType { .text }
    public static var postgresArrayType: PostgresType { String.postgresArrayType }

    public func write(to writer: inout ByteWriter) { text.write(to: &writer) }

    public init(reading cell: borrowing Cell) throws(CellError) {
        guard let address = EmailAddress(try String(reading: cell)) else { throw .refused }
        self = address
    }
}

extension WebAddress: PostgresElement {
    public static var postgresType: PostgresType { .text }
    public static var postgresArrayType: PostgresType { String.postgresArrayType }

    public func write(to writer: inout ByteWriter) { text.write(to: &writer) }

    public init(reading cell: borrowing Cell) throws(CellError) {
        guard let address = WebAddress(try String(reading: cell)) else { throw .refused }
        self = address
    }
}

/// A value of the contract that is stored as its JSON, in a `text` column.
struct StoredJSON<Value: Wire>: PostgresValue {
    let value: Value

    init(_ value: Value) { self.value = value }

    static var postgresType: PostgresType { .text }

    func write(to writer: inout ByteWriter) { writer.write(bytes: value.json()) }

    init(reading cell: borrowing Cell) throws(CellError) {
        guard let value = try? Value(json: cell.bytes) else { throw .refused }
        self.value = value
    }
}
