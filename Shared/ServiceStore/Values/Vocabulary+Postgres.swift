import FoundationEssentials
public import Postgres
public import Vocabulary

// How the words of the vocabulary stand in columns.

extension UUID128: PostgresElement {
    /// A `uuid`.
    public static var postgresType: PostgresType { .uuid }
    /// Several of them.
    public static var postgresArrayType: PostgresType { UUID.postgresArrayType }

    /// Sixteen bytes.
    public func write(to writer: inout ByteWriter) {
        writer.write(high)
        writer.write(low)
    }

    /// Sixteen bytes.
    public init(reading cell: borrowing Cell) throws(CellError) {
        guard cell.count == 16 else { throw .malformed }
        self.init(high: try cell.integer(at: 0), low: try cell.integer(at: 8))
    }
}

extension Vocabulary.Identifier: PostgresElement {
    /// A `uuid`.
    public static var postgresType: PostgresType { .uuid }
    /// Several of them.
    public static var postgresArrayType: PostgresType { UUID.postgresArrayType }

    /// Sixteen bytes.
    public func write(to writer: inout ByteWriter) { uuid.write(to: &writer) }

    /// Sixteen bytes; of what kind of thing, the column knows.
    public init(reading cell: borrowing Cell) throws(CellError) {
        self.init(try UUID128(reading: cell))
    }
}

extension Instant: PostgresElement {
    /// A `timestamptz`.
    public static var postgresType: PostgresType { .timestamptz }
    /// Several of them.
    public static var postgresArrayType: PostgresType { Timestamp.postgresArrayType }

    /// Microseconds.
    public func write(to writer: inout ByteWriter) {
        Timestamp(microsecondsSince1970: microseconds).write(to: &writer)
    }

    /// Microseconds.
    public init(reading cell: borrowing Cell) throws(CellError) {
        self.init(microseconds: try Timestamp(reading: cell).microsecondsSince1970)
    }
}

extension CalendarDate: PostgresElement {
    /// A `date`.
    public static var postgresType: PostgresType { .date }
    /// Several of them.
    public static var postgresArrayType: PostgresType { CivilDate.postgresArrayType }

    /// 10 957 days lie between the epochs of Unix and PostgreSQL.
    private static let epochOffset: Int32 = 10_957

    /// Days.
    public func write(to writer: inout ByteWriter) {
        CivilDate(daysSince2000: daysSinceEpoch - Self.epochOffset).write(to: &writer)
    }

    /// Days; the infinities, and what lies beyond the year 9999, are none of ours.
    public init(reading cell: borrowing Cell) throws(CellError) {
        let days = Int(try CivilDate(reading: cell).daysSince2000)
        guard let date = CalendarDate(daysSinceEpoch: days + Int(Self.epochOffset)) else {
            throw .range
        }
        self = date
    }
}

extension UUID {
    /// The same bits.
    init(_ uuid: UUID128) {
        func byte(_ index: Int) -> UInt8 {
            let word = index < 8 ? uuid.high : uuid.low
            return UInt8(truncatingIfNeeded: word >> (56 - 8 * (index % 8)))
        }
        self.init(
            uuid: (
                byte(0), byte(1), byte(2), byte(3), byte(4), byte(5), byte(6), byte(7), byte(8),
                byte(9), byte(10), byte(11), byte(12), byte(13), byte(14), byte(15)
            )
        )
    }
}
