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
    // Foundation counts from 2001-01-01, in a `Double` whose steps are less than a microsecond
    // for 2³³ seconds, or 272 years, on either side of it. Any other origin would round twice.
    private static let referenceOffset: Int64 = 978_307_200_000_000

    /// The microsecond nearest to a `Date`, between the years 1730 and 2272; what a `Date` far
    /// beyond them cannot tell apart becomes the infinity on its side.
    public init(_ date: Date) {
        let seconds = date.timeIntervalSinceReferenceDate
        // 292 000 years, for which an Int64 has microseconds.
        guard abs(seconds) < 9.2e12 else {
            self = seconds < 0 ? .negativeInfinity : .infinity
            return
        }
        // Taken apart first, because multiplying the whole would round once more.
        let whole = seconds.rounded(.down)
        let microseconds = Int64(((seconds - whole) * 1_000_000).rounded())
        self.init(
            microsecondsSince1970: Int64(whole) * 1_000_000 + microseconds
                + Timestamp.referenceOffset
        )
    }

    /// The instant as a `Date`, to the microsecond between the years 1730 and 2272.
    public var date: Date {
        let (count, overflow) = microsecondsSince1970.subtractingReportingOverflow(
            Timestamp.referenceOffset
        )
        let microseconds = overflow ? Double(microsecondsSince1970) : Double(count)
        return Date(timeIntervalSinceReferenceDate: microseconds / 1_000_000)
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
