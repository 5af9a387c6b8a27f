import Contract
import Vocabulary

/// Why a process moves.
struct Cause: Hashable, Sendable {
    /// The change that brought it about.
    var change: InterviewChangeKind?
    /// The stage whose outcome did.
    var stage: StageID?
    /// A reason code of the organization.
    var reasonCode: String?
    /// In words.
    var note: String?
    /// When it ended, where that was before it is recorded.
    var endedAt: Instant?
}

extension Dossier {
    /// Moves the process to any state that is allowed next.
    mutating func complete(
        _ status: InterviewStatus,
        details: OfferDetails?,
        cause: Cause,
        at moment: Moment
    ) throws(InterviewObjection) {
        if status == .rejectedByCompany, let reason = cause.reasonCode,
            InterviewStatus.reasonsThatAreNone.contains(reason)
        {
            throw .notARejection(reason: reason)
        }
        try check(status)
        switch status {
        case .onHold: hold(cause, at: moment)
        case .inProgress where self.status == .onHold: resume(cause, at: moment)
        case .inProgress: backFromOffer(cause, at: moment)
        case .offerExtended where self.status == .onHold && openOffer != nil && details == nil:
            resume(cause, at: moment)
        case .offerExtended: try extendOffer(details, cause, at: moment)
        case .offerAccepted: try accept(details, cause, at: moment)
        case .offerDeclined, .rejectedByCompany, .candidateWithdrew, .roleClosed:
            end(as: status, cause, at: moment)
        }
    }

    /// Lets the process wait.
    mutating func putOnHold(_ cause: Cause, at moment: Moment) throws(InterviewObjection) {
        try check(.onHold)
        hold(cause, at: moment)
    }

    /// Takes the process back from hold.
    mutating func takeUp(_ cause: Cause, at moment: Moment) throws(InterviewObjection) {
        guard status == .onHold else {
            if status.isTerminal { throw .ended(status, since: track.statusAt) }
            throw .cannotGo(to: status, from: status, allowed: allowedNext)
        }
        resume(cause, at: moment)
    }

    /// Refuses a state that is not allowed next.
    func check(_ status: InterviewStatus) throws(InterviewObjection) {
        guard !allowedNext.contains(status) else { return }
        if self.status.isTerminal { throw .ended(self.status, since: track.statusAt) }
        throw .cannotGo(to: status, from: self.status, allowed: allowedNext)
    }

    /// Refuses whatever an ended process cannot have.
    func checkOpen() throws(InterviewObjection) {
        if status.isTerminal { throw .ended(status, since: track.statusAt) }
    }

    private mutating func hold(_ cause: Cause, at moment: Moment) {
        track.heldFrom = status
        track.heldSince = moment.at
        move(to: .onHold, cause, at: moment)
    }

    private mutating func resume(_ cause: Cause, at moment: Moment) {
        let status = track.heldFrom ?? .inProgress
        leaveHold(at: moment.at)
        track.heldFrom = nil
        move(to: status, cause, at: moment)
    }

    /// From an offer that is taken back.
    mutating func backFromOffer(_ cause: Cause, at moment: Moment) {
        settle(.withdrawn, at: moment, causedBy: .statusChanged)
        move(to: .inProgress, cause, at: moment)
    }

    /// Ends the process: what is pending is cancelled, the offer that is out is settled.
    mutating func end(as status: InterviewStatus, _ cause: Cause, at moment: Moment) {
        let before = self.status
        leaveHold(at: moment.at)
        track.before = before
        track.reasonCode = cause.reasonCode
        track.endedAt = cause.endedAt ?? moment.at
        move(to: status, cause, at: moment)
        interview.finalOutcome = cause.reasonCode ?? status.rawValue
        cancelPendingStages(at: moment)
        track.settledOffer = openOffer?.version
        switch status {
        case .offerAccepted: settle(.accepted, at: moment, causedBy: .statusChanged)
        case .offerDeclined, .candidateWithdrew:
            settle(.declined, at: moment, causedBy: .statusChanged)
        case .inProgress, .onHold, .offerExtended, .rejectedByCompany, .roleClosed:
            settle(.withdrawn, at: moment, causedBy: .statusChanged)
        }
        if status == .offerAccepted { place(cause, at: moment) }
    }

    /// Changes the status and says so. Whatever else belongs to it is for the caller to do.
    mutating func move(to status: InterviewStatus, _ cause: Cause, at moment: Moment) {
        events.append(
            InterviewEvent(
                .statusChanged,
                from: self.status.rawValue,
                to: status.rawValue,
                causedBy: cause.change,
                stageID: cause.stage,
                reasonCode: cause.reasonCode,
                instant: cause.endedAt ?? moment.at
            )
        )
        interview.status = status
        interview.statusNote = cause.note
        track.movedBy = cause.stage
        track.statusAt = moment.at
    }

    /// Adds the time on hold to what was held before.
    mutating func leaveHold(at instant: Instant) {
        guard let since = track.heldSince else { return }
        track.heldFor += instant - since
        track.heldSince = nil
    }

    private mutating func cancelPendingStages(at moment: Moment) {
        track.cancelledStages = []
        for index in stages.indices where stages[index].outcome == .pending {
            track.cancelledStages.append(stages[index].id)
            setOutcome(.cancelled, of: index, .outcomeRecorded, causedBy: .statusChanged)
        }
    }

    private mutating func place(_ cause: Cause, at moment: Moment) {
        let placement = Placement(
            id: moment.identifiers.next(),
            candidateID: interview.candidateID,
            interviewProcessID: interview.id,
            companyName: interview.companyName,
            roleTitle: interview.roleTitle,
            placementDate: cause.endedAt?.date ?? moment.today,
            offerDetails: interview.offerDetails,
            version: 1
        )
        self.placement = placement
        events.append(
            InterviewEvent(
                .placementMade,
                causedBy: .statusChanged,
                instant: cause.endedAt,
                placementID: placement.id
            )
        )
    }
}
