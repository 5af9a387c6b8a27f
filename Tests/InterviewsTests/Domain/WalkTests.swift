import Contract
import Testing
import Vocabulary

@testable import interviews

@Suite("A process moves as people mean it")
struct WalkTests {
    @Test("a candidate withdraws after the offer: the offer is declined, nothing else is open")
    func withdrawsAfterOffer() throws {
        var walk = Walk()
        let stage = try walk.stage()
        try walk.complete(.offerExtended)
        try walk.complete(.candidateWithdrew, reason: "withdrew_other_offer")
        #expect(walk.dossier.offers.map(\.status) == [.declined])
        #expect(walk.dossier.stage(stage)?.outcome == .cancelled)
        #expect(walk.dossier.interview.finalOutcome == "withdrew_other_offer")
        #expect(walk.dossier.allowedNext.isEmpty)
        #expect(walk.dossier.facts.figures[.answered] == 1)
    }

    @Test("an offer is extended again after a decline, as a new fact")
    func offerAfterDecline() throws {
        var walk = Walk()
        try walk.complete(.offerExtended)
        try walk.complete(.offerDeclined)
        #expect(walk.dossier.allowedNext == [.offerExtended])
        let offer = try walk.then { try $0.makeOffer(nil, isSent: true, at: $1) }
        #expect(offer.version == 2)
        #expect(walk.dossier.status == .offerExtended)
        #expect(walk.dossier.interview.finalOutcome == nil)
        try walk.complete(.offerAccepted)
        #expect(walk.dossier.offers.map(\.status) == [.declined, .accepted])
        // Both answers stay: nothing was a mistake.
        #expect(walk.dossier.facts.figures[.answered] == 2)
        #expect(walk.dossier.facts.figures[.accepted] == 1)
    }

    @Test("a failed stage that is passed after all brings back the process that it had rejected")
    func correctedStageThatRejected() throws {
        var walk = Walk()
        let first = try walk.stage()
        let second = try walk.stage("Final")
        #expect(try walk.record(first, .failed) == false)
        #expect(walk.dossier.status == .rejectedByCompany)
        #expect(walk.dossier.stage(second)?.outcome == .cancelled)
        #expect(try walk.record(first, .passed) == false)
        #expect(walk.dossier.status == .inProgress)
        #expect(walk.dossier.stage(second)?.outcome == .pending)
        #expect(walk.dossier.interview.finalOutcome == nil)
    }

    @Test("a failed stage that is passed after all does not touch a rejection it did not cause")
    func correctedStageThatDidNotReject() throws {
        var walk = Walk()
        let first = try walk.stage()
        try walk.record(first, .failed, keepOpen: true)
        try walk.complete(.rejectedByCompany, reason: "compensation")
        #expect(try walk.record(first, .passed))
        #expect(walk.dossier.status == .rejectedByCompany)
        #expect(walk.dossier.stage(first)?.outcome == .passed)
        #expect(walk.history.contains { $0.event.what == .outcomeCorrected })
    }

    @Test("a job is called as its process is, and says so when that is corrected")
    func correctedJob() throws {
        var walk = Walk()
        try walk.complete(.offerAccepted)
        let job = try #require(walk.dossier.placement)
        let id = walk.dossier.interview.id
        try walk.then {
            let request = UpdateInterview(id: id, companyName: "Other", roleTitle: "Author")
            try $0.update(request, at: $1)
        }
        #expect(walk.dossier.placement?.companyName == "Other")
        #expect(walk.dossier.placement?.roleTitle == "Author")
        #expect(walk.dossier.placement?.version == job.version + 1)
        #expect(walk.history.last?.event.what == .placementCorrected)
        #expect(walk.history.last?.event.placementID == job.id)
        try walk.then {
            try $0.update(UpdateInterview(id: id, recruiterName: .set("Eve")), at: $1)
        }
        #expect(walk.history.last?.event.what == .updated)
    }

