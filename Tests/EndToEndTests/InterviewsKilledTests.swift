import Contract
import Foundation
import Glibc
import Testing
import Vocabulary

extension EndToEnd {
    /// What was acknowledged of one process.
    private struct Life {
        let process: InterviewID
        let feeder: String
        let outcome: StageOutcome
        let status: InterviewStatus
    }

    @Test func `kill -9 of interviews loses nothing, doubles nothing, and figures stay right`()
        async throws
    {
        let vouch = try #require(Self.vouch)
        let office = try await InterviewsOffice.of(vouch)
        let isOver = Flag()
        let rounds = 6
        let lives = try await withThrowingTaskGroup(of: [Life].self) { group in
            for writer in 0..<4 {
                group.addTask {
                    var lives: [Life] = []
                    while !isOver.isSet {
                        lives.append(try await live(office, "Role \(writer)-\(lives.count)"))
                    }
                    return lives
                }
            }
            for _ in 0..<rounds {
                try await Task.sleep(for: .milliseconds(Int.random(in: 100...500)))
                let pid = try #require(try await vouch.status()["interviews"]?.pid)
                kill(pid, SIGKILL)
                _ = try await vouch.restarted("interviews", after: pid, within: .seconds(30))
            }
            isOver.set()
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(lives.count > rounds, "hardly anything was written")
        try await compare(lives, with: office)
    }

    /// One process through its life, each step repeated until it is acknowledged.
    private func live(_ office: InterviewsOffice, _ role: String) async throws -> Life {
        let turn = Int.random(in: 0..<3)
        let feeder = Bool.random() ? "Killed one" : "Killed two"
        let process = try await office.admin.acknowledged(
            CreateInterview(
                candidateID: office.candidate,
                companyName: "Killed",
                roleTitle: role,
                feederSource: feeder
            )
        )
        let stage = try await office.admin.acknowledged(
            AddStage(id: process.id, stageName: "Technical")
        )
        let outcome: StageOutcome = turn == 0 ? .failed : .passed
        _ = try await office.admin.acknowledged(
            RecordOutcome(stageID: stage.id, outcome: outcome)
        )
        guard turn == 1 else {
            return Life(
                process: process.id,
                feeder: feeder,
                outcome: outcome,
                status: turn == 0 ? .rejectedByCompany : .inProgress
            )
        }
        let hired = try await office.admin.acknowledged(
            CompleteInterview(id: process.id, finalStatus: .offerAccepted)
        )
        return Life(process: process.id, feeder: feeder, outcome: outcome, status: hired.status)
    }

    private func compare(_ lives: [Life], with office: InterviewsOffice) async throws {
        var there: [InterviewID] = []
        var cursor: Cursor?
        repeat {
            let page = try await office.admin.send(
                ListInterviews(company: "killed", cursor: cursor, limit: 200)
            )
            there += page.items.map(\.id)
            cursor = page.nextCursor
        } while cursor != nil
        #expect(there.count == lives.count && Set(there) == Set(lives.map(\.process)))
        for life in lives {
            let detail = try await office.admin.send(GetInterview(id: life.process))
            #expect(detail.interview.status == life.status)
            #expect(detail.stages.map(\.outcome) == [life.outcome])
            let history = try await office.admin.send(GetInterviewHistory(id: life.process)).items
            for what in [InterviewChangeKind.created, .stageAdded, .outcomeRecorded] {
                #expect(history.filter { $0.what == what }.count == 1, "\(what)")
            }
            let placed = history.filter { $0.what == .placementMade }.count
            #expect(placed == (life.status == .offerAccepted ? 1 : 0))
        }
        for feeder in Set(lives.map(\.feeder)) {
            let its = lives.filter { $0.feeder == feeder }
            let recount = try await office.admin.send(RecomputeFeeder(feeder: feeder))
            #expect(!recount.corrected, "\(feeder)")
            #expect(recount.figures.candidatesSourced == its.count)
            #expect(
                recount.figures.placements == its.filter { $0.status == .offerAccepted }.count
            )
        }
    }
}
