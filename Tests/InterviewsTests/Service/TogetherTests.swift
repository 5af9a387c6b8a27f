import Contract
import Postgres
import TestKit
import Testing
import Vocabulary

@testable import interviews

@Suite("Several people at the same moment")
struct TogetherTests {
    @Test("stages added at the same moment get different places")
    func stages() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let process = try await bench.begin()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...12 {
                    group.addTask {
                        try await bench.ask(
                            AddStage(id: process.id, stageName: "Stage \(number)")
                        )
                    }
                }
                try await group.waitForAll()
            }
            let stages = try await bench.ask(ListStages(id: process.id)).items
            #expect(stages.map(\.stageOrder) == Array(1...12))
        }
    }

    @Test("of two who edit the same version, the second is told")
    func edits() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let process = try await bench.begin()
            let read = try await bench.answer(GetInterview(id: process.id))
            #expect(read.tag == "\"1\"")
            let refusals = try await withThrowingTaskGroup(of: Refusal?.self) { group in
                for title in ["Editor", "Author"] {
                    group.addTask {
                        try await bench.refusal(
                            UpdateInterview(id: process.id, roleTitle: title),
                            ifMatch: "\"1\""
                        )
                    }
                }
                var refusals: [Refusal?] = []
                for try await refusal in group { refusals.append(refusal) }
                return refusals
            }
            #expect(refusals.compactMap(\.self).map(\.code) == [.preconditionFailed])
        }
    }

    @Test("of many who begin the same process, one does")
    func duplicates() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let begun = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 1...8 {
                    group.addTask {
                        try await bench.refusal(
                            CreateInterview(
                                candidateID: .number(1),
                                companyName: "Acme",
                                roleTitle: "Programmer"
                            )
                        ) == nil
                    }
                }
                var count = 0
                for try await isBegun in group where isBegun { count += 1 }
                return count
            }
            #expect(begun == 1)
        }
    }

    @Test("a request sent again under its key is done once and answered the same")
    func replay() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let request = CreateInterview(
                candidateID: .number(1),
                companyName: "Acme",
                roleTitle: "Programmer"
            )
            let bodies = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for _ in 1...6 {
                    group.addTask { try await bench.answer(request, key: "once").body }
                }
                var bodies: Set<[UInt8]> = []
                for try await body in group { bodies.insert(body) }
                return bodies
            }
            #expect(bodies.count == 1)
            #expect(try await bench.ask(ListInterviews()).items.count == 1)
            var other = request
            other.roleTitle = "Editor"
            #expect(try await bench.refusal(other, key: "once")?.code == .keyReused)
        }
    }

    @Test("many processes changed at once and single ones beside them do not wait in a circle")
    func bulk() async throws {
        try await InterviewsBench.run { (bench) async throws in
            var ids: [InterviewID] = []
            for candidate in 1...20 as ClosedRange<UInt64> {
                ids.append(try await bench.begin(candidate).id)
            }
            let all = ids
            for round in 0..<4 {
                let action: BulkAction = round % 2 == 0 ? .hold : .resume
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        try await bench.ask(ChangeInterviews(action: action, ids: all))
                    }
                    for id in all.reversed() {
                        // Refused where the other was quicker.
                        group.addTask {
                            _ =
                                try await action == .hold
                                ? bench.refusal(HoldInterview(id: id))
                                : bench.refusal(ResumeInterview(id: id))
                        }
                    }
                    try await group.waitForAll()
                }
            }
            // What the server counts reaches its figures within a second.
            try await Task.sleep(for: .milliseconds(1_500))
            let deadlocks: Int = try await bench.schema.admin.row(
                "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
            )
            #expect(deadlocks == 0)
            #expect(!(try await bench.ask(RecomputeFeeder(feeder: "Amazon"))).corrected)
        }
    }

    @Test("figures kept by many at once are those of the events")
    func figures() async throws {
        try await InterviewsBench.run { (bench) async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for candidate in 1...24 as ClosedRange<UInt64> {
                    group.addTask {
                        let feeder = candidate % 2 == 0 ? "Amazon" : "Google"
                        let process = try await bench.begin(candidate, feeder: feeder)
                        let stage = try await bench.ask(
                            AddStage(id: process.id, stageName: "Technical")
                        )
                        try await bench.ask(
                            RecordOutcome(
                                stageID: stage.id,
                                outcome: candidate % 3 == 0 ? .failed : .passed
                            )
                        )
                        if candidate % 3 == 1 {
                            try await bench.ask(
                                CompleteInterview(id: process.id, finalStatus: .offerAccepted)
                            )
                        }
                    }
                }
                try await group.waitForAll()
            }
            for feeder in ["amazon", "google"] {
                let recount = try await bench.ask(RecomputeFeeder(feeder: feeder))
                #expect(!recount.corrected)
                #expect(recount.figures.candidatesSourced == 12)
            }
            // And where what is kept is wrong, a recount says so and mends it.
            try await bench.schema.owner.execute(
                "UPDATE interview_tallies SET count = count + 1 WHERE scope = 'feeder'"
            )
            #expect(try await bench.ask(RecomputeFeeder(feeder: "Amazon")).corrected)
            let mended = try await bench.ask(RecomputeFeeder(feeder: "Amazon"))
            #expect(!mended.corrected && mended.figures.candidatesSourced == 12)
        }
    }
}
