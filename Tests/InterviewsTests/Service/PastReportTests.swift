import Contract
import Testing
import Vocabulary

@testable import interviews

@Suite("What was the answer at a moment remains the answer")
struct PastReportTests {
    @Test("every report, after whatever is done to anything", arguments: [5, 6, 7])
    func law(seed: UInt64) async throws {
        try await InterviewsBench.run { (bench) async throws in
            var dice = HistoryPropertyTests.Dice(state: seed)
            var ids: [InterviewID] = []
            let first = try #require(bench.clock.now.date)
            var told: [(at: Instant, reports: [String])] = []
            for round in 0..<12 {
                for _ in 0..<2 {
                    ids.append(try await bench.begin(UInt64(ids.count + 1)).id)
                    bench.clock.advance(.seconds(7_200))
                }
                for _ in 0..<12 {
                    bench.clock.advance(.seconds(Int.random(in: 600...40_000, using: &dice)))
                    let id = try #require(ids.randomElement(using: &dice))
                    try await KeptFiguresTests.step(bench, id, &dice)
                }
                // The changes of one instant are dated milliseconds apart.
                let at = bench.clock.now + .seconds(1)
                told.append((at, try await reports(bench, first, asOf: nil)))
                bench.clock.advance(.seconds(60))
                // Days are added up at times.
                if round % 4 == 3 {
                    let days = DayRollup(store: bench.desk.store, now: { bench.clock.now })
                    try await days.run()
                }
            }
            #expect(Set(told.map(\.reports)).count == told.count)
            for (at, reports) in told {
                let again = try await self.reports(bench, first, asOf: at)
                for (was, now) in zip(reports, again) where was != now {
                    Issue.record("\(seed), \(at):\n\(was)\n\(now)")
                }
            }
        }
    }

    /// Every report in every scope, as it is sent.
    private func reports(
        _ bench: InterviewsBench,
        _ first: CalendarDate,
        asOf at: Instant?
    ) async throws -> [String] {
        var texts: [String] = []
        func ask<Report: ReportOperation>(_ report: Report) async throws {
            texts.append(String(decoding: try await bench.ask(report).json(), as: UTF8.self))
        }
        let narrower: [(CalendarDate?, String?, String?)] = [
            // A name is spelt as it was first written, by whomever that was.
            (nil, nil, nil), (first, nil, nil), (nil, "amazon", nil), (nil, nil, "Bolt"),
            (first, "Amazon", "Bolt"), (nil, "Google", "Acme"),
        ]
        for (from, feeder, company) in narrower {
            let to = from.map { _ in CalendarDate.latest }
            try await ask(
                GetConversionRates(from: from, to: to, feeder: feeder, company: company, asOf: at)
            )
            try await ask(
                GetStageSuccessRates(from: from, to: to, feeder: feeder, company: company, asOf: at)
            )
            try await ask(
                GetFunnel(from: from, to: to, feeder: feeder, company: company, asOf: at)
            )
            for name in ["technical", "Lunch"] {
                try await ask(
                    GetStagePerformance(
                        stageName: name,
                        from: from,
                        to: to,
                        feeder: feeder,
                        company: company,
                        asOf: at
                    )
                )
            }
            try await ask(
                GetCompanyInsights(
                    companyName: company ?? "Acme",
                    from: from,
                    to: to,
                    feeder: feeder,
                    asOf: at
                )
            )
            try await ask(
                GetFeederReport(
                    feederSource: feeder ?? "Amazon",
                    from: from,
                    to: to,
                    company: company,
                    asOf: at
                )
            )
        }
        return texts
    }
}
