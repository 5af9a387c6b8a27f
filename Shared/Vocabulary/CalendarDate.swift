/// A day of the proleptic Gregorian calendar, years 1 to 9999, without time or zone.
public struct CalendarDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let daysSinceEpoch: Int32

    /// 0001-01-01.
    public static let earliest = CalendarDate(unchecked: -719_162)
    /// 9999-12-31.
    public static let latest = CalendarDate(unchecked: 2_932_896)

    /// A day by its distance from 1970-01-01; `nil` outside years 1 to 9999.
    public init?(daysSinceEpoch days: Int) {
        guard Int(Self.earliest.daysSinceEpoch)...Int(Self.latest.daysSinceEpoch) ~= days else {
            return nil
        }
        self.init(unchecked: Int32(days))
    }

    /// A day by its parts; `nil` where the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, 1...12 ~= month else { return nil }
        guard 1...Self.lengthOfMonth(month, year: year) ~= day else { return nil }
        // Years are counted from March, so that the leap day is a year's last.
        let shifted = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let leapDays = shifted / 4 - shifted / 100 + shifted / 400
        // 719 468 days lie between 0000-03-01 and 1970-01-01.
        self.init(unchecked: Int32(shifted * 365 + leapDays + dayOfYear - 719_468))
    }

    private init(unchecked days: Int32) {
        daysSinceEpoch = days
    }

    /// Year 1…9999, month 1…12 and day 1…31.
    public var parts: (year: Int, month: Int, day: Int) {
        let days = Int(daysSinceEpoch) + 719_468
        let era = days / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// Earlier days are less.
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        left.daysSinceEpoch < right.daysSinceEpoch
    }

    private static func lengthOfMonth(_ month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDate: LosslessStringConvertible {
    /// Reads `YYYY-MM-DD`.
    public init?(_ text: String) {
        self.init(utf8: text.utf8.span)
    }

    /// Reads `YYYY-MM-DD`.
    public init?(utf8: Span<UInt8>) {
        guard utf8.count == 10, let date = Self(prefixOf: utf8) else { return nil }
        self = date
    }

    /// Reads the first ten bytes, which must be `YYYY-MM-DD`.
    init?(prefixOf utf8: Span<UInt8>) {
        guard utf8.count >= 10, utf8[4] == UInt8(ascii: "-"), utf8[7] == UInt8(ascii: "-"),
            let year = Digits.read(utf8, 0, 4), let month = Digits.read(utf8, 5, 2),
            let day = Digits.read(utf8, 8, 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Appends `YYYY-MM-DD`.
    public func append(to bytes: inout [UInt8]) {
        let (year, month, day) = parts
        Digits.append(year, width: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Digits.append(month, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Digits.append(day, width: 2, to: &bytes)
    }

    /// `YYYY-MM-DD`.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
