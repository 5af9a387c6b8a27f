import Contract
import Testing
import Vocabulary

extension EndToEnd {
    /// Two organizations, each with the other's identifiers in hand, over every operation that
    /// names a record: nothing is seen, nothing is changed.
    @Test func `Organizations cannot see or change each other's records`() async throws {
        let vouch = try #require(Self.vouch)
        let (ours, _) = try await vouch.administrator(of: "Ours")
        let (theirs, _) = try await vouch.administrator(of: "Theirs")
        let candidate = try await theirs.send(
            CreateCandidate(fields: CandidateFields(name: "Grace Hopper", summary: "Compilers"))
        )
        let own = try await ours.send(CreateCandidate(fields: CandidateFields(name: "Own")))
        let key = try await theirs.send(CreateAPIKey(name: "Page", scopes: ["ListCandidates"]))
        let theirMe = try await theirs.send(GetMe())
        let theirUser = try #require(UserID(theirMe.id))
        let theirOrganization = try #require(theirMe.organization?.id)

        var attempts: [(name: String, reply: Visitor.Reply)] = []
        func attempt<Subject: Operation>(_ operation: Subject) async throws {
            attempts.append((Subject.name, try await ours.reply(to: operation)))
        }
        try await attempt(GetCandidate(id: candidate.id))
        try await attempt(GetCandidateHistory(id: candidate.id))
        try await attempt(UpdateCandidate(id: candidate.id, summary: .set("Stolen")))
        try await attempt(DeleteCandidate(id: candidate.id))
        try await attempt(MergeCandidate(id: own.id, otherID: candidate.id))
        try await attempt(MergeCandidate(id: candidate.id, otherID: own.id))
        try await attempt(DeleteAPIKey(id: key.apiKey.id))
        try await attempt(UpdateUser(id: theirUser, role: .interviewer))
        try await attempt(GetOrganization(id: theirOrganization))
        try await attempt(UpdateOrganization(id: theirOrganization, mission: .set("Stolen")))
        for attempt in attempts {
            #expect([404, 422].contains(attempt.reply.status), "\(attempt.name)")
            // What is not there at all must read the same.
            #expect(attempt.reply.problem?.detail.contains("Grace") == false, "\(attempt.name)")
        }
        // Whoever needs no token has no organization to cross from.
        let naming = Catalogue.operations(of: .identity).filter {
            $0.route.path.contains("{") && !$0.audience.isInternal && !$0.audience.needsNoToken
        }
        #expect(Set(attempts.map(\.name)) == Set(naming.map { $0.name }), "all are tried")
        let lists = try await ours.send(ListCandidates())
        #expect(lists.items.map(\.id) == [own.id])
        let users = try await ours.send(ListUsers())
        #expect(users.items.allSatisfy { $0.id != theirUser })
        #expect(try await theirs.send(GetCandidate(id: candidate.id)) == candidate)
        #expect(try await theirs.send(GetMe()).role == .admin)
        #expect(try await theirs.send(ListAPIKeys()).items.map(\.id) == [key.apiKey.id])
    }
}
