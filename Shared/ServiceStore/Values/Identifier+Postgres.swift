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

extension Vocabulary.Identifier: PostgresElement {
    /// `uuid`.
    public static var postgresType: PostgresType { UUID128.postgresType }
    /// `uuid[]`.
    public static var postgresArrayType: PostgresType { UUID128.postgresArrayType }

    /// Writes sixteen bytes.
    public func write(to writer: inout ByteWriter) { uuid.write(to: &writer) }

    /// Reads sixteen bytes.
    public init(reading cell: borrowing Cell) throws(CellError) {
        self.init(try UUID128(reading: cell))
    }
}
