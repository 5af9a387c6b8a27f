import Contract
import Vocabulary

extension ProcessFacts {
    /// The facts that a process began with; `nil` where the event is not its first.
    init?(beginning event: InterviewEvent, at instant: Instant) {
        switch event.what {
        case .created, .imported:
            self.init(
                company: event.company ?? .none,
                feeder: event.feeder ?? .none,
                startedAt: event.instant ?? instant
            )
        case .updated, .statusChanged, .reopened, .stageAdded, .stageUpdated, .stageRemoved,
            .stageRescheduled, .outcomeRecorded, .outcomeCorrected, .offerChanged,
            .scorecardSubmitted, .placementMade, .placementUndone, .placementCorrected,
            .placementEnded:
            return nil
        }
    }

    /// What all events up to a moment, oldest first, say.
    static func replay(_ events: some Sequence<(event: InterviewEvent, at: Instant)>) -> Self? {
        var facts: Self?
        for (event, instant) in events {
            if facts == nil { facts = Self(beginning: event, at: instant) }
            facts?.apply(event, at: instant)
        }
        return facts
    }

    /// Takes in what happened next.
    mutating func apply(_ event: InterviewEvent, at instant: Instant) {
        switch event.what {
        case .updated:
            company = event.company ?? company
            feeder = event.feeder ?? feeder
            startedAt = event.instant ?? startedAt
        case .statusChanged, .reopened: applyStatus(event, at: instant)
        case .stageAdded, .stageUpdated, .stageRescheduled, .outcomeRecorded, .outcomeCorrected:
            applyStage(event)
        case .stageRemoved:
            if let stage = event.stageID { stages[stage] = nil }
        case .offerChanged:
            guard let offer = event.offer, let status = event.to.flatMap(OfferStatus.init) else {
                return
            }
            offers[offer] = status
            if status == .sent { hasBeenOffered = true }
        case .created, .imported, .scorecardSubmitted, .placementMade, .placementUndone,
            .placementCorrected, .placementEnded:
            break
        }
    }

    private mutating func applyStatus(_ event: InterviewEvent, at instant: Instant) {
        guard let next = event.to.flatMap(InterviewStatus.init) else { return }
        let instant = event.instant ?? instant
        if let since = heldSince {
            heldFor += instant - since
            heldSince = nil
        }
        if next == .onHold { heldSince = instant }
        status = next
        reasonCode = next.isTerminal ? event.reasonCode : nil
        endedAt = next.isTerminal ? instant : nil
    }

    private mutating func applyStage(_ event: InterviewEvent) {
        guard let id = event.stageID, let kind = event.stageKind else { return }
        var stage = stages[id] ?? StageFacts(kind: kind, outcome: .pending, ratings: .init())
        stage.kind = kind
        stage.name = event.stageName ?? stage.name
        if let ratings = event.ratings { stage.ratings = ratings }
        // Where an update names what it was and became, that is its place, not its outcome.
        if event.what != .stageUpdated, let outcome = event.to.flatMap(StageOutcome.init) {
            stage.outcome = outcome
        }
        stages[id] = stage
    }
}
