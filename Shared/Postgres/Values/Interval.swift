/// A span of time as PostgreSQL's `interval` keeps it: months and days have no fixed length.
public struct Interval: Hashable, Sendable {
    /// Whole months.
    public var months: Int32
    /// Whole days.
    public var days: Int32
    /// The rest, in microseconds.
    public var microseconds: Int64

    /// A span of these months, days and microseconds; each may be negative.
    public init(months: Int32 = 0, days: Int32 = 0, microseconds: Int64 = 0) {
        self.months = months
        self.days = days
        self.microseconds = microseconds
    }
}

extension Interval: PostgresElement {
    public static var postgresType: PostgresType { .interval }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1187) }

    public func write(to writer: inout ByteWriter) {
        writer.write(microseconds)
        writer.write(days)
        writer.write(months)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        guard cell.count == 16 else { throw .malformed }
        self.init(
            months: try cell.integer(at: 12),
            days: try cell.integer(at: 8),
            microseconds: try cell.integer(at: 0)
        )
    }
}
