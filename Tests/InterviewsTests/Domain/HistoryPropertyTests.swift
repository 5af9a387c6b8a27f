import Contract
import Testing
import Vocabulary

@testable import interviews

@Suite("Random histories keep the rules")
struct HistoryPropertyTests {
    /// A generator that repeats itself.
    struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            // SplitMix64.
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
            return z ^ z >> 31
        }
    }

    @Test("no history leaves the graph", arguments: 0..<300 as Range<UInt64>)
    func graph(seed: UInt64) throws {
        let walk = Self.random(seed)
        var status = InterviewStatus.inProgress
        var heldFrom: InterviewStatus?
        for (event, _) in walk.history {
            guard event.what == .statusChanged || event.what == .reopened else { continue }
            let next = try #require(event.to.flatMap(InterviewStatus.init))
            #expect(event.from == status.rawValue)
            // A correction takes back what its stage had done; everything else is on the graph.
            let isTakenBack = event.causedBy == .outcomeCorrected && status == .rejectedByCompany
            let allowed =
                event.what == .reopened || isTakenBack
                ? StatusGraph.reopens(status)
                : StatusGraph.next(from: status, heldFrom: heldFrom)
            #expect(allowed.contains(next), "\(seed): \(status) → \(next)")
            if next == .onHold, !status.isTerminal { heldFrom = status }
            if next != .onHold, !next.isTerminal { heldFrom = nil }
            status = next
        }
        #expect(status == walk.dossier.status)
    }

    @Test("what holds of a process holds after any history", arguments: 0..<300 as Range<UInt64>)
    func invariants(seed: UInt64) {
        let dossier = Self.random(seed).dossier
        #expect(dossier.stages.map(\.stageOrder) == Array(1..<dossier.stages.count + 1))
        #expect(dossier.offers.map(\.version) == Array(1..<dossier.offers.count + 1))
        let out = dossier.offers.filter { $0.status == .sent }.count
        #expect(out <= 1)
        if dossier.status.isTerminal {
            #expect(out == 0)
            #expect(!dossier.stages.contains { $0.outcome == .pending })
        }
        #expect((dossier.interview.finalOutcome != nil) == dossier.status.isTerminal)
        #expect((dossier.placement != nil) == (dossier.status == .offerAccepted))
        #expect((dossier.track.heldSince != nil) == (dossier.status == .onHold))
        #expect(dossier.offers.filter { $0.status == .accepted }.count <= 1)
    }

    @Test("figures kept step by step are those of the events", arguments: 0..<300 as Range<UInt64>)
    func figures(seed: UInt64) throws {
        let walk = Self.random(seed)
        let replayed = try #require(ProcessFacts.replay(walk.history))
        #expect(replayed == walk.dossier.facts, "\(seed)")
        var counts: [Metric: Int] = [:]
        var facts: ProcessFacts?
        for index in walk.history.indices {
            let now = try #require(ProcessFacts.replay(walk.history[...index]))
            for movement in Movement.between(facts, now) {
                counts[movement.metric, default: 0] += movement.change
            }
            facts = now
        }
        #expect(counts.filter { $0.value != 0 } == walk.dossier.facts.figures)
    }

    /// A process that a number of people do whatever comes to their minds with.
    static func random(_ seed: UInt64) -> Walk {
        var dice = Dice(state: seed)
        var walk = Walk()
        for _ in 0..<Int.random(in: 5...40, using: &dice) {
            // What is refused has changed nothing.
            try? step(&walk, &dice)
        }
        return walk
    }

    private static func step(_ walk: inout Walk, _ dice: inout Dice) throws {
        let stage = walk.dossier.stages.randomElement(using: &dice)?.id
        switch Int.random(in: 0..<12, using: &dice) {
        case 0, 1: try walk.stage("Stage", StageKind.allCases.randomElement(using: &dice))
        case 2, 3, 4:
            guard let stage, let outcome = StageOutcome.allCases.randomElement(using: &dice) else {
                return
            }
            try walk.record(
                stage,
                outcome,
                rating: Bool.random(using: &dice) ? Int.random(in: 1...5, using: &dice) : nil,
                keepOpen: Bool.random(using: &dice)
            )
        case 5, 6:
            guard let status = InterviewStatus.allCases.randomElement(using: &dice) else { return }
            try walk.complete(status)
        case 7:
            let targets: [InterviewStatus?] = [nil, .inProgress, .onHold, .offerExtended]
            let target = targets.randomElement(using: &dice) ?? nil
            try walk.then { try $0.reopen(to: target, note: nil, at: $1) }
        case 8:
            let isSent = Bool.random(using: &dice)
            try walk.then { _ = try $0.makeOffer(nil, isSent: isSent, at: $1) }
        case 9:
            guard let offer = walk.dossier.offers.randomElement(using: &dice),
                let status = OfferStatus.allCases.randomElement(using: &dice)
            else { return }
            try walk.then { try $0.answerOffer(offer.version, status, cause: Cause(), at: $1) }
        case 10:
            guard let index = walk.dossier.stages.indices.randomElement(using: &dice) else {
                return
            }
            let request = RescheduleStage(stageID: walk.dossier.stages[index].id)
            try walk.then { dossier, _ in try dossier.reschedule(request, at: index) }
        default:
            let feeder = ["Amazon", "Google", nil].randomElement(using: &dice) ?? nil
            let change: Patch<String> = feeder.map(Patch.set) ?? .clear
            try walk.then {
                try $0.update(
                    UpdateInterview(id: $0.interview.id, feederSource: change),
                    at: $1
                )
            }
        }
    }
}
