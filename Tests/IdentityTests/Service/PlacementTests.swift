import Contract
import Postgres
import TestKit
import Testing
import Vocabulary

@testable import identity

@Suite("Jobs that interviews tells of stand in the candidate's record")
struct PlacementTests {
    private func put(
        _ bench: Bench,
        _ organization: OrganizationID,
        _ candidate: CandidateID,
        _ version: Int,
        _ company: String?,
        job: UInt64 = 1,
        ended: String? = nil
    ) async throws {
        let record = company.map {
            PlacementRecord(
                companyName: $0,
                roleTitle: "Editor",
                placedOn: .literal("2026-03-0\(job)"),
                endedOn: ended.map { .literal($0) },
                offerDetails: OfferDetails(bonus: "One month")
            )
        }
        let request = PutPlacement(
            organization: organization,
            candidate: candidate,
            placement: PlacementID(job),
            version: version,
            record: record
        )
        try await bench.send(request, as: try bench.serviceToken(.interviews))
    }

    @Test("by date, each with its history; the version and the ETag move with what is seen")
    func told() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let id = try await bench.send(CreateCandidate(fields: .ada), as: ours.token).id
            try await put(bench, ours.organization, id, 4, "Second", job: 2)
            try await put(bench, ours.organization, id, 5, "First")
            // Told again, and told late.
            try await put(bench, ours.organization, id, 5, "First")
            try await put(bench, ours.organization, id, 3, "Old", job: 2)
            let seen = try await bench.send(GetCandidate(id: id), as: ours.token)
            #expect(seen.placementHistory.map(\.companyName) == ["First", "Second"])
            #expect(seen.placementHistory[0].offerDetails?.bonus == "One month")
            #expect(seen.version == 3)
            await expect(.preconditionFailed) {
                let change = UpdateCandidate(id: id, name: "Augusta")
                try await bench.send(change, as: ours.token, ifMatch: 1)
            }
            try await put(bench, ours.organization, id, 6, "First", ended: "2026-05-01")
            try await put(bench, ours.organization, id, 7, nil, job: 2)
            try await put(bench, ours.organization, id, 4, "Second", job: 2)
            let after = try await bench.send(GetCandidate(id: id), as: ours.token)
            #expect(after.placementHistory.map(\.companyName) == ["First"])
            #expect(after.placementHistory[0].endedOn == .literal("2026-05-01"))
            let history = try await bench.send(GetCandidateHistory(id: id), as: ours.token).items
            #expect(
                history.map(\.what) == [
                    .created, .placed, .placed, .placementEnded, .placementUndone,
                ]
            )
            #expect(history[1].placementID == PlacementID(2) && history[1].actorKind == .service)
            // A change by hand leaves the jobs alone.
            let changed = try await bench.send(UpdateCandidate(id: id, name: "A"), as: ours.token)
            #expect(changed.placementHistory == after.placementHistory)
            let eve = try await bench.join("eve@example.com", ours, as: .interviewer)
            let hidden = try await bench.send(GetCandidate(id: id), as: eve.token)
            #expect(hidden.placementHistory.map(\.offerDetails) == [nil])
        }
    }

    @Test("one that was merged has it on the survivor, once, whenever it is told")
    func merged() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let organization = ours.organization
            var ids: [CandidateID] = []
            for _ in 0..<3 {
                ids.append(try await bench.send(CreateCandidate(fields: .ada), as: ours.token).id)
            }
            try await put(bench, organization, ids[0], 1, "Acme")
            _ = try await bench.send(MergeCandidate(id: ids[1], otherID: ids[0]), as: ours.token)
            _ = try await bench.send(MergeCandidate(id: ids[2], otherID: ids[1]), as: ours.token)
            try await put(bench, organization, ids[0], 1, "Acme")
            try await put(bench, organization, ids[0], 2, "Acme", ended: "2026-04-01")
            try await put(bench, organization, ids[1], 3, "Bolt", job: 2)
            let seen = try await bench.send(GetCandidate(id: ids[2]), as: ours.token)
            #expect(seen.placementHistory.map(\.companyName) == ["Acme", "Bolt"])
            #expect(seen.placementHistory[0].endedOn != nil)
        }
    }

    @Test("told while its record is being merged, it is on the survivor")
    func merging() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            for round in 1...8 {
                let ids = try await [0, 1].asyncMap { _ in
                    try await bench.send(CreateCandidate(fields: .ada), as: ours.token).id
                }
                _ = await bench.atOnce(2) { index in
                    if index == 0 {
                        let merge = MergeCandidate(id: ids[0], otherID: ids[1])
                        _ = try await bench.send(merge, as: ours.token)
                    } else {
                        try await put(bench, ours.organization, ids[1], round, "Acme")
                    }
                }
                let seen = try await bench.send(GetCandidate(id: ids[0]), as: ours.token)
                #expect(seen.placementHistory.map(\.companyName) == ["Acme"])
            }
        }
    }

    @Test("for a record that is deleted, unknown or another's there is nothing to do")
    func absent() async throws {
        try await withBench { bench in
            let (ours, theirs) = (try await bench.signUp(), try await bench.signUp())
            let create = CreateCandidate(fields: .ada)
            let mine = try await bench.send(create, as: ours.token).id
            let gone = try await bench.send(create, as: ours.token).id
            try await put(bench, ours.organization, gone, 1, "Acme")
            _ = try await bench.send(DeleteCandidate(id: gone), as: ours.token)
            for (organization, id) in [
                (ours.organization, gone), (ours.organization, CandidateID(7)),
                (theirs.organization, mine), (OrganizationID(9), mine),
            ] {
                await expect(.notFound, "no_such_candidate") {
                    try await put(bench, organization, id, 9, "Acme")
                }
            }
            let seen = try await bench.send(GetCandidate(id: mine), as: ours.token)
            #expect(seen.placementHistory == [] && seen.version == 1)
        }
    }

    @Test("nobody but interviews tells of jobs")
    func audience() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let id = try await bench.send(CreateCandidate(fields: .ada), as: ours.token).id
            let request = PutPlacement(
                organization: ours.organization,
                candidate: id,
                placement: PlacementID(1),
                version: 1,
                record: nil
            )
            for token in [ours.token, try bench.serviceToken(.gateway)] {
                await expect(.forbidden) { try await bench.send(request, as: token) }
            }
            await expect(.unauthenticated) { try await bench.send(request) }
        }
    }
}

extension Array where Element: Sendable {
    fileprivate func asyncMap<Answer>(
        _ body: (Element) async throws -> Answer
    ) async throws -> [Answer] {
        var answers: [Answer] = []
        for element in self { answers.append(try await body(element)) }
        return answers
    }
}
