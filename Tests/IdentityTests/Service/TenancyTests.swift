import Contract
import Postgres
import ServiceKit
import TestKit
import Testing
import Vocabulary

@testable import identity

@Suite("What is another organization's is not there")
struct TenancyTests {
    /// What another organization can be asked about, each with everything it takes.
    private struct Theirs {
        let bench: Bench
        let signed: Bench.Signed
        let candidate: CandidateID
        let other: CandidateID
        let merged: CandidateID
        let key: APIKeyID

        init(_ bench: Bench) async throws {
            self.bench = bench
            signed = try await bench.signUp()
            let create = CreateCandidate(fields: .full)
            candidate = try await bench.send(create, as: signed.token).id
            other = try await bench.send(create, as: signed.token).id
            merged = try await bench.send(create, as: signed.token).id
            _ = try await bench.send(
                MergeCandidate(id: other, otherID: merged),
                as: signed.token
            )
            key = try await bench.send(
                CreateAPIKey(name: "K", scopes: ["GetCandidate"]),
                as: signed.token
            ).apiKey.id
        }

        /// All rows of the database but those that asking leaves behind.
        func rows() async throws -> [String] {
            try await bench.schema.owner.rows(
                """
                SELECT o::text FROM organizations AS o UNION ALL SELECT u::text FROM users AS u
                UNION ALL SELECT k::text FROM api_keys AS k
                UNION ALL SELECT c::text FROM candidates AS c
                UNION ALL SELECT w::text FROM candidate_words AS w
                UNION ALL SELECT m::text FROM merged_candidates AS m
                UNION ALL SELECT e::text FROM events AS e
                UNION ALL SELECT r::text FROM revocations AS r ORDER BY 1
                """
            )
        }
    }

    @Test("services are told of an organization's own records and members, and no others")
    func known() async throws {
        try await withBench { bench in
            let (theirs, ours) = (try await Theirs(bench), try await bench.signUp())
            let mine = try await bench.send(CreateCandidate(fields: .ada), as: ours.token).id
            let known = KnownRecords(store: bench.store)
            let candidates = try await known.find(
                FindCandidates(
                    organization: ours.organization,
                    ids: [theirs.candidate, mine, CandidateID(1)]
                ),
                Call()
            )
            #expect(candidates.ids == [mine])
            let users = try await known.find(
                FindUsers(
                    organization: ours.organization,
                    ids: [theirs.signed.user, ours.user, UserID(1)]
                ),
                Call()
            )
            #expect(users.ids == [ours.user])
        }
    }

    @Test("every operation that names something says that there is no such thing")
    func crossed() async throws {
        try await withBench { bench in
            let theirs = try await Theirs(bench)
            let ours = try await bench.signUp()
            let mine = try await bench.send(CreateCandidate(fields: .ada), as: ours.token).id
            let before = try await theirs.rows()
            let organization = theirs.signed.organization
            let token = ours.token
            for id in [theirs.candidate, theirs.other, theirs.merged] {
                let asked: [@Sendable () async throws -> Void] = [
                    { _ = try await bench.send(GetCandidate(id: id), as: token) },
                    { _ = try await bench.send(UpdateCandidate(id: id, name: "X"), as: token) },
                    { _ = try await bench.send(DeleteCandidate(id: id), as: token) },
                    { _ = try await bench.send(GetCandidateHistory(id: id), as: token) },
                    { _ = try await bench.send(MergeCandidate(id: id, otherID: mine), as: token) },
                    { _ = try await bench.send(MergeCandidate(id: mine, otherID: id), as: token) },
                ]
                for ask in asked { await expect(.notFound) { try await ask() } }
            }
            let asked: [@Sendable () async throws -> Void] = [
                { _ = try await bench.send(GetOrganization(id: organization), as: token) },
                {
                    let change = UpdateOrganization(id: organization, name: "X")
                    _ = try await bench.send(change, as: token)
                },
                {
                    let change = UpdateUser(id: theirs.signed.user, disabled: true)
                    _ = try await bench.send(change, as: token)
                },
                { _ = try await bench.send(DeleteAPIKey(id: theirs.key), as: token) },
            ]
            for ask in asked { await expect(.notFound) { try await ask() } }
            #expect(try await theirs.rows() == before)
        }
    }

