import Contract
import Vocabulary

extension Dossier {
    /// Says that the end was a mistake, and undoes what it caused.
    mutating func reopen(
        to wanted: InterviewStatus?,
        note: String?,
        at moment: Moment
    ) throws(InterviewObjection) {
        guard status.isTerminal else { throw .notEnded(status) }
        let target = wanted ?? track.before ?? .inProgress
        guard StatusGraph.reopens(status).contains(target) else {
            throw .cannotReopen(to: target)
        }
        // Without an offer there is none to be out again.
        if target == .offerExtended, track.before != .offerExtended, track.settledOffer == nil {
            throw .cannotReopen(to: target)
        }
        undoEnd(to: target, Cause(change: nil, note: note), as: .reopened, at: moment)
    }

    /// Leads out of an end: the placement goes, cancelled stages are pending again, the offer is
    /// out again where the process goes back to it.
    mutating func undoEnd(
        to target: InterviewStatus,
        _ cause: Cause,
        as change: InterviewChangeKind,
        at moment: Moment
    ) {
        let settled = track.settledOffer
        let cancelled = Set(track.cancelledStages)
        let wasHeldFrom = track.heldFrom
        events.append(
            InterviewEvent(
                change,
                from: status.rawValue,
                to: target.rawValue,
                causedBy: cause.change,
                stageID: cause.stage,
                instant: moment.at
            )
        )
        interview.status = target
        interview.statusNote = cause.note
        interview.finalOutcome = nil
        track.movedBy = nil
        track.statusAt = moment.at
        track.before = nil
        track.reasonCode = nil
        track.endedAt = nil
        track.cancelledStages = []
        track.settledOffer = nil
        track.heldFrom = target == .onHold ? (wasHeldFrom ?? .inProgress) : nil
        track.heldSince = target == .onHold ? moment.at : nil
        for index in stages.indices
        where cancelled.contains(stages[index].id) && stages[index].outcome == .cancelled {
            setOutcome(.pending, of: index, .outcomeCorrected, causedBy: change)
        }
        unplace(causedBy: change)
        restoreOffer(settled, isOut: goesBackToOffer, at: moment, causedBy: change)
    }

    /// Whether an offer is out where the process is.
    private var goesBackToOffer: Bool {
        status == .offerExtended || (status == .onHold && track.heldFrom == .offerExtended)
    }

    private mutating func unplace(causedBy change: InterviewChangeKind) {
        guard let placement else { return }
        events.append(
            InterviewEvent(.placementUndone, causedBy: change, placementID: placement.id)
        )
        self.placement = nil
    }

    private mutating func restoreOffer(
        _ version: Int?,
        isOut: Bool,
        at moment: Moment,
        causedBy change: InterviewChangeKind
    ) {
        guard let version, let index = offers.firstIndex(where: { $0.version == version }) else {
            return
        }
        let status: OfferStatus = isOut ? .sent : .withdrawn
        guard offers[index].status != status else { return }
        setOffer(status, of: index, causedBy: change)
        offers[index].answeredAt = isOut ? nil : moment.at
    }
}
