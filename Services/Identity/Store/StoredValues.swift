public import Contract
public import Postgres
import Vocabulary

// How the contract's words stand in columns. Enumerations are text, with a CHECK in the migration:
// PostgreSQL's own enums are no use to an index under row-level security.

extension CandidateStatus: PostgresElement {}
extension CandidateChangeKind: PostgresElement {}
extension OrganizationKind: PostgresElement {}
extension UserStatus: PostgresElement {}
extension ValueSource: PostgresElement {}

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
