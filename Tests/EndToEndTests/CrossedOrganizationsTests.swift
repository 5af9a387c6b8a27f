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

        let attempts: [(name: String, reply: Visitor.Reply)] = [
            ("read", try await ours.reply(to: GetCandidate(id: candidate.id))),
            ("history", try await ours.reply(to: GetCandidateHistory(id: candidate.id))),
            (
                "change",
                try await ours.reply(
                    to: UpdateCandidate(id: candidate.id, summary: .set("Stolen"))
                )
            ),
            ("delete", try await ours.reply(to: DeleteCandidate(id: candidate.id))),
            (
                "merge theirs into ours",
                try await ours.reply(to: MergeCandidate(id: own.id, otherID: candidate.id))
            ),
            (
                "merge ours into theirs",
                try await ours.reply(to: MergeCandidate(id: candidate.id, otherID: own.id))
            ),
            ("key", try await ours.reply(to: DeleteAPIKey(id: key.apiKey.id))),
            (
                "user",
                try await ours.reply(to: UpdateUser(id: theirUser, role: .interviewer))
            ),
            ("organization", try await ours.reply(to: GetOrganization(id: theirOrganization))),
            (
                "organization's profile",
                try await ours.reply(
                    to: UpdateOrganization(id: theirOrganization, mission: .set("Stolen"))
                )
            ),
        ]
        for attempt in attempts {
            #expect([404, 422].contains(attempt.reply.status), "\(attempt.name)")
            // What is not there at all must read the same.
            #expect(attempt.reply.problem?.detail.contains("Grace") == false, "\(attempt.name)")
        }
        let lists = try await ours.send(ListCandidates())
        #expect(lists.items.map(\.id) == [own.id])
        let users = try await ours.send(ListUsers())
        #expect(users.items.allSatisfy { $0.id != theirUser })
        #expect(try await theirs.send(GetCandidate(id: candidate.id)) == candidate)
        #expect(try await theirs.send(GetMe()).role == .admin)
        #expect(try await theirs.send(ListAPIKeys()).items.map(\.id) == [key.apiKey.id])
    }
}
