import Contract
import Testing
import Vocabulary

@testable import interviews

@Suite("Everybody sees what is theirs")
struct VisibilityTests {
    @Test("another organization finds nothing of ours, by any operation")
    func crossed() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let process = try await bench.begin()
            let stage = try await bench.ask(AddStage(id: process.id, stageName: "Technical"))
            try await bench.ask(MakeOffer(id: process.id))
            try await bench.ask(UpdateOffer(id: process.id, version: 1, status: .accepted))
            let job = try await bench.ask(ListPlacements(id: .number(1))).items[0]
            let date = try #require(CalendarDate("2026-05-04"))
            func isHidden(_ operation: some Contract.Operation) async throws -> Bool {
                try await bench.refusal(operation, as: .stranger)?.code == .notFound
            }
            #expect(try await isHidden(GetInterview(id: process.id)))
            #expect(try await isHidden(UpdateInterview(id: process.id, roleTitle: "X")))
            #expect(
                try await isHidden(CompleteInterview(id: process.id, finalStatus: .onHold))
            )
            #expect(try await isHidden(HoldInterview(id: process.id)))
            #expect(try await isHidden(ResumeInterview(id: process.id)))
            #expect(try await isHidden(ReopenInterview(id: process.id, reason: "x")))
            #expect(try await isHidden(GetInterviewHistory(id: process.id)))
            // In a body, it is the field that is wrong.
            let bulk = ChangeInterviews(action: .hold, ids: [process.id])
            let unknown = try await bench.refusal(bulk, as: .stranger)
            #expect(unknown?.errors.map(\.field) == ["ids[0]"])
            #expect(try await isHidden(ListStages(id: process.id)))
            #expect(try await isHidden(AddStage(id: process.id, stageName: "X")))
            #expect(try await isHidden(UpdateStage(stageID: stage.id, stageName: "X")))
            #expect(try await isHidden(RecordOutcome(stageID: stage.id, outcome: .passed)))
            #expect(try await isHidden(RemoveStage(stageID: stage.id)))
            #expect(try await isHidden(RescheduleStage(stageID: stage.id, scheduledDate: date)))
            #expect(
                try await isHidden(
                    SubmitScorecard(stageID: stage.id, ratings: .init(), recommendation: .yes)
                )
            )
            #expect(try await isHidden(ListScorecards(stageID: stage.id)))
            #expect(try await isHidden(MakeOffer(id: process.id)))
            #expect(try await isHidden(UpdateOffer(id: process.id, version: 1, status: .declined)))
            #expect(try await isHidden(EndPlacement(id: job.id, reason: .other, date: date)))
            #expect(try await isHidden(RecomputeFeeder(feeder: "Amazon")))
            #expect(try await bench.ask(ListInterviews(), as: .stranger).items.isEmpty)
            #expect(
                try await bench.ask(ListPlacements(id: .number(1)), as: .stranger).items.isEmpty
            )
            #expect(try await bench.ask(GetConversionRates(), as: .stranger).items.isEmpty)
            #expect(try await bench.ask(GetFunnel(), as: .stranger).totalStarted == 0)
            let export = try await bench.raw("GET", "/interviews/export.csv", as: .stranger)
            #expect(
                String(decoding: export.body, as: UTF8.self).split(separator: "\r\n").count == 1
            )
        }
    }

    @Test("a hiring manager sees the processes that name them, and no others")
    func hiringManagers() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let mine = try await bench.begin(1, manager: 31)
            let other = try await bench.begin(2, manager: 32)
            let asker = Asker.manager(31)
            #expect(try await bench.ask(ListInterviews(), as: asker).items.map(\.id) == [mine.id])
            #expect(try await bench.refusal(GetInterview(id: mine.id), as: asker) == nil)
            #expect(
                try await bench.refusal(GetInterview(id: other.id), as: asker)?.code == .notFound
            )
            #expect(
                try await bench.refusal(HoldInterview(id: other.id), as: asker)?.code == .notFound
            )
            let held = try await bench.ask(
                ChangeInterviews(action: .hold, company: "Acme"),
                as: asker
            )
            #expect(held.items.map(\.id) == [mine.id])
            #expect(try await bench.refusal(GetFunnel(), as: asker)?.code == .forbidden)
        }
    }

    @Test("an interviewer sees their own stages, and nobody's opinion before their own is in")
    func interviewers() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let process = try await bench.begin()
            let shared = try await bench.ask(
                AddStage(
                    id: process.id,
                    stageName: "Technical",
                    interviewerIDs: [.number(41), .number(42)]
                )
            )
            let other = try await bench.ask(AddStage(id: process.id, stageName: "Final"))
            try await bench.ask(
                RecordOutcome(
                    stageID: shared.id,
                    outcome: .passed,
                    ratings: StageRatings(overallRating: StageRating(5)),
                    feedback: "Brilliant."
                )
            )
            func card(_ rating: Int) throws -> SubmitScorecard {
                SubmitScorecard(
                    stageID: shared.id,
                    ratings: StageRatings(overallRating: StageRating(rating)),
                    recommendation: .yes,
                    skills: [ScorecardSkill(name: "Swift", rating: try #require(SkillRating(9)))]
                )
            }
            try await bench.ask(try card(2), as: .interviewer(41))
            // The second has not handed theirs in.
            let blind = Asker.interviewer(42)
            let before = try await bench.ask(GetInterview(id: process.id), as: blind)
            #expect(before.stages.map(\.id) == [shared.id])
            #expect(before.stages[0].feedbackNotes == nil)
            #expect(before.stages[0].ratings == StageRatings())
            #expect(before.stages[0].scorecardMeans == nil)
            #expect(before.interview.interviewScore == nil)
            #expect(before.offers.isEmpty)
            #expect(
                try await bench.ask(ListScorecards(stageID: shared.id), as: blind).items.isEmpty
            )
            #expect(
                try await bench.ask(GetInterviewHistory(id: process.id), as: blind).items.isEmpty
            )
            #expect(
                try await bench.refusal(ListScorecards(stageID: other.id), as: blind)?.code
                    == .notFound
            )
            // What was of a stage that is there no more was not theirs either.
            let gone = try await bench.ask(AddStage(id: process.id, stageName: "Lunch"))
            try await bench.ask(RemoveStage(stageID: gone.id))
            #expect(
                try await bench.ask(GetInterviewHistory(id: process.id), as: blind).items.isEmpty
            )
            try await bench.ask(try card(4), as: blind)
            let after = try await bench.ask(GetInterview(id: process.id), as: blind)
            #expect(after.stages[0].feedbackNotes == "Brilliant.")
            #expect(after.stages[0].scorecardMeans?.overallRating == 3)
            #expect(
                try await bench.ask(ListScorecards(stageID: shared.id), as: blind).items.count == 2
            )
            #expect(
                try await bench.ask(GetInterviewHistory(id: process.id), as: blind).items.count == 4
            )
            #expect(
                try await bench.refusal(try card(3), as: blind)?.reason == "scorecard_exists"
            )
            #expect(try await bench.refusal(try card(3), as: .recruiter)?.code == .forbidden)
            #expect(
                try await bench.refusal(GetInterview(id: process.id), as: .interviewer(43))?.code
                    == .notFound
            )
            #expect(
                try await bench.refusal(RemoveStage(stageID: shared.id))?.reason
                    == "stage_has_scorecards"
            )
        }
    }
}
