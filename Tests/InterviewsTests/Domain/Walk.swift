import Contract
import Synchronization
import Vocabulary

@testable import interviews

/// Time that a test moves, and identifiers that count up.
final class TestClock: Sendable {
    private let time: Mutex<Instant>
    private let bits = Mutex<UInt64>(0)

    init(_ start: Instant = Instant(seconds: 1_772_355_600)) { time = Mutex(start) }

    var now: Instant { time.withLock { $0 } }

    func advance(_ duration: Duration) { time.withLock { $0 = $0 + duration } }

    func advance(days: Int) { advance(.seconds(86_400 * days)) }

    var identifiers: IdentifierSource {
        IdentifierSource(
            now: { self.now },
            bits: {
                self.bits.withLock {
                    $0 += 1
                    return $0
                }
            }
        )
    }

    var moment: Moment { Moment(at: now, identifiers: identifiers) }
}

extension Identifier {
    /// An identifier with a number at its end.
    static func number(_ number: UInt64) -> Self {
        Self(UUID128(high: 0x0198_F3A0_0000_7000, low: 0x8000_0000_0000_0000 | number))
    }
}

/// A process that a test leads through its life, a day at a time.
struct Walk {
    let clock = TestClock()
    var dossier: Dossier
    /// Everything that happened, as it would be kept.
    var history: [(event: InterviewEvent, at: Instant)] = []

    init(company: String = "Acme", feeder: String? = "Amazon") {
        dossier = Dossier(
            CreateInterview(
                candidateID: .number(3),
                companyName: company,
                roleTitle: "Programmer",
                feederSource: feeder
            ),
            of: .number(1),
            at: clock.moment
        )
        take()
    }

    /// Does something on the next day.
    @discardableResult
    mutating func then<Result>(
        _ body: (inout Dossier, Moment) throws -> Result
    ) rethrows -> Result {
        clock.advance(days: 1)
        let was = dossier
        do {
            let result = try body(&dossier, clock.moment)
            dossier.stamp(since: was, at: clock.now)
            take()
            return result
        } catch {
            dossier = was
            throw error
        }
    }

    mutating func complete(_ status: InterviewStatus, reason: String? = nil) throws {
        try then {
            try $0.complete(status, details: nil, cause: Cause(reasonCode: reason), at: $1)
        }
    }

    @discardableResult
    mutating func stage(_ name: String = "Technical", _ kind: StageKind? = nil) throws -> StageID {
        try then {
            let request = AddStage(id: $0.interview.id, stageName: name, stageKind: kind)
            return try $0.add(request, at: $1).id
        }
    }

    /// Records an outcome; true where it left the process unchanged.
    @discardableResult
    mutating func record(
        _ stage: StageID,
        _ outcome: StageOutcome,
        rating: Int? = nil,
        keepOpen: Bool = false
    ) throws -> Bool {
        let request = RecordOutcome(
            stageID: stage,
            outcome: outcome,
            ratings: rating.map { StageRatings(overallRating: StageRating($0)) },
            keepOpen: keepOpen
        )
        return try then { dossier, moment in
            let index = dossier.stages.firstIndex { $0.id == stage } ?? 0
            return try dossier.record(request, of: index, at: moment)
        }
    }

    private mutating func take() {
        history += dossier.events.map { ($0, clock.now) }
        dossier.events = []
    }
}
