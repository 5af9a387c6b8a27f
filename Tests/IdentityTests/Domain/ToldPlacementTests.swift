import Contract
import Testing
import Vocabulary

@testable import identity

@Suite("What is told of a candidate's jobs")
struct ToldPlacementTests {
    private let now = Instant(seconds: 1_800_000_000)

    private func job(_ company: String, ended: String? = nil) -> PlacementRecord {
        PlacementRecord(
            companyName: company,
            roleTitle: "R",
            placedOn: .literal("2026-03-01"),
            endedOn: ended.map { .literal($0) },
            offerDetails: OfferDetails(bonus: "One month")
        )
    }

    @Test("a job is made, corrected, ended and taken back; each is one change of the record")
    func changes() throws {
        var record = CandidateRecord(CandidateID(1), .ada, from: .recruiter, at: now)
        let steps: [(PlacementRecord?, CandidateChangeKind?)] = [
            (job("A"), .placed), (job("A"), nil), (job("B"), .placementCorrected),
            (job("B", ended: "2026-05-01"), .placementEnded), (nil, .placementUndone), (nil, nil),
        ]
        var version = 1
        for (index, step) in steps.enumerated() {
            let told = ToldPlacement(id: PlacementID(5), version: 10 + index, record: step.0)
            let happened = try record.take(told, at: now + .seconds(index))
            #expect(happened?.what == step.1, "step \(index)")
            if happened != nil { version += 1 }
            #expect(record.candidate.version == version)
            #expect(record.candidate.placementHistory == [step.0].compactMap(\.self))
            #expect(record.placements.map(\.version) == [10 + index])
        }
    }

    @Test("whatever comes twice or late, the last one told stands")
    func anyOrder() throws {
        let states = [job("A"), job("B"), job("B", ended: "2026-05-01"), nil]
        var random = SystemRandomNumberGenerator()
        for length in [2, 3, 4] {
            for _ in 0..<50 {
                let messages = states.prefix(length).enumerated().map {
                    ToldPlacement(id: PlacementID(5), version: $0, record: $1)
                }
                var record = CandidateRecord(CandidateID(1), .ada, from: .recruiter, at: now)
                let sent = (messages + messages).shuffled(using: &random)
                for told in sent { _ = try record.take(told, at: now) }
                let last = [states[length - 1]].compactMap(\.self)
                #expect(record.candidate.placementHistory == last, "\(sent.map(\.version))")
            }
        }
    }

    @Test("a record holds so many, and no more")
    func limit() throws {
        var record = CandidateRecord(CandidateID(1), .ada, from: .recruiter, at: now)
        for number in 1...UInt64(Limits.listItems) {
            let told = ToldPlacement(id: PlacementID(number), version: 1, record: job("A"))
            _ = try record.take(told, at: now)
        }
        let more = ToldPlacement(id: PlacementID(999), version: 1, record: job("A"))
        #expect(throws: CandidateError.tooManyPlacements) { try record.take(more, at: now) }
        let known = ToldPlacement(id: PlacementID(3), version: 2, record: nil)
        #expect(try record.take(known, at: now)?.what == .placementUndone)
    }

    @Test("offers are for administrators, recruiters and keys", arguments: Role.allCases)
    func offers(role: Role) throws {
        var record = CandidateRecord(CandidateID(1), .ada, from: .recruiter, at: now)
        let told = ToldPlacement(id: PlacementID(1), version: 1, record: job("A"))
        _ = try record.take(told, at: now)
        let member = Principal.user(UserID(1), of: OrganizationID(1), as: role)
        let seen = record.candidate.seen(by: member).placementHistory[0]
        #expect((seen.offerDetails != nil) == (role == .admin || role == .recruiter))
        #expect(seen.companyName == "A")
    }
}
