import Contract
import Postgres
import ServiceStore
import TestKit
import Testing
import Vocabulary

@testable import identity

@Suite("Merging candidate records")
struct CandidateMergeTests {
    private func make(
        _ bench: Bench,
        _ ours: Bench.Signed,
        _ fields: CandidateFields = .ada
    ) async throws -> CandidateID {
        try await bench.send(CreateCandidate(fields: fields), as: ours.token).id
    }

    @Test("the survivor has both; the other leads to it, along a chain, too")
    func chain() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let ids = [
                try await make(bench, ours), try await make(bench, ours, .full),
                try await make(bench, ours, CandidateFields(name: "Third")),
            ]
            let first = try await bench.send(
                MergeCandidate(id: ids[0], otherID: ids[1]),
                as: ours.token
            )
            #expect(first.fields.summary == CandidateFields.full.summary)
            #expect(first.fields.name == "Ada")
            _ = try await bench.send(MergeCandidate(id: ids[2], otherID: ids[0]), as: ours.token)
            for id in ids.prefix(2) {
                for operation in [0, 1, 2, 3] {
                    let refusal = await expect(.moved) {
                        switch operation {
                        case 0: _ = try await bench.send(GetCandidate(id: id), as: ours.token)
                        case 1:
                            _ = try await bench.send(
                                UpdateCandidate(id: id, name: "X"),
                                as: ours.token
                            )
                        case 2: _ = try await bench.send(DeleteCandidate(id: id), as: ours.token)
                        default:
                            _ = try await bench.send(
                                MergeCandidate(id: id, otherID: ids[2]),
                                as: ours.token
                            )
                        }
                    }
                    #expect(refusal?.location == "/candidates/\(ids[2])")
                }
            }
            await expect(.conflict, "merged_before") {
                try await bench.send(MergeCandidate(id: ids[2], otherID: ids[1]), as: ours.token)
            }
            await expect(.notFound) {
                try await bench.send(
                    MergeCandidate(id: ids[2], otherID: CandidateID(99)),
                    as: ours.token
                )
            }
            let found = try await bench.send(ListCandidates(q: "algebra"), as: ours.token)
            #expect(found.items.map(\.id) == [ids[2]] || found.items.isEmpty)
        }
    }

    @Test("two that merge each other at once: one survives")
    func crosswise() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            for _ in 0..<5 {
                let pair = [try await make(bench, ours), try await make(bench, ours, .full)]
                let outcomes = await bench.atOnce(2) { index in
                    try await bench.send(
                        MergeCandidate(id: pair[index], otherID: pair[1 - index]),
                        as: ours.token
                    )
                }
                #expect(outcomes.count { (try? $0.get()) != nil } == 1)
                let left: Int = try await bench.schema.owner.row(
                    "SELECT count(*) FROM candidates WHERE id = ANY(\(pair))"
                )
                #expect(left == 1)
            }
        }
    }

    @Test("two that different persons have accepted stay two")
    func differentPersons() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let pair = [try await make(bench, ours), try await make(bench, ours, .full)]
            for (index, id) in pair.enumerated() {
                try await bench.schema.owner.execute(
                    "UPDATE candidates SET person_id = \(PersonID(UInt64(index))) WHERE id = \(id)"
                )
            }
            let merge = MergeCandidate(id: pair[0], otherID: pair[1])
            await expect(.conflict, "different_persons") {
                try await bench.send(merge, as: ours.token)
            }
            for id in pair { _ = try await bench.send(GetCandidate(id: id), as: ours.token) }
            let change = UpdateCandidate(id: pair[1], email: .set(.literal("new@example.com")))
            _ = try await bench.send(change, as: ours.token)
            #expect(try await bench.send(merge, as: ours.token).id == pair[0])
        }
    }

    @Test("not on a version that is no longer so")
    func precondition() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let pair = [try await make(bench, ours), try await make(bench, ours, .full)]
            let merge = MergeCandidate(id: pair[0], otherID: pair[1])
            await expect(.preconditionFailed) {
                try await bench.send(merge, as: ours.token, ifMatch: 2)
            }
            #expect(try await bench.send(merge, as: ours.token, ifMatch: 1).version == 2)
        }
    }
}
