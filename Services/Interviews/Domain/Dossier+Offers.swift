import Contract
import Vocabulary

extension Dossier {
    /// Makes the next version of an offer, and sends it unless it is to stay a draft.
    mutating func makeOffer(
        _ details: OfferDetails?,
        isSent: Bool,
        at moment: Moment
    ) throws(InterviewObjection) -> Offer {
        if isSent {
            try extendOffer(details ?? OfferDetails(), Cause(change: .offerChanged), at: moment)
        } else {
            try checkOpenToOffers()
            try addOffer(details ?? OfferDetails(), at: moment)
        }
        return offers[offers.count - 1]
    }

    /// Changes a draft.
    mutating func changeDraft(
        _ version: Int,
        _ details: OfferDetails
    ) throws(InterviewObjection) {
        let index = version - 1
        guard offers[index].status == .draft else { throw .offerIs(offers[index].status) }
        offers[index].offerDetails = details
        events.append(
            InterviewEvent(
                .offerChanged,
                from: OfferStatus.draft.rawValue,
                to: OfferStatus.draft.rawValue,
                offer: version,
                fields: ["offer_details"]
            )
        )
    }

    /// Sends a draft, or records what became of an offer that is out; the process moves with it.
    mutating func answerOffer(
        _ version: Int,
        _ status: OfferStatus,
        cause: Cause,
        at moment: Moment
    ) throws(InterviewObjection) {
        let offer = offers[version - 1]
        switch (status, offer.status) {
        case (.sent, .draft): try send(draft: version, cause, at: moment)
        case (.withdrawn, .draft): setOffer(.withdrawn, of: version - 1, causedBy: nil)
        case (.accepted, .sent):
            try check(.offerAccepted)
            end(as: .offerAccepted, cause, at: moment)
        case (.declined, .sent):
            try check(.offerDeclined)
            end(as: .offerDeclined, cause, at: moment)
        case (.withdrawn, .sent) where self.status == .onHold:
            settle(.withdrawn, at: moment, causedBy: nil)
            track.heldFrom = .inProgress
        case (.withdrawn, .sent): backFromOffer(cause, at: moment)
        case (.accepted, _), (.declined, _), (.withdrawn, _), (.sent, _):
            throw .offerIs(offer.status)
        case (.draft, _), (.expired, _), (.superseded, _): throw .offerCannotBecome(status)
        }
    }

    /// Sends an offer with these details, or the latest draft; the process has an offer out.
    mutating func extendOffer(
        _ details: OfferDetails?,
        _ cause: Cause,
        at moment: Moment
    ) throws(InterviewObjection) {
        if details == nil, let draft = offers.last, draft.status == .draft {
            return try send(draft: draft.version, cause, at: moment)
        }
        try checkOpenToOffers()
        try addOffer(details ?? OfferDetails(), at: moment)
        try send(draft: offers.count, cause, at: moment)
    }

    /// The candidate said yes. Where no offer is out, it was one by word of mouth.
    mutating func accept(
        _ details: OfferDetails?,
        _ cause: Cause,
        at moment: Moment
    ) throws(InterviewObjection) {
        if openOffer == nil || details != nil {
            try extendOffer(
                details,
                Cause(change: cause.change, stage: cause.stage),
                at: moment
            )
        }
        end(as: .offerAccepted, cause, at: moment)
    }

    /// Marks the offer that is out as expired. The process stays where it is.
    mutating func expireOffer(at moment: Moment) -> Bool {
        guard let offer = openOffer, let expiry = offer.offerDetails.expiresAt,
            expiry <= moment.at
        else { return false }
        settle(.expired, at: moment, causedBy: nil)
        return true
    }

    /// Puts what is out where it belongs, and withdraws what is still a draft once the process
    /// has ended.
    mutating func settle(
        _ status: OfferStatus,
        at moment: Moment,
        causedBy change: InterviewChangeKind?
    ) {
        for index in offers.indices {
            switch offers[index].status {
            case .sent: setOffer(status, of: index, causedBy: change)
            case .draft where self.status.isTerminal:
                setOffer(.withdrawn, of: index, causedBy: change)
            case .draft, .accepted, .declined, .withdrawn, .expired, .superseded: continue
            }
            offers[index].answeredAt = moment.at
        }
    }

    /// Changes the status of an offer and says so.
    mutating func setOffer(
        _ status: OfferStatus,
        of index: Int,
        causedBy change: InterviewChangeKind?
    ) {
        events.append(
            InterviewEvent(
                .offerChanged,
                from: offers[index].status.rawValue,
                to: status.rawValue,
                causedBy: change,
                offer: offers[index].version
            )
        )
        offers[index].status = status
    }

    /// Only an offer leads out of one that was declined; other ends stand.
    private func checkOpenToOffers() throws(InterviewObjection) {
        guard !status.isTerminal || status == .offerDeclined else {
            throw .ended(status, since: track.statusAt)
        }
    }

    private mutating func addOffer(
        _ details: OfferDetails,
        at moment: Moment
    ) throws(InterviewObjection) {
        guard offers.count < Limits.offers else { throw .tooMany("offers") }
        offers.append(
            Offer(
                version: offers.count + 1,
                status: .draft,
                offerDetails: details,
                createdAt: moment.at
            )
        )
        events.append(
            InterviewEvent(
                .offerChanged,
                to: OfferStatus.draft.rawValue,
                offer: offers.count
            )
        )
    }

    private mutating func send(
        draft version: Int,
        _ cause: Cause,
        at moment: Moment
    ) throws(InterviewObjection) {
        try checkOpenToOffers()
        let index = version - 1
        if let expiry = offers[index].offerDetails.expiresAt, expiry <= moment.at {
            throw .offerHasExpired
        }
        for other in offers.indices where offers[other].status == .sent {
            setOffer(.superseded, of: other, causedBy: .offerChanged)
            offers[other].answeredAt = moment.at
        }
        setOffer(.sent, of: index, causedBy: nil)
        offers[index].sentAt = moment.at
        interview.offerDetails = offers[index].offerDetails
        guard status != .offerExtended else { return }
        leaveHold(at: moment.at)
        track.heldFrom = nil
        if status.isTerminal { forgetEnd() }
        var cause = cause
        cause.change = cause.change ?? .offerChanged
        move(to: .offerExtended, cause, at: moment)
    }

    /// A new offer after one that was declined: the end is no end any more, and no mistake.
    private mutating func forgetEnd() {
        interview.finalOutcome = nil
        track.before = nil
        track.reasonCode = nil
        track.endedAt = nil
        track.cancelledStages = []
        track.settledOffer = nil
    }
}