    @Test("a second offer supersedes the first, and one at a time is out")
    func twoOffers() throws {
        var walk = Walk()
        for _ in 1...2 { try walk.then { _ = try $0.makeOffer(nil, isSent: true, at: $1) } }
        #expect(walk.dossier.offers.map(\.status) == [.superseded, .sent])
        #expect(walk.dossier.status == .offerExtended)
        try walk.then {
            try $0.answerOffer(2, .accepted, cause: Cause(), at: $1)
        }
        #expect(walk.dossier.status == .offerAccepted)
        #expect(throws: InterviewObjection.offerIs(.superseded)) {
            try walk.then { try $0.answerOffer(1, .accepted, cause: Cause(), at: $1) }
        }
    }

    @Test("an offer expires and the process stays; a new offer or an answer goes on from there")
    func offerExpires() throws {
        var walk = Walk()
        let details = OfferDetails(expiresAt: walk.clock.now + .seconds(3 * 86_400))
        try walk.then { _ = try $0.makeOffer(details, isSent: true, at: $1) }
        #expect(walk.then { $0.expireOffer(at: $1) } == false)
        #expect(walk.then { $0.expireOffer(at: $1) })
        #expect(walk.then { $0.expireOffer(at: $1) } == false)
        #expect(walk.dossier.offers.map(\.status) == [.expired])
        #expect(walk.dossier.status == .offerExtended)
        try walk.complete(.offerDeclined)
        #expect(walk.dossier.facts.figures[.answered] == nil)
        try walk.then { try $0.reopen(to: nil, note: "Misheard.", at: $1) }
        #expect(walk.dossier.status == .offerExtended)
    }

    @Test("a no-show gets a new date: another attempt, no correction")
    func noShow() throws {
        var walk = Walk()
        let stage = try walk.stage()
        try walk.record(stage, .noShow)
        try walk.then { dossier, _ in
            let request = RescheduleStage(
                stageID: stage,
                scheduledDate: CalendarDate("2026-04-01"),
                noShowBy: .candidate
            )
            try dossier.reschedule(request, at: 0)
        }
        let after = try #require(walk.dossier.stage(stage))
        #expect((after.attempt, after.outcome, after.noShowBy) == (2, .pending, .candidate))
        try walk.record(stage, .passed)
        #expect(!walk.history.contains { $0.event.what == .outcomeCorrected })
    }

    @Test("on hold, outcomes are recorded without resuming, and it comes back where it was")
    func hold() throws {
        var walk = Walk()
        let stage = try walk.stage()
        try walk.complete(.offerExtended)
        try walk.complete(.onHold)
        try walk.record(stage, .passed)
        #expect(walk.dossier.status == .onHold)
        #expect(!walk.dossier.allowedNext.contains(.inProgress))
        try walk.then { try $0.takeUp(Cause(), at: $1) }
        #expect(walk.dossier.status == .offerExtended)
        #expect(walk.dossier.track.heldFor == .seconds(2 * 86_400))
    }

    @Test("a hire undone as a mistake goes, with its placement and its figures")
    func hireUndone() throws {
        var walk = Walk()
        try walk.complete(.offerExtended)
        try walk.complete(.offerAccepted)
        #expect(walk.dossier.placement?.companyName == "Acme")
        try walk.then { try $0.reopen(to: nil, note: "Wrong person.", at: $1) }
        #expect(walk.dossier.status == .offerExtended)
        #expect(walk.dossier.placement == nil)
        #expect(walk.dossier.offers.map(\.status) == [.sent])
        #expect(walk.dossier.facts.figures[.status(.offerAccepted)] == nil)
    }

    @Test("a hire that ends after two months remains a hire")
    func hireEnds() throws {
        var walk = Walk()
        try walk.complete(.offerAccepted)
        // By word of mouth: both events are written.
        let moves = walk.history.filter { $0.event.what == .statusChanged }.map(\.event.to)
        #expect(moves == ["offer_extended", "offer_accepted"])
        walk.clock.advance(days: 61)
        let end = try #require(walk.clock.now.date)
        _ = try walk.then { dossier, _ in try dossier.endPlacement(.resigned, on: end) }
        #expect(walk.dossier.status == .offerAccepted)
        #expect(walk.dossier.placement?.endedOn == end)
        #expect(walk.dossier.facts.figures[.status(.offerAccepted)] == 1)
        #expect(throws: InterviewObjection.placementEnded(on: end)) {
            try walk.then { dossier, _ in _ = try dossier.endPlacement(.other, on: end) }
        }
    }

    @Test("passing an offer stage extends the offer; no stage is one by its name")
    func offerStage() throws {
        var walk = Walk()
        let named = try walk.stage("Offer discussion")
        #expect(walk.dossier.stage(named)?.stageKind == .other)
        try walk.record(named, .passed)
        #expect(walk.dossier.status == .inProgress)
        let offer = try walk.stage("Offer", .offer)
        try walk.record(offer, .passed)
        #expect(walk.dossier.status == .offerExtended)
        #expect(throws: InterviewObjection.offerIsOut) { try walk.record(offer, .failed) }
        try walk.record(offer, .cancelled)
        #expect(walk.dossier.status == .inProgress)
        #expect(walk.dossier.offers.map(\.status) == [.withdrawn])
    }

    @Test("places are without gaps, and decided stages keep theirs")
    func places() throws {
        var walk = Walk()
        let first = try walk.stage("Phone screen")
        try walk.record(first, .passed)
        let last = try walk.stage("Onsite")
        let middle = try walk.then {
            try $0.add(
                AddStage(id: $0.interview.id, stageName: "Coding", stageOrder: 2),
                at: $1
            ).id
        }
        #expect(walk.dossier.stages.map(\.id) == [first, middle, last])
        #expect(walk.dossier.stages.map(\.stageOrder) == [1, 2, 3])
        #expect(throws: InterviewObjection.placeOfStage(allowed: 2...4)) {
            try walk.then {
                _ = try $0.add(
                    AddStage(id: $0.interview.id, stageName: "X", stageOrder: 1),
                    at: $1
                )
            }
        }
        try walk.then { dossier, _ in try dossier.removeStage(at: 1) }
        #expect(walk.dossier.stages.map(\.stageOrder) == [1, 2])
        #expect(throws: InterviewObjection.stageIsDecided(.passed)) {
            try walk.then { dossier, _ in try dossier.removeStage(at: 0) }
        }
    }

    @Test("a refusal says when it ended and names the way out")
    func wayOut() throws {
        var walk = Walk()
        walk.clock.advance(days: 10)
        try walk.complete(.rejectedByCompany)
        let objection = #expect(throws: InterviewObjection.self) {
            try walk.complete(.offerExtended)
        }
        #expect(
            objection?.refusal.detail
                == "This process was rejected on 12 March 2026: reopen it first."
        )
        #expect(throws: InterviewObjection.notARejection(reason: "role_closed")) {
            var other = Walk()
            try other.complete(.rejectedByCompany, reason: "role_closed")
        }
    }
}
