import FoundationEssentials
import Testing

@testable import Postgres

@Suite("Exact decimals and calendar days")
struct NumericTests {
    @Test(
        "What is read is what is printed",
        arguments: [
            "0", "1", "-1", "10000", "9999", "0.1", "0.0001", "0.00010", "123456789.987654321",
            "-0.5", "100000000000000000000000000000000000000000.000000000000000001", "0.00",
        ]
    )
    func prints(text: String) {
        #expect(Numeric(decimal: text)?.description == text)
    }

    @Test(
        "Anything but plain decimals is refused",
        arguments: [
            "", "-", ".", "1.", ".5", "1e5", " 1", "1,000", "0x10", "--1", "1.2.3", "NaN", "١",
        ]
    )
    func refuses(text: String) {
        #expect(Numeric(decimal: text) == nil)
    }

    @Test("Leading zeros and minus zero are nothing")
    func normalises() {
        #expect(Numeric(decimal: "-0") == Numeric(0))
        #expect(Numeric(decimal: "007")?.description == "7")
        #expect(Numeric(decimal: "1.50") == Numeric(decimal: "1.5"))
        #expect(Numeric(decimal: "1.50")?.hashValue == Numeric(decimal: "1.5")?.hashValue)
    }

    @Test("A Decimal survives, and what it cannot hold is refused rather than rounded")
    func convertsDecimals() {
        let price = Decimal(string: "-12345.678")
        #expect(price.map(Numeric.init)?.decimal == price)
        #expect(Numeric(decimal: String(repeating: "9", count: 38))?.decimal != nil)
        #expect(Numeric(decimal: String(repeating: "9", count: 39))?.decimal == nil)
        #expect(Numeric.notANumber.decimal == nil)
    }

    @Test("Every day has its date and back, over four thousand years")
    func countsDays() {
        var expected = (year: 1, month: 1, day: 1)
        let start = CivilDate(year: 1, month: 1, day: 1)?.daysSince2000 ?? 0
        #expect(start == -730_119)
        for days in start..<(start + 1_500_000) {
            let date = CivilDate(daysSince2000: days)
            #expect(date.year == expected.year && date.month == expected.month)
            #expect(date.day == expected.day)
            expected.day += 1
            if expected.day > daysIn(expected.month, expected.year) {
                expected = (expected.year, expected.month + 1, 1)
            }
            if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
        }
    }

    private func daysIn(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    @Test("There is no 30 February")
    func refusesDays() {
        #expect(CivilDate(year: 2023, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2024, month: 2, day: 30) == nil)
        #expect(CivilDate(year: 2024, month: 13, day: 1) == nil)
        #expect(CivilDate(year: 2024, month: 4, day: 0) == nil)
        #expect(CivilDate(year: 2024, month: 2, day: 29)?.description == "2024-02-29")
        #expect(CivilDate(year: 7, month: 1, day: 2)?.description == "0007-01-02")
    }

    @Test("A Date becomes the nearest microsecond and the same Date again")
    func convertsDates() {
        var random = Generator(state: 7)
        for _ in 0..<1_000 {
            let microseconds = Int64.random(
                in: -7_500_000_000_000_000...9_500_000_000_000_000,
                using: &random
            )
            let instant = Timestamp(microsecondsSince1970: microseconds)
            #expect(Timestamp(instant.date) == instant)
        }
    }
}
