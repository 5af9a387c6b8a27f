import Contract
import Vocabulary

extension Dossier {
    /// Records what came of a stage, and moves the process where that is its consequence.
    ///
    /// - Returns: whether it was a correction that left the process where it was.
    mutating func record(
        _ request: RecordOutcome,
        of index: Int,
        at moment: Moment
    ) throws(InterviewObjection) -> Bool {
        let old = stages[index].outcome
        let outcome = request.outcome
        try moment.check(request.completedDate, "completed_date")
        try checkDates(request, of: index)
        if old == .pending {
            guard outcome != .pending else { throw .outcomeNeeded }
            try checkOpen()
        } else if outcome == .pending {
            // What is pending again needs a process that goes on.
            guard !status.isTerminal || isMoved(by: stages[index].id) else {
                throw .ended(status, since: track.statusAt)
            }
        }
        if old == .passed, outcome == .failed, openOffer != nil, !request.keepOpen {
            throw .offerIsOut
        }
        note(request, of: index)
        guard outcome != old else {
            sayUpdated(index)
            return false
        }
        let isCorrection = old != .pending
        setOutcome(outcome, of: index, isCorrection ? .outcomeCorrected : .outcomeRecorded)
        let statusBefore = status
        let cause = Cause(
            change: isCorrection ? .outcomeCorrected : .outcomeRecorded,
            stage: stages[index].id
        )
        if isCorrection { takeBack(of: index, cause, at: moment) }
        try follow(index, cause, keepsOpen: request.keepOpen, at: moment)
        return isCorrection && status == statusBefore
    }

    /// Changes an outcome and says so, with the ratings that figures are counted from.
    mutating func setOutcome(
        _ outcome: StageOutcome,
        of index: Int,
        _ change: InterviewChangeKind,
        causedBy cause: InterviewChangeKind? = nil
    ) {
        events.append(
            InterviewEvent(
                change,
                from: stages[index].outcome.rawValue,
                to: outcome.rawValue,
                causedBy: cause,
                stageID: stages[index].id,
                stageKind: stages[index].stageKind,
                ratings: stages[index].ratings
            )
        )
        stages[index].outcome = outcome
    }

    /// Says that fields of a stage changed, with those that figures are counted from.
    mutating func sayUpdated(_ index: Int, fields: [String]? = nil) {
        events.append(
            InterviewEvent(
                .stageUpdated,
                stageID: stages[index].id,
                stageKind: stages[index].stageKind,
                stageName: .of(stages[index].stageName),
                ratings: stages[index].ratings,
                fields: fields
            )
        )
    }

    private func isMoved(by stage: StageID) -> Bool { track.movedBy == stage }

    private func checkDates(
        _ request: RecordOutcome,
        of index: Int
    ) throws(InterviewObjection) {
        let completed = request.completedDate ?? stages[index].completedDate
        if let completed, let scheduled = stages[index].scheduledDate, completed < scheduled {
            throw .completedBeforeScheduled
        }
    }

    private mutating func note(_ request: RecordOutcome, of index: Int) {
        if let ratings = request.ratings {
            let old = stages[index].ratings
            stages[index].ratings = StageRatings(
                overallRating: ratings.overallRating ?? old.overallRating,
                technicalRating: ratings.technicalRating ?? old.technicalRating,
                cultureFitRating: ratings.cultureFitRating ?? old.cultureFitRating,
                communicationRating: ratings.communicationRating ?? old.communicationRating
            )
        }
        if let feedback = request.feedback { stages[index].feedbackNotes = feedback }
        if let date = request.completedDate { stages[index].completedDate = date }
    }

    /// What this stage had done to the process is undone before its new outcome counts.
    private mutating func takeBack(of index: Int, _ cause: Cause, at moment: Moment) {
        let stage = stages[index]
        guard isMoved(by: stage.id) else { return }
        if status == .rejectedByCompany, stage.outcome != .failed {
            // The status before the end is where the rejection found it; an offer that the
            // rejection withdrew is out again with it.
            let before = track.before ?? .inProgress
            undoEnd(to: before, cause, as: .statusChanged, at: moment)
        } else if status == .offerExtended, stage.outcome != .passed, stage.outcome != .failed {
            backFromOffer(cause, at: moment)
        }
    }

    /// A failed stage rejects, a passed offer stage extends the offer.
    private mutating func follow(
        _ index: Int,
        _ cause: Cause,
        keepsOpen: Bool,
        at moment: Moment
    ) throws(InterviewObjection) {
        guard !status.isTerminal else { return }
        switch stages[index].outcome {
        case .failed where !keepsOpen: end(as: .rejectedByCompany, cause, at: moment)
        case .passed where stages[index].stageKind == .offer && openOffer == nil:
            try extendOffer(nil, cause, at: moment)
        case .pending, .passed, .failed, .cancelled, .noShow: break
        }
    }
}