    @Test("no list shows any of it")
    func lists() async throws {
        try await withBench { bench in
            _ = try await Theirs(bench)
            let ours = try await bench.signUp()
            let statuses = CandidateStatus.allCases
            for request in [
                ListCandidates(status: statuses), ListCandidates(q: "ada", status: statuses),
            ] {
                #expect(try await bench.send(request, as: ours.token).items.isEmpty)
            }
            #expect(
                try await bench.send(ListUsers(), as: ours.token).items.map(\.id) == [ours.user]
            )
            #expect(try await bench.send(ListAPIKeys(), as: ours.token).items.isEmpty)
        }
    }

    @Test("a cursor of theirs shows ours, and one key of idempotency is two organizations' own")
    func cursorsAndKeys() async throws {
        try await withBench { bench in
            let theirs = try await Theirs(bench)
            let ours = try await bench.signUp()
            let mine = try await bench.send(
                CreateCandidate(fields: .ada),
                as: ours.token,
                key: "same"
            )
            let page = try await bench.send(ListCandidates(limit: 1), as: theirs.signed.token)
            let cursor = try #require(page.nextCursor)
            let seen = try await bench.send(ListCandidates(cursor: cursor), as: ours.token)
            #expect(seen.items.allSatisfy { $0.id == mine.id })
            let other = try await bench.send(
                CreateCandidate(fields: .ada),
                as: theirs.signed.token,
                key: "same"
            )
            #expect(other.id != mine.id)
        }
    }

    @Test("persons see no organization's records, and nobody without a token sees any")
    func withoutOrganization() async throws {
        try await withBench { bench in
            let theirs = try await Theirs(bench)
            _ = try await bench.send(RequestPersonLink(email: .literal("eve@example.com")))
            try await bench.deliver()
            let link = try #require(bench.mailbox.messages.last?.token)
            let person = try await bench.send(CreatePersonSession(token: Confidential(link)))
            await expect(.forbidden) {
                try await bench.send(GetCandidate(id: theirs.candidate), as: person.accessToken)
            }
            await expect(.unauthenticated) {
                try await bench.send(GetCandidate(id: theirs.candidate))
            }
        }
    }

    @Test("what a role may not call is refused, whoever's it is", arguments: Role.allCases)
    func roles(role: Role) async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let candidate = try await bench.send(CreateCandidate(fields: .ada), as: ours.token).id
            let token = try await bench.join("eve@example.com", ours, as: role).token
            let principal = Principal.user(UserID(1), of: ours.organization, as: role)
            func allowed<Subject: Operation>(_ operation: Subject) async throws -> Bool {
                do {
                    _ = try await bench.send(operation, as: token)
                    return true
                } catch let refusal as Refusal where refusal.code == .forbidden {
                    return false
                }
            }
            func expected<Subject: Operation>(_ operation: Subject) -> Bool {
                Subject.audience.admits(principal, to: Subject.name) == .admitted
            }
            let get = GetCandidate(id: candidate)
            #expect(try await allowed(get) == expected(get))
            #expect(try await allowed(ListCandidates()) == expected(ListCandidates()))
            let update = UpdateCandidate(id: candidate, name: "Eve")
            #expect(try await allowed(update) == expected(update))
            #expect(try await allowed(ListUsers()) == expected(ListUsers()))
            #expect(try await allowed(ListAPIKeys()) == expected(ListAPIKeys()))
            let delete = DeleteCandidate(id: candidate)
            #expect(try await allowed(delete) == expected(delete))
        }
    }
}
