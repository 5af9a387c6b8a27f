import Contract
import Glibc
import HTTP
import Testing
import Vocabulary

extension EndToEnd {
    @Test func `A job shows in the candidate's record, and goes when it is taken back`()
        async throws
    {
        let vouch = try #require(Self.vouch)
        let office = try await InterviewsOffice.of(vouch)
        let admin = office.admin
        let candidate = try await admin.send(CreateCandidate(fields: .init(name: "Placed"))).id
        let process = try await hire(candidate, admin)
        var seen = try await candidateOnceTrue(candidate, admin) { $0.placementHistory.count == 1 }
        let shown = try #require(seen.placementHistory.first)
        #expect(shown.companyName == "Placing" && shown.offerDetails?.bonus == "One month")
        #expect(seen.version == 2)
        // Somebody who may not see offers sees the job without what was accepted.
        let plain = try await office.interviewer.visitor.send(GetCandidate(id: candidate))
        #expect(plain.placementHistory.map(\.offerDetails) == [nil])

        let job = try await admin.send(ListPlacements(id: candidate)).items[0]
        let end = EndPlacement(id: job.id, reason: .resigned, date: job.placementDate)
        _ = try await admin.send(end)
        seen = try await candidateOnceTrue(candidate, admin) {
            $0.placementHistory.first?.endedOn == job.placementDate
        }
        #expect(seen.placementHistory.count == 1)

        // The record is merged into another, and the job with it; then it was all a mistake.
        let survivor = try await admin.send(CreateCandidate(fields: .init(name: "Survivor"))).id
        _ = try await admin.send(MergeCandidate(id: survivor, otherID: candidate))
        seen = try await admin.send(GetCandidate(id: survivor))
        #expect(seen.placementHistory.count == 1)
        _ = try await admin.send(ReopenInterview(id: process, reason: "Never hired."))
        seen = try await candidateOnceTrue(survivor, admin) { $0.placementHistory.isEmpty }
        let history = try await admin.send(GetCandidateHistory(id: survivor)).items.map(\.what)
        #expect(history == [.created, .merged, .placementUndone])

        let port = try #require(try await vouch.status()["interviews"]?.port)
        let metrics = try await vouch.client.send(
            ClientRequest(.get, "/metrics"),
            to: Upstream("interviews", at: [Upstream.Address("127.0.0.1", port)]),
            deadline: .after(.seconds(5))
        )
        let text = String(decoding: try await metrics.collect(), as: UTF8.self)
        #expect(text.contains(#"vouch_events_waiting{reader="telling identity of jobs"} 0"#))
        #expect(text.contains(#"vouch_events_skipped_total{reader="telling identity of jobs"}"#))
    }

    @Test func `kill -9 of interviews and of identity: every job is there in the end, and once`()
        async throws
    {
        let vouch = try #require(Self.vouch)
        let office = try await InterviewsOffice.of(vouch)
        let victims = ["interviews", "identity", "identity.2", "interviews"]
        var candidates: [CandidateID] = []
        for name in victims {
            for _ in 0..<4 {
                let create = CreateCandidate(fields: .init(name: "Placed and killed"))
                let id = try await office.admin.acknowledged(create).id
                candidates.append(id)
                let process = try await office.admin.acknowledged(
                    CreateInterview(candidateID: id, companyName: "Killing", roleTitle: "R")
                )
                _ = try await office.admin.acknowledged(
                    CompleteInterview(id: process.id, finalStatus: .offerAccepted)
                )
            }
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...600)))
            let pid = try #require(try await vouch.status()[name]?.pid)
            kill(pid, SIGKILL)
            _ = try await vouch.restarted(name, after: pid, within: .seconds(30))
        }
        for id in candidates {
            let seen = try await candidateOnceTrue(id, office.admin) {
                !$0.placementHistory.isEmpty
            }
            #expect(seen.placementHistory.count == 1 && seen.version == 2)
            let history = try await office.admin.send(GetCandidateHistory(id: id)).items
            #expect(history.map(\.what) == [.created, .placed])
        }
    }

    private func hire(_ candidate: CandidateID, _ admin: Visitor) async throws -> InterviewID {
        let process = try await admin.send(
            CreateInterview(candidateID: candidate, companyName: "Placing", roleTitle: "Editor")
        )
        let offer = MakeOffer(id: process.id, offerDetails: OfferDetails(bonus: "One month"))
        _ = try await admin.send(offer)
        _ = try await admin.send(UpdateOffer(id: process.id, version: 1, status: .accepted))
        return process.id
    }

    /// Reads a record until it is as expected; what it is when the time is over, else.
    private func candidateOnceTrue(
        _ id: CandidateID,
        _ visitor: Visitor,
        _ isTrue: (Candidate) -> Bool
    ) async throws -> Candidate {
        let end = ContinuousClock.now + .seconds(60)
        while true {
            let candidate = try await visitor.send(GetCandidate(id: id))
            guard !isTrue(candidate), ContinuousClock.now < end else { return candidate }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
