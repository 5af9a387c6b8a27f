import Contract
import Postgres
import TestKit
import Testing
import Vocabulary

@testable import interviews

@Suite("What is kept is what there is")
struct KeptFiguresTests {
    /// A hundred and fifty things that somebody tries, in an order that repeats itself.
    @Test("after random histories, kept counts are those of events and rows", arguments: [1, 2, 3])
    func random(seed: UInt64) async throws {
        try await InterviewsBench.run { (bench) async throws in
            var dice = HistoryPropertyTests.Dice(state: seed)
            var ids: [InterviewID] = []
            for candidate in 1...6 as ClosedRange<UInt64> {
                ids.append(try await bench.begin(candidate).id)
            }
            for _ in 0..<150 {
                bench.clock.advance(.seconds(Int.random(in: 600...86_400, using: &dice)))
                let id = try #require(ids.randomElement(using: &dice))
                try await Self.step(bench, id, &dice)
            }
            for feeder in ["Amazon", "Google"] {
                #expect(!(try await bench.ask(RecomputeFeeder(feeder: feeder))).corrected)
            }
            // The answer as it is, and as the events say it is.
            let now = bench.clock.now + .seconds(60)
            for feeder in [nil, "Amazon"] as [String?] {
                for company in [nil, "Bolt"] as [String?] {
                    let kept = GetFunnel(feeder: feeder, company: company)
                    let past = GetFunnel(feeder: feeder, company: company, asOf: now)
                    #expect(try await bench.ask(kept) == bench.ask(past))
                }
            }
            // Added up day by day or not, feeder by feeder too.
            let conversions = try await bench.ask(GetConversionRates())
            let days = DayRollup(store: bench.desk.store, now: { now })
            for isAddedUp in [false, true] {
                if isAddedUp { #expect(try await days.run()) }
                let past = try await bench.ask(GetConversionRates(asOf: now))
                #expect(past == conversions, "added up: \(isAddedUp)")
                let amazon = GetFeederReport(feederSource: "Amazon")
                let pastAmazon = GetFeederReport(feederSource: "Amazon", asOf: now)
                #expect(try await bench.ask(pastAmazon) == bench.ask(amazon))
            }
            for company in ["Acme", "Bolt"] {
                let kept = try await bench.ask(GetCompanyInsights(companyName: company))
                let past = GetCompanyInsights(companyName: company, asOf: now)
                #expect(try await bench.ask(past) == kept)
            }
            let kept = try await rows(bench)
            #expect(!kept.isEmpty)
            let refills = InterviewsMigrations.all.filter {
                ["0013_totals", "0018_stages_by_day"].contains($0.name)
            }
            try await bench.schema.owner.transaction { transaction in
                try await transaction.execute(
                    """
                    TRUNCATE interview_totals, interview_ages, interview_stage_totals,
                        interview_stage_tallies
                    """
                )
                for refill in refills { try await transaction.run(script: refill.sql) }
            }
            #expect(try await rows(bench) == kept)
        }
    }

    @Test("a recount mends all that is kept of its feeder, and leaves the others alone")
    func recount() async throws {
        try await InterviewsBench.run { (bench) async throws in
            var dice = HistoryPropertyTests.Dice(state: 4)
            var ids: [InterviewID] = []
            for candidate in 1...6 as ClosedRange<UInt64> {
                let feeder = candidate % 2 == 0 ? "Amazon" : "Google"
                ids.append(try await bench.begin(candidate, feeder: feeder).id)
            }
            for _ in 0..<80 {
                bench.clock.advance(.seconds(Int.random(in: 600...86_400, using: &dice)))
                try await Self.step(bench, try #require(ids.randomElement(using: &dice)), &dice)
            }
            let right = try await rows(bench)
            let amazon = NameID.of("Amazon")
            let spoilt: [Statement] = [
                "UPDATE interview_tallies SET count = count + 1 WHERE subject = \(amazon)",
                "UPDATE interview_totals SET count = count + 1 WHERE feeder = \(amazon)",
                "DELETE FROM interview_totals WHERE feeder = \(amazon)",
                "UPDATE interview_ages SET day = day + 1000 WHERE feeder = \(amazon)",
                "UPDATE interview_stage_totals SET overall = 1 WHERE feeder = \(amazon)",
                "UPDATE interview_stage_tallies SET count = 7 WHERE subject = \(amazon)",
                """
                UPDATE interview_stage_totals SET name_key = name_key || 'x'
                WHERE feeder = \(amazon)
                """,
            ]
            for statement in spoilt {
                try await bench.schema.owner.execute(statement)
                #expect(!(try await bench.ask(RecomputeFeeder(feeder: "Google")).corrected))
                #expect(try await bench.ask(RecomputeFeeder(feeder: "Amazon")).corrected)
                #expect(try await rows(bench) == right, "\(statement.sql)")
                #expect(!(try await bench.ask(RecomputeFeeder(feeder: "Amazon")).corrected))
            }
        }
    }

    /// All totals that are not zero, as text.
    private func rows(_ bench: InterviewsBench) async throws -> [String] {
        try await bench.schema.owner.rows(
            """
            SELECT t::text FROM interview_totals t WHERE t.count <> 0
            UNION ALL SELECT a::text FROM interview_ages a WHERE a.count <> 0
            UNION ALL SELECT s::text FROM interview_stage_totals s WHERE s.count <> 0
            UNION ALL SELECT s::text FROM interview_stage_tallies s WHERE s.count <> 0
            UNION ALL SELECT t::text FROM interview_tallies t WHERE t.count <> 0
            ORDER BY 1
            """
        )
    }

    /// Tries something with a process, whatever comes of it.
    static func step(
        _ bench: InterviewsBench,
        _ id: InterviewID,
        _ dice: inout HistoryPropertyTests.Dice
    ) async throws {
        let detail = try await bench.ask(GetInterview(id: id))
        let stage = detail.stages.randomElement(using: &dice)?.id
        let status = InterviewStatus.allCases.randomElement(using: &dice) ?? .onHold
        let name = ["Technical", "Phone screen", "Lunch"].randomElement(using: &dice) ?? ""
        // What is refused has changed nothing.
        switch (Int.random(in: 0..<10, using: &dice), stage) {
        case (0, let stage?):
            _ = try await bench.refusal(UpdateStage(stageID: stage, stageName: name))
        case (1, let stage?):
            _ = try await bench.refusal(RemoveStage(stageID: stage))
        case (2...4, let stage?):
            let rating = StageRating(Int.random(in: 1...5, using: &dice))
            let outcome = StageOutcome.allCases.randomElement(using: &dice) ?? .passed
            let request = RecordOutcome(
                stageID: stage,
                outcome: outcome,
                ratings: StageRatings(overallRating: rating),
                keepOpen: Bool.random(using: &dice)
            )
            _ = try await bench.refusal(request)
        case (5, _):
            _ = try await bench.refusal(ReopenInterview(id: id, reason: "A mistake."))
        case (6, _):
            _ = try await bench.refusal(CompleteInterview(id: id, finalStatus: status))
        case (7, _):
            let company = ["Acme", "Bolt"].randomElement(using: &dice)
            let feeder = ["Amazon", "Google"].randomElement(using: &dice) ?? ""
            let request = UpdateInterview(
                id: id,
                companyName: company,
                feederSource: .set(feeder)
            )
            _ = try await bench.refusal(request)
        case (8, _):
            _ = try await bench.refusal(MakeOffer(id: id))
        default:
            _ = try await bench.refusal(AddStage(id: id, stageName: name))
        }
    }
}
