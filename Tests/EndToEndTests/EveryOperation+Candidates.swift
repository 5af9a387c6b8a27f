import Testing
import Vocabulary

@testable import Contract

extension EveryOperation {
    /// Candidate records, from the first to the last that happens to one.
    mutating func tryCandidates(_ cast: Cast) async throws {
        let admin = cast.admin
        let made = try await once(
            CreateCandidate(fields: .example),
            not: CreateCandidate(fields: CandidateFields(name: "Somebody else")),
            by: admin
        )
        #expect(made.fields == .example && made.status == .new)
        #expect(try await good(GetCandidate(id: made.id), by: admin) == made)
        let found = try await good(ListCandidates(q: "analyst", status: [.new]), by: cast.key)
        #expect(found.items.contains { $0.id == made.id })
        let change = UpdateCandidate(id: made.id, phone: .clear, locationCity: .set("London"))
        let changed = try await good(change, by: admin)
        #expect(changed.fields.phone == nil && changed.fields.locationCity == "London")
        try await bad(change, by: admin, ifMatch: "\"1\"", .preconditionFailed)
        try await bad(
            UpdateCandidate(id: made.id, status: .intakeCompleted),
            by: admin,
            .conflict
        )
        let history = try await good(GetCandidateHistory(id: made.id), by: admin)
        #expect(history.items.map(\.what) == [.created, .updated])
        try await tryMerging(changed, by: admin)
    }

    private mutating func tryMerging(_ survivor: Candidate, by admin: Visitor) async throws {
        let twin = try await good(CreateCandidate(fields: CandidateFields(name: "A")), by: admin)
        let next = try await good(CreateCandidate(fields: CandidateFields(name: "B")), by: admin)
        let merge = MergeCandidate(id: survivor.id, otherID: twin.id)
        let nextMerge = MergeCandidate(id: survivor.id, otherID: next.id)
        let merged = try await once(merge, not: nextMerge, by: admin)
        #expect(merged.id == survivor.id && merged.version > survivor.version)
        try await bad(nextMerge, by: admin, ifMatch: "\"1\"", .preconditionFailed)
        try await bad(merge, by: admin, .conflict)
        try await bad(GetCandidate(id: twin.id), by: admin, .moved)
        try await bad(UpdateCandidate(id: twin.id, name: "C"), by: admin, .moved)
        try await bad(MergeCandidate(id: twin.id, otherID: next.id), by: admin, .moved)
        try await bad(GetCandidateHistory(id: twin.id), by: admin, .moved)
        try await bad(DeleteCandidate(id: twin.id), by: admin, .moved)
        try await bad(
            DeleteCandidate(id: next.id),
            by: admin,
            ifMatch: "\"7\"",
            .preconditionFailed
        )
        _ = try await good(DeleteCandidate(id: next.id), by: admin)
        try await bad(GetCandidate(id: next.id), by: admin, .notFound)
    }
}
