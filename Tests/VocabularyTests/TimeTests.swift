import Testing
import Vocabulary

@Suite("Dates and instants")
struct TimeTests {
    // The calendar repeats after 400 years; the ends are where arithmetic goes wrong.
    @Test(
        "every day follows the one before and is read back",
        arguments: [-719_162 ... -719_000, -150_000...40_000, 2_930_000...2_932_896]
    )
    func everyDay(_ range: ClosedRange<Int>) throws {
        var previous = try #require(CalendarDate(daysSinceEpoch: range.lowerBound)).parts
        for days in range.dropFirst() {
            let date = try #require(CalendarDate(daysSinceEpoch: days))
            let parts = date.parts
            let follows =
                if parts.day > 1 {
                    parts == (previous.year, previous.month, previous.day + 1)
                } else if parts.month > 1 {
                    parts == (previous.year, previous.month + 1, 1) && previous.day >= 28
                } else {
                    parts == (previous.year + 1, 1, 1) && (previous.month, previous.day) == (12, 31)
                }
            let back = CalendarDate(year: parts.year, month: parts.month, day: parts.day)
            #expect(follows && back == date, "\(parts) after \(previous)")
            previous = parts
        }
    }

    @Test(
        "known days",
        arguments: [
            ("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-05-04", 20_577),
            ("1969-12-31", -1), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
        ]
    )
    func knownDays(_ text: String, _ days: Int) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.daysSinceEpoch == days && date.description == text)
    }

    @Test(
        "days that there are not",
        arguments: [
            "2025-02-29", "1900-02-29", "2025-04-31", "2025-00-10", "2025-13-01", "2025-01-00",
            "0000-01-01", "2025-1-1", "20250101", "2025/01/01", "2025-01-01T", " 2025-01-01", "",
            "+2025-01-1", "２025-01-0",
        ]
    )
    func noDays(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(
        "RFC 3339 in, UTC out",
        arguments: [
            ("2026-05-04T09:30:00Z", "2026-05-04T09:30:00Z"),
            ("2026-05-04t09:30:00z", "2026-05-04T09:30:00Z"),
            ("2026-05-04T09:30:00.5+02:00", "2026-05-04T07:30:00.500000Z"),
            ("2026-05-04T00:00:00.0000019-23:59", "2026-05-04T23:59:00.000001Z"),
            ("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.870000Z"),
            ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
            ("2026-05-04T09:30:00.000000-00:00", "2026-05-04T09:30:00Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
        ]
    )
    func instants(_ text: String, _ printed: String) throws {
        let instant = try #require(Instant(text))
        #expect(instant.description == printed)
        #expect(Instant(printed) == instant)
    }

    @Test(
        "what is no instant",
        arguments: [
            "2026-05-04", "2026-05-04T09:30Z", "2026-05-04 09:30:00Z", "2026-05-04T24:00:00Z",
            "2026-05-04T09:60:00Z", "2026-05-04T09:30:60Z", "2026-05-04T09:30:00",
            "2026-05-04T09:30:00.Z", "2026-05-04T09:30:00,5Z", "2026-05-04T09:30:00+0200",
            "2026-05-04T09:30:00+24:00", "2026-05-04T09:30:00Zx", "2026-05-04T09:30:00+02:00x",
            "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "2026-02-30T00:00:00Z",
            "2026-05-04T09:30:00.", "2026-05-04T09:30:00.5", "",
        ]
    )
    func noInstants(_ text: String) {
        #expect(Instant(text) == nil)
    }

    @Test("instants of all centuries survive their text, and every text has a date")
    func roundTrip() throws {
        var random = SeededGenerator(state: 5)
        let range = Instant.earliest.microseconds...Instant.latest.microseconds
        for _ in 0..<20_000 {
            let instant = Instant(microseconds: .random(in: range, using: &random))
            #expect(Instant(instant.description) == instant)
            #expect(instant.description.hasPrefix(try #require(instant.date).description))
        }
        #expect(Instant(microseconds: .max).description == Instant.latest.description)
        #expect(Instant(microseconds: .min).description == Instant.earliest.description)
    }

    @Test("arithmetic keeps microseconds and stops at the ends")
    func arithmetic() {
        let start = Instant(microseconds: 1)
        #expect(start + .microseconds(999_999) == Instant(seconds: 1))
        #expect(start - .seconds(1) == Instant(microseconds: -999_999))
        #expect((start - .seconds(3)) - start == .seconds(-3))
        #expect(Instant(microseconds: .max) + .seconds(1) == Instant(microseconds: .max))
        #expect(Instant(seconds: 0) - .seconds(Int64.max) == Instant(microseconds: .min))
        #expect(start + .seconds(Int64.max) == Instant(microseconds: .max))
    }

    @Test("the system's clock is later than these lines and keeps microseconds")
    func now() {
        #expect(Instant.now() > Instant(seconds: 1_760_000_000))
    }

    @Test(
        "dates as people remember them",
        arguments: [
            ("2021", "2021-01-01"), ("2021-09", "2021-09-01"), ("2021-09-17", "2021-09-17"),
        ]
    )
    func partial(_ text: String, _ start: String) throws {
        let date = try #require(PartialDate(text))
        #expect(date.description == text && date.start.description == start)
        #expect(PartialDate(date.start, precision: date.precision) == date)
        for bad in ["", "21", "2021-", "2021-13", "2021-9", "2021-09-31", "202109", "0000"] {
            #expect(PartialDate(bad) == nil)
        }
    }
}
