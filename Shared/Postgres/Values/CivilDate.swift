/// A day of the proleptic Gregorian calendar, without a time zone: PostgreSQL's `date`.
public struct CivilDate: Hashable, Sendable {
    /// Days since 2000-01-01, PostgreSQL's own count.
    public let daysSince2000: Int32

    /// The day that many days after 2000-01-01.
    public init(daysSince2000: Int32) {
        self.daysSince2000 = daysSince2000
    }

    /// Later than every day (`'infinity'`).
    public static let infinity = CivilDate(daysSince2000: .max)
    /// Earlier than every day (`'-infinity'`).
    public static let negativeInfinity = CivilDate(daysSince2000: .min)

    /// The day of this year, month (1–12) and day of the month; `nil` where there is none.
    ///
    /// Years before 1 count astronomically: the year 0 is 1 BC.
    public init?(year: Int, month: Int, day: Int) {
        guard (-4713...5_874_897).contains(year), (1...12).contains(month) else { return nil }
        let days = CivilDate.daysSince2000(year, month, day)
        guard let count = Int32(exactly: days) else { return nil }
        self.daysSince2000 = count
        guard day >= 1, self.month == month, self.day == day else { return nil }
    }

    /// The year, 0 being 1 BC.
    public var year: Int { components.year }
    /// The month, 1 to 12.
    public var month: Int { components.month }
    /// The day of the month, 1 to 31.
    public var day: Int { components.day }

    // The calendar repeats every 400 years (146 097 days). Both functions count in such eras,
    // with years that begin in March so that the leap day comes last.
    private static func daysSince2000(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 730_425
    }

    private var components: (year: Int, month: Int, day: Int) {
        let days = Int(daysSince2000) + 730_425
        let era = CivilDate.floorDivide(days, 146_097)
        let dayOfEra = days - era * 146_097
        let leapDays = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leapDays) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = (monthFromMarch + 2) % 12 + 1
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        (value >= 0 ? value : value - divisor + 1) / divisor
    }
}

extension CivilDate: Comparable {
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.daysSince2000 < right.daysSince2000
    }
}

extension CivilDate: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    public var description: String {
        if self == .infinity { return "infinity" }
        if self == .negativeInfinity { return "-infinity" }
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number.magnitude)
            let zeros = String(repeating: "0", count: max(0, width - digits.count))
            return (number < 0 ? "-" : "") + zeros + digits
        }
        let (year, month, day) = components
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

extension CivilDate: PostgresElement {
    public static var postgresType: PostgresType { .date }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1182) }

    public func write(to writer: inout ByteWriter) {
        writer.write(daysSince2000)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        daysSince2000 = try cell.onlyInteger()
    }
}
