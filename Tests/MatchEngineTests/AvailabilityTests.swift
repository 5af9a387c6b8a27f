import Testing

@testable import MatchEngine

@Suite struct AvailabilityTests {
    let small: Small
    init() throws { small = try Small() }

    private func overlap(_ held: WeekBitmap, _ here: Int, _ asked: WeekBitmap, _ there: Int)
        throws -> Measure
    {
        PracticalMeasures(
            of: PracticalProfile(availability: held, offset: try UTCOffset(minutes: here)),
            for: PracticalTerms(
                mode: .remote,
                availability: asked,
                offset: try UTCOffset(minutes: there)
            ),
            policy: .standard,
            rates: small.rates
        ).availability
    }

    @Test func `office hours are 80 bits, not the source's 160, and 10–16 are 60, not its 120`() {
        #expect(WeekBitmap(days: 0..<5, from: 18, to: 34).count == 80)
        #expect(WeekBitmap(days: 0..<5, from: 20, to: 32).count == 60)
    }

    @Test(
        arguments: [
            // All of 10–16 lies in 9–17.
            (0, 0, 1.0),
            // 9–17 in New York is 15–23 in Stockholm: one hour of six.
            (-300, 60, 1.0 / 6),
            // 9–17 half an hour west, as seen here: 9:30–17:30.
            (-30, 0, 1.0),
            // A quarter of an hour more than two hours west: 11:15–19:15, 4¾ of six hours.
            (-135, 0, 4.75 / 6),
            (135, 0, 4.75 / 6),
        ]
    )
    func `local weeks are rotated to the assignment's zone`(
        here: Int,
        there: Int,
        expected: Double
    ) throws {
        let held = WeekBitmap(days: 0..<5, from: 18, to: 34)
        let asked = WeekBitmap(days: 0..<5, from: 20, to: 32)
        let measure = try overlap(held, here, asked, there)
        #expect(try #require(measure.value).isNear(expected, within: 1e-12))
    }

    @Test func `nothing required is met and no bitmap is not asked for`() throws {
        #expect(try overlap(WeekBitmap(), 0, WeekBitmap(), 0) == .known(1))
        let silent = PracticalMeasures(
            of: PracticalProfile(),
            for: PracticalTerms(mode: .remote),
            policy: .standard,
            rates: small.rates
        )
        #expect(silent.availability == .notApplicable)
    }

    @Test func `rotation turns every slot by the same amount, round the week`() {
        for slot in stride(from: 0, to: 336, by: 5) {
            for turn in [-337, -336, -97, -64, -1, 0, 1, 15, 16, 63, 64, 65, 128, 320, 335, 336] {
                var week = WeekBitmap()
                week.insert(slot)
                let expected = ((slot + turn) % 336 + 336) % 336
                let rotated = week.rotated(by: turn)
                #expect(rotated.count == 1 && rotated.contains(expected), "\(slot) by \(turn)")
            }
        }
    }

    @Test func `quarter-hour overlap equals counting quarter hours one by one`() throws {
        var random = SeededRandom(seed: 7)
        for _ in 0..<200 {
            var (held, asked) = (WeekBitmap(), WeekBitmap())
            for slot in 0..<336 {
                if Int.random(in: 0..<3, using: &random) == 0 { held.insert(slot) }
                if Int.random(in: 0..<4, using: &random) == 0 { asked.insert(slot) }
            }
            let here = Int.random(in: -48...56, using: &random) * 15
            let there = Int.random(in: -48...56, using: &random) * 15
            var common = 0
            for quarter in 0..<672 where asked.contains(quarter / 2) {
                let local = quarter - (there - here) / 15
                if held.contains(((local % 672) + 672) % 672 / 2) { common += 1 }
            }
            let expected = Double(common) / Double(asked.count * 2)
            #expect(try overlap(held, here, asked, there) == .known(expected))
        }
    }
}
