/// A date as people remember it: a year, a month of a year, or a day. Where studies and jobs
/// began and ended is rarely known to the day, and a made-up day would be a false precision.
public struct PartialDate: Hashable, Sendable {
    /// How much is known.
    public enum Precision: Hashable, Sendable {
        /// `2021`
        case year
        /// `2021-09`
        case month
        /// `2021-09-01`
        case day
    }

    /// The first day that it can mean.
    public let start: CalendarDate
    /// How much is known.
    public let precision: Precision

    /// The last day that it can mean.
    public var latest: CalendarDate {
        let (year, month, _) = start.parts
        let next: CalendarDate? =
            switch precision {
            case .year: CalendarDate(year: year + 1, month: 1, day: 1)
            case .month where month == 12: CalendarDate(year: year + 1, month: 1, day: 1)
            case .month: CalendarDate(year: year, month: month + 1, day: 1)
            case .day: CalendarDate(daysSinceEpoch: Int(start.daysSinceEpoch) + 1)
            }
        guard let next else { return .latest }
        return CalendarDate(daysSinceEpoch: Int(next.daysSinceEpoch) - 1) ?? start
    }

    /// What is known of a date; `start` is brought to the first day of its year or month.
    public init(_ date: CalendarDate, precision: Precision = .day) {
        let (year, month, _) = date.parts
        let start =
            switch precision {
            case .year: CalendarDate(year: year, month: 1, day: 1)
            case .month: CalendarDate(year: year, month: month, day: 1)
            case .day: date
            }
        self.start = start ?? date
        self.precision = precision
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    public init?(utf8: Span<UInt8>) {
        switch utf8.count {
        case 4:
            guard let year = Digits.read(utf8, 0, 4),
                let date = CalendarDate(year: year, month: 1, day: 1)
            else { return nil }
            self.init(date, precision: .year)
        case 7:
            guard utf8[4] == UInt8(ascii: "-"), let year = Digits.read(utf8, 0, 4),
                let month = Digits.read(utf8, 5, 2),
                let date = CalendarDate(year: year, month: month, day: 1)
            else { return nil }
            self.init(date, precision: .month)
        default:
            guard let date = CalendarDate(utf8: utf8) else { return nil }
            self.init(date)
        }
    }

    /// Appends what is known, as it is read.
    public func append(to bytes: inout [UInt8]) {
        let length =
            switch precision {
            case .year: 4
            case .month: 7
            case .day: 10
            }
        let end = bytes.count + length
        start.append(to: &bytes)
        bytes.removeSubrange(end...)
    }
}

extension PartialDate: LosslessStringConvertible {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    public init?(_ text: String) {
        self.init(utf8: text.utf8.span)
    }

    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
