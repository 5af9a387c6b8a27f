public import Postgres
public import Vocabulary

extension UUID128: PostgresElement {
    /// `uuid`.
    public static var postgresType: PostgresType { .uuid }
    /// `uuid[]`.
    public static var postgresArrayType: PostgresType { PostgresType(oid: 2951) }

    /// Writes sixteen bytes.
    public func write(to writer: inout ByteWriter) {
        writer.write(high)
        writer.write(low)
    }

    /// Reads sixteen bytes.
    public init(reading cell: borrowing Cell) throws(CellError) {
        guard cell.count == 16 else { throw .malformed }
        self.init(high: try cell.integer(at: 0), low: try cell.integer(at: 8))
    }
}

extension Vocabulary.Identifier: StoredValue {
    /// A `uuid`.
    public var stored: UUID128 { uuid }

    /// Every `uuid` may be one.
    public init?(stored: UUID128) { self.init(stored) }
}
