import Contract
import Foundation
import Postgres
import TestKit
import Testing
import Vocabulary

@testable import identity

@Suite("Candidate records")
struct CandidateTests {
    @Test("what was made is read again, every field of it")
    func roundTrip() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            for fields in [CandidateFields.full, .ada, CandidateFields(name: "Only a name")] {
                let made = try await bench.send(CreateCandidate(fields: fields), as: ours.token)
                #expect(made.fields == fields && made.version == 1 && made.status == .new)
                #expect(try await bench.send(GetCandidate(id: made.id), as: ours.token) == made)
            }
            await expect(.notFound) {
                try await bench.send(GetCandidate(id: CandidateID(99)), as: ours.token)
            }
        }
    }

    @Test("a change is kept, counted, and seen in the list and by its words")
    func update() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let made = try await bench.send(CreateCandidate(fields: .ada), as: ours.token)
            let change = UpdateCandidate(
                id: made.id,
                name: "Augusta King",
                phone: .clear,
                currentTitle: .set("Countess"),
                skills: []
            )
            let changed = try await bench.send(change, as: ours.token, ifMatch: 1)
            #expect(changed.version == 2 && changed.fields.phone == nil)
            #expect(try await bench.send(GetCandidate(id: made.id), as: ours.token) == changed)
            #expect(try await bench.send(change, as: ours.token).version == 2)
            await expect(.preconditionFailed) {
                try await bench.send(change, as: ours.token, ifMatch: 1)
            }
            for (question, count) in [("augusta", 1), ("countess king", 1), ("weaving", 0)] {
                let found = try await bench.send(ListCandidates(q: question), as: ours.token)
                #expect(found.items.count == count, "\(question)")
            }
        }
    }

    @Test("of changes to one version at once, one is made and the others are told")
    func concurrentChanges() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let made = try await bench.send(CreateCandidate(fields: .ada), as: ours.token)
            for version in 1...5 {
                let outcomes = await bench.atOnce(4) { index in
                    try await bench.send(
                        UpdateCandidate(id: made.id, summary: .set("\(version).\(index)")),
                        as: ours.token,
                        ifMatch: version
                    )
                }
                #expect(outcomes.count { (try? $0.get()) != nil } == 1)
                for case .failure(let error) in outcomes {
                    #expect((error as? Refusal)?.code == .preconditionFailed)
                }
            }
            // Without a condition none is lost: each sees what the other has done.
            _ = await bench.atOnce(8) { index in
                try await bench.send(
                    UpdateCandidate(id: made.id, summary: .set("free \(index)")),
                    as: ours.token
                )
            }
            let last = try await bench.send(GetCandidate(id: made.id), as: ours.token)
            #expect(last.version == 6 + 8)
        }
    }

    @Test("set aside, left out of lists, taken up again")
    func archive() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let made = try await bench.send(CreateCandidate(fields: .ada), as: ours.token)
            func move(_ status: CandidateStatus) async throws -> Candidate {
                try await bench.send(UpdateCandidate(id: made.id, status: status), as: ours.token)
            }
            #expect(try await move(.archived).status == .archived)
            #expect(try await bench.send(ListCandidates(), as: ours.token).items.isEmpty)
            let archived = ListCandidates(status: [.archived])
            #expect(try await bench.send(archived, as: ours.token).items.count == 1)
            let refusal = await expect(.conflict, "status_not_by_hand") {
                try await move(.intakeCompleted)
            }
            #expect(refusal?.allowed == ["new"])
            #expect(try await move(.new).status == .new)
            #expect(try await bench.send(ListCandidates(), as: ours.token).items.count == 1)
        }
    }

    @Test("a removed record leaves nothing that tells who it was about")
    func delete() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let made = try await bench.send(CreateCandidate(fields: .full), as: ours.token)
            let other = try await bench.send(CreateCandidate(fields: .full), as: ours.token)
            _ = try await bench.send(
                MergeCandidate(id: made.id, otherID: other.id),
                as: ours.token
            )
            await expect(.preconditionFailed) {
                try await bench.send(DeleteCandidate(id: made.id), as: ours.token, ifMatch: 9)
            }
            _ = try await bench.send(DeleteCandidate(id: made.id), as: ours.token, ifMatch: 2)
            for id in [made.id, other.id] {
                await expect(.notFound) {
                    try await bench.send(GetCandidate(id: id), as: ours.token)
                }
                await expect(.notFound) {
                    try await bench.send(DeleteCandidate(id: id), as: ours.token)
                }
            }
            let rows: [String] = try await bench.schema.owner.rows(
                """
                SELECT c::text FROM candidates AS c
                UNION ALL SELECT w::text FROM candidate_words AS w
                UNION ALL SELECT m::text FROM merged_candidates AS m
                UNION ALL SELECT e::text FROM events AS e
                """
            )
            #expect(!rows.isEmpty)
            for word in ["Ada Byron", "ada@", "+46", "Stockholm", "Royal", "Algebra", "byron"] {
                #expect(!rows.contains { $0.localizedCaseInsensitiveContains(word) }, "\(word)")
            }
        }
    }

    @Test("a write with a key is done once, and answered alike")
    func idempotent() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let create = CreateCandidate(fields: .ada)
            let outcomes = await bench.atOnce(6) { _ in
                try await bench.send(create, as: ours.token, key: "one")
            }
            let made = try outcomes.map { try $0.get() }
            #expect(Set(made.map(\.id)).count == 1)
            #expect(try await bench.send(create, as: ours.token, key: "one") == made[0])
            await expect(.keyReused) {
                try await bench.send(CreateCandidate(fields: .full), as: ours.token, key: "one")
            }
            let count: Int = try await bench.schema.owner.row("SELECT count(*) FROM candidates")
            #expect(count == 1)
            let other = try await bench.send(create, as: ours.token, key: "two")
            #expect(other.id != made[0].id)
        }
    }

    @Test("the history says who did what when, and no value")
    func history() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let made = try await bench.send(CreateCandidate(fields: .ada), as: ours.token)
            let other = try await bench.send(CreateCandidate(fields: .full), as: ours.token)
            let change = UpdateCandidate(id: made.id, phone: .clear, status: .archived)
            _ = try await bench.send(change, as: ours.token)
            _ = try await bench.send(
                MergeCandidate(id: made.id, otherID: other.id),
                as: ours.token
            )
            var changes: [CandidateChange] = []
            var cursor: Cursor?
            repeat {
                let page = try await bench.send(
                    GetCandidateHistory(id: made.id, cursor: cursor, limit: 1),
                    as: ours.token
                )
                changes += page.items
                cursor = page.nextCursor
            } while cursor != nil
            #expect(changes.map(\.what) == [.created, .updated, .archived, .merged])
            #expect(changes.allSatisfy { $0.actorID == ours.user.description })
            #expect(changes[1].fields == ["phone"] && changes[1].source == .recruiter)
            #expect(changes[3].otherID == other.id)
            #expect(changes.map(\.at) == changes.map(\.at).sorted())
            await expect(.moved) {
                try await bench.send(GetCandidateHistory(id: other.id), as: ours.token)
            }
        }
    }
}
