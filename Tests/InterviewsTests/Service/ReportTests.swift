import Contract
import Testing
import Vocabulary

@testable import interviews

@Suite("Reports are right to the digit")
struct ReportTests {
    /// Has all of it happen, each process so many days after its beginning.
    private func play(_ bench: InterviewsBench) async throws {
        var ids: [InterviewID] = []
        for line in Self.lines {
            let process = try await bench.begin(
                line.candidate,
                company: line.company,
                feeder: line.feeder
            )
            ids.append(process.id)
        }
        for day in 1...40 {
            bench.clock.advance(days: 1)
            for (line, id) in zip(Self.lines, ids) where line.days == day {
                try await finish(line, id, bench)
            }
        }
    }

    private func finish(
        _ line: Line,
        _ id: InterviewID,
        _ bench: InterviewsBench
    ) async throws {
        for stage in line.stages {
            let added = try await bench.ask(AddStage(id: id, stageName: stage.name))
            let rating = stage.rating.flatMap { StageRating($0) }
            try await bench.ask(
                RecordOutcome(
                    stageID: added.id,
                    outcome: stage.outcome,
                    ratings: StageRatings(overallRating: rating),
                    feedback: stage.rating.map { _ in "Solid system design." },
                    // A reason is given with the end, where there is one.
                    keepOpen: line.reason != nil
                )
            )
        }
        guard let end = line.end, end != .rejectedByCompany || line.reason != nil else { return }
        if end == .offerDeclined {
            try await bench.ask(CompleteInterview(id: id, finalStatus: .offerExtended))
        }
        try await bench.ask(
            CompleteInterview(id: id, finalStatus: end, reasonCode: line.reason)
        )
    }

