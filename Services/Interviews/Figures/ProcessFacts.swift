import Contract
import Vocabulary

/// What reports count of a process: of one as it stands, or as its events say it stood.
struct ProcessFacts: Hashable, Sendable {
    /// A stage, as far as it is counted.
    struct StageFacts: Hashable, Sendable {
        var kind: StageKind
        /// Nothing where its events are from before they told it.
        var name: NameID?
        var outcome: StageOutcome
        var ratings: StageRatings
    }

    var company: NameID
    var feeder: NameID
    var startedAt: Instant
    var status = InterviewStatus.inProgress
    var reasonCode: String?
    var endedAt: Instant?
    var heldSince: Instant?
    var heldFor: Duration = .zero
    var stages: [StageID: StageFacts] = [:]
    var offers: [Int: OfferStatus] = [:]
    /// Whether an offer was ever sent.
    var hasBeenOffered = false

    /// The day that reports count it under.
    var startedOn: CalendarDate { startedAt.date ?? .earliest }

    /// How long it took, or has taken until then, without the time on hold. What ends before it
    /// begins, in somebody's records, took no time.
    func duration(until instant: Instant) -> Duration {
        let end = endedAt ?? instant
        let held = heldFor + (heldSince.map { max(.zero, instant - $0) } ?? .zero)
        return max(.zero, end - startedAt - held)
    }
}

extension Dossier {
    /// What reports count of it.
    var facts: ProcessFacts {
        var facts = ProcessFacts(
            company: .of(interview.companyName),
            feeder: .of(interview.feederSource),
            startedAt: track.startedAt,
            status: status,
            reasonCode: track.reasonCode,
            endedAt: track.endedAt,
            heldSince: track.heldSince,
            heldFor: track.heldFor
        )
        for stage in stages {
            facts.stages[stage.id] = ProcessFacts.StageFacts(
                kind: stage.stageKind,
                name: .of(stage.stageName),
                outcome: stage.outcome,
                ratings: stage.ratings
            )
        }
        for offer in offers {
            facts.offers[offer.version] = offer.status
            if offer.sentAt != nil { facts.hasBeenOffered = true }
        }
        return facts
    }
}
