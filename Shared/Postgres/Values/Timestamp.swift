public import FoundationEssentials

/// An instant to the microsecond, exactly: PostgreSQL's `timestamptz`.
public struct Timestamp: Hashable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let microsecondsSince1970: Int64

    /// The instant that many microseconds after 1970-01-01T00:00:00Z.
    public init(microsecondsSince1970: Int64) {
        self.microsecondsSince1970 = microsecondsSince1970
    }

    /// Later than every instant (`'infinity'`).
    public static let infinity = Timestamp(microsecondsSince1970: .max)
    /// Earlier than every instant (`'-infinity'`).
    public static let negativeInfinity = Timestamp(microsecondsSince1970: .min)

    // PostgreSQL counts from 2000-01-01: 10 957 days of 86 400 seconds later.
    private static let epochOffset: Int64 = 946_684_800_000_000
}

extension Timestamp {
    /// The microsecond nearest to a `Date`, whose `Double` is exact enough for that between the
    /// years 1716 and 2286.
    public init(_ date: Date) {
        let microseconds = (date.timeIntervalSince1970 * 1_000_000).rounded()
        self.init(microsecondsSince1970: Int64(exactly: microseconds) ?? (date < .now ? .min : .max))
    }

    /// The instant as a `Date`, to the microsecond between the years 1716 and 2286.
    public var date: Date {
        Date(timeIntervalSince1970: Double(microsecondsSince1970) / 1_000_000)
    }
}

extension Timestamp: Comparable {
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microsecondsSince1970 < right.microsecondsSince1970
    }
}

extension Timestamp: PostgresElement {
    public static var postgresType: PostgresType { .timestamptz }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1185) }

    public func write(to writer: inout ByteWriter) {
        guard self != .infinity, self != .negativeInfinity else {
            return writer.write(microsecondsSince1970)
        }
        let (sum, overflow) = microsecondsSince1970.subtractingReportingOverflow(
            Timestamp.epochOffset
        )
        // 290 000 years before PostgreSQL's calendar begins.
        if overflow { writer.fail() }
        writer.write(sum)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        let value: Int64 = try cell.onlyInteger()
        guard value != .max, value != .min else {
            microsecondsSince1970 = value
            return
        }
        let (sum, overflow) = value.addingReportingOverflow(Timestamp.epochOffset)
        guard !overflow else { throw .range }
        microsecondsSince1970 = sum
    }
}