    @Test("conversion rates, stages, companies, the funnel")
    func counts() async throws {
        try await InterviewsBench.run { (bench) async throws in
            try await play(bench)
            let rates = try await bench.ask(GetConversionRates()).items
            // Amazon: 1, 2, 3, 4, 10, 11. Google: 5, 6, 7, 8. None: 9, 12.
            #expect(rates.map(\.feederSource) == ["Amazon", "Google", nil])
            #expect(rates.map(\.candidatesSourced) == [6, 4, 2])
            #expect(rates.map(\.placements) == [3, 0, 0])
            #expect(rates.map(\.conversionRate) == [0.5, 0, 0])
            #expect(rates.map(\.verdicts) == [6, 2, 1])
            #expect(rates.map(\.successRate) == [0.5, 0, 0])
            #expect(rates.map(\.open) == [0, 1, 1])
            #expect(rates.map(\.closedWithoutVerdict) == [0, 1, 0])
            #expect(rates.map(\.enough) == [true, false, false])
            // scipy.stats.binomtest(3, 6).proportion_ci(method="wilson")
            #expect(abs((rates[0].interval?.low ?? 0) - 0.1876163064826506) < 1e-12)
            #expect(abs((rates[0].interval?.high ?? 0) - 0.8123836935173494) < 1e-12)

            let stages = try await bench.ask(GetStageSuccessRates()).items
            // Phone: passed by 1 2 3 5 6 8 10, failed by 4 11. Technical: passed by 1 2 5 10,
            // failed by 3. Onsite: passed by 1 and 5.
            #expect(stages.map(\.stageKind) == [.phoneScreen, .technical, .onsite])
            #expect(stages.map(\.passed) == [7, 4, 2])
            #expect(stages.map(\.failed) == [2, 1, 0])
            #expect(stages.map(\.averageRatings.overallRating) == [3, 10.0 / 3, nil])

            let acme = try await bench.ask(GetCompanyStats(companyName: " acme"))
            #expect(acme.companyName == "Acme")
            #expect((acme.total, acme.active, acme.placements) == (9, 2, 2))
            #expect(acme.byStatus.rejectedByCompany == 2 && acme.byStatus.roleClosed == 1)
            #expect(acme.conversionRate == 2.0 / 9)
            // Answered offers: 1 and 2 accepted, 5 declined.
            #expect(acme.offerAcceptanceRate == 2.0 / 3)

            let funnel = try await bench.ask(GetFunnel())
            #expect((funnel.totalStarted, funnel.open) == (12, 2))
            #expect(funnel.phoneScreenPassRate == 7.0 / 9)
            #expect(funnel.technicalPassRate == 0.8)
            #expect(funnel.onsitePassRate == 1)
            // Decided, and all stages passed: 1, 2, 5, 6, 10; offers to 1, 2, 5, 10.
            #expect(funnel.offerExtendedRate == 0.8)
            #expect(funnel.offerAcceptedRate == 0.75)
            let bolt = try await bench.ask(GetFunnel(feeder: "AMAZON", company: "bolt"))
            #expect((bolt.totalStarted, bolt.onsitePassRate) == (2, nil))
            #expect(
                bolt.counts.phoneScreenPassRate == FunnelCount(numerator: 1, n: 2, enough: false)
            )
        }
    }

    @Test("insights, the feeder's report, stages by name, the file")
    func insights() async throws {
        try await InterviewsBench.run { (bench) async throws in
            try await play(bench)
            let acme = try await bench.ask(GetCompanyInsights(companyName: "Acme"))
            #expect(acme.totalCandidatesSent == 9)
            #expect(acme.interviewRate == 7.0 / 9)
            #expect(acme.offerRate == 3.0 / 9)
            // 10 20 8 4 30 6: 78 days over 6.
            #expect(acme.decided == 6)
            #expect(acme.avgTimeToDecision == "13 days")
            #expect(acme.meanDays == 13)
            // Sorted: 4 6 8 10 | 12 censored | 20 30 | 40 40 open. Survival: 8/9, 7/9, 6/9, 5/9,
            // then 4 are at risk at 20: 5/9 · 3/4 = 0.417.
            #expect(acme.medianDays == 20)
            #expect(acme.preferredFeeders == ["Amazon", "Google"])
            #expect(
                acme.rejectionReasons == [
                    ReasonCount(reasonCode: "skills_gap", count: 1),
                    ReasonCount(reasonCode: "unspecified", count: 1),
                ]
            )
            let amazon = try await bench.ask(GetFeederReport(feederSource: "amazon"))
            #expect(amazon.totalCandidatesSourced == 6)
            // 10, 20 and 15 days; 8, 4 and 2 were seen last without a hire.
            #expect((amazon.hired, amazon.meanDays) == (3, 15))
            #expect(amazon.averageTimeToHire == "15 days")
            #expect(amazon.medianDays == 15)
            #expect(amazon.conversion.placements == 3)
            let technical = try await bench.ask(GetStagePerformance(stageName: "TECHNICAL"))
            #expect((technical.n, technical.passed, technical.failed) == (5, 4, 1))
            #expect(technical.averageRatings.overallRating == 10.0 / 3)
            #expect(technical.themes.first?.phrase == "solid system")
            let file = try await bench.ask(ExportFeeders())
            #expect(file.feeders.map(\.candidatesSourced) == [6, 4, 2])
        }
    }

    @Test("what was the answer yesterday does not change by what happens today")
    func asOf() async throws {
        try await InterviewsBench.run { (bench) async throws in
            try await play(bench)
            // The last changes of one instant are dated milliseconds apart.
            let then = bench.clock.now + .seconds(1)
            bench.clock.advance(days: 1)
            let before = try await reports(bench, asOf: then)
            let now = try await reports(bench, asOf: nil)
            #expect(before.dropLast() == now.dropLast())
            let all = try await bench.ask(ListInterviews(sort: .oldest)).items
            try await bench.ask(ReopenInterview(id: all[0].id, reason: "A mistake."))
            try await bench.ask(
                UpdateInterview(id: all[1].id, companyName: "Bolt", feederSource: .set("Google"))
            )
            try await bench.ask(CompleteInterview(id: all[7].id, finalStatus: .offerAccepted))
            _ = try await bench.begin(13)
            let detail = try await bench.ask(GetInterview(id: all[3].id))
            try await bench.ask(RecordOutcome(stageID: detail.stages[0].id, outcome: .passed))
            #expect(try await reports(bench, asOf: then) == before)
            // Nor by days being added up.
            let days = DayRollup(store: bench.desk.store, now: { bench.clock.now })
            #expect(try await days.run())
            #expect(try await !days.run())
            #expect(try await reports(bench, asOf: then) == before)
            #expect(try await reports(bench, asOf: nil) != now)
            #expect(
                try await reports(bench, asOf: bench.clock.now + .seconds(1)).dropLast()
                    == reports(bench, asOf: nil).dropLast()
            )
            let beginning = bench.clock.now - .seconds(400 * 86_400)
            #expect(try await bench.ask(GetFunnel(asOf: beginning)).totalStarted == 0)
            let noon = then - .seconds(7 * 86_400 + 3_600)
            let past = try await bench.ask(GetFunnel(asOf: noon))
            // The same, added up from every change: with a first day, days do not answer.
            let first = try #require(CalendarDate("2020-01-01"))
            #expect(try await bench.ask(GetFunnel(from: first, asOf: noon)) == past)
        }
    }

    /// Every report, as it is sent; last those that speak of the present.
    private func reports(
        _ bench: InterviewsBench,
        asOf instant: Instant?
    ) async throws -> [String] {
        func text(_ value: some Wire) -> String { String(decoding: value.json(), as: UTF8.self) }
        return [
            text(try await bench.ask(GetConversionRates(asOf: instant))),
            text(try await bench.ask(GetConversionRates(company: "Acme", asOf: instant))),
            text(try await bench.ask(GetStageSuccessRates(asOf: instant))),
            text(try await bench.ask(GetFunnel(asOf: instant))),
            text(try await bench.ask(GetFunnel(feeder: "Amazon", asOf: instant))),
            text(try await bench.ask(GetFunnel(company: "Bolt", asOf: instant))),
            text(try await bench.ask(GetCompanyInsights(companyName: "Acme", asOf: instant))),
            text(try await bench.ask(GetFeederReport(feederSource: "Amazon", asOf: instant))),
            text(try await bench.ask(GetStagePerformance(stageName: "Technical", asOf: instant))),
            text(try await bench.ask(GetCompanyStats(companyName: "Acme", asOf: instant))),
        ]
    }
}
