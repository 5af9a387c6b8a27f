public import Postgres
public import Vocabulary

extension Instant: PostgresElement {
    /// `timestamptz`.
    public static var postgresType: PostgresType { Timestamp.postgresType }
    /// `timestamptz[]`.
    public static var postgresArrayType: PostgresType { Timestamp.postgresArrayType }

    /// Writes microseconds.
    public func write(to writer: inout ByteWriter) {
        Timestamp(microsecondsSince1970: microseconds).write(to: &writer)
    }

    /// Reads microseconds; the infinities are the type's own ends.
    public init(reading cell: borrowing Cell) throws(CellError) {
        self.init(microseconds: try Timestamp(reading: cell).microsecondsSince1970)
    }
}

extension CalendarDate: PostgresElement {
    // PostgreSQL counts days from 2000-01-01.
    private static let epochOffset = 10_957

    /// `date`.
    public static var postgresType: PostgresType { CivilDate.postgresType }
    /// `date[]`.
    public static var postgresArrayType: PostgresType { CivilDate.postgresArrayType }

    /// Writes days.
    public func write(to writer: inout ByteWriter) {
        let days = Int32(Int(daysSinceEpoch) - Self.epochOffset)
        CivilDate(daysSince2000: days).write(to: &writer)
    }

    /// Reads days; only years 1 to 9999 are dates of ours.
    public init(reading cell: borrowing Cell) throws(CellError) {
        let days = Int(try CivilDate(reading: cell).daysSince2000)
        guard let date = CalendarDate(daysSinceEpoch: days + Self.epochOffset) else {
            throw .range
        }
        self = date
    }
}
