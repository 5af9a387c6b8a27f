import Contract
import Postgres
import ServiceStore
import TestKit
import Testing
import Vocabulary

@testable import identity

@Suite("Lists of candidate records")
struct CandidateListTests {
    private func ids(
        _ bench: Bench,
        _ ours: Bench.Signed,
        _ request: ListCandidates
    ) async throws -> [CandidateID] {
        var ids: [CandidateID] = []
        var request = request
        repeat {
            let page = try await bench.send(request, as: ours.token)
            #expect(page.items.count <= request.limit)
            ids += page.items.map(\.id)
            request.cursor = page.nextCursor
        } while request.cursor != nil
        return ids
    }

    @Test("newest first, page by page, nothing twice and nothing left out while records come")
    func pages() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            var made: [CandidateID] = []
            for index in 0..<23 {
                let fields = CandidateFields(name: "Candidate \(index)")
                made.append(
                    try await bench.send(CreateCandidate(fields: fields), as: ours.token).id
                )
            }
            for limit in [1, 5, 22, 23, 24, 200] {
                #expect(
                    try await ids(bench, ours, ListCandidates(limit: limit)) == made.reversed()
                )
            }
            let first = try await bench.send(ListCandidates(limit: 10), as: ours.token)
            _ = try await bench.send(CreateCandidate(fields: .ada), as: ours.token)
            let rest = try await ids(
                bench,
                ours,
                ListCandidates(cursor: first.nextCursor, limit: 10)
            )
            #expect(first.items.map(\.id) + rest == made.reversed())
        }
    }

    @Test("by states and by what an intake has added, in any combination")
    func filters() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            var all: [(id: CandidateID, status: CandidateStatus, enriched: Bool)] = []
            for index in 0..<24 {
                let status = CandidateStatus.allCases[index % 6]
                let made = try await bench.send(CreateCandidate(fields: .ada), as: ours.token)
                let before: CandidateStatus? = status == .archived ? .new : nil
                try await bench.schema.owner.execute(
                    """
                    UPDATE candidates SET status = \(status), status_before = \(before),
                        has_enrichment_data = \(index % 4 < 2)
                    WHERE id = \(made.id)
                    """
                )
                all.insert((made.id, status, index % 4 < 2), at: 0)
            }
            let questions: [(q: String?, status: [CandidateStatus]?, enriched: Bool?)] = [
                (nil, nil, nil), (nil, [.archived], nil), (nil, [.new, .intakeSent], true),
                (nil, nil, false), ("ada", [.intakeStarted], false), ("ada", nil, nil),
                ("nobody", nil, nil), ("ada", [.new, .new], true),
            ]
            for (q, status, enriched) in questions {
                let request = ListCandidates(
                    q: q,
                    status: status,
                    hasEnrichmentData: enriched,
                    limit: 3
                )
                let expected = all.filter { entry in
                    (status?.contains(entry.status) ?? (entry.status != .archived))
                        && (enriched ?? entry.enriched) == entry.enriched && q != "nobody"
                }
                #expect(try await ids(bench, ours, request) == expected.map(\.id), "\(request)")
            }
        }
    }

    @Test("by the beginnings of words")
    func words() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let made = try await bench.send(CreateCandidate(fields: .full), as: ours.token).id
            _ = try await bench.send(
                CreateCandidate(fields: CandidateFields(name: "Åsa C++")),
                as: ours.token
            )
            for question in ["ada", "AD", "byr ad", "alge stock", "royal soc", "Ada  Byron!"] {
                #expect(
                    try await ids(bench, ours, ListCandidates(q: question)) == [made],
                    "\(question)"
                )
            }
            for question in ["da", "adab", "ada x", "writes", "%", "_d_", "'", "+46"] {
                #expect(
                    try await ids(bench, ours, ListCandidates(q: question)) == [],
                    "\(question)"
                )
            }
            #expect(try await ids(bench, ours, ListCandidates(q: "asa")).count == 1)
            #expect(try await ids(bench, ours, ListCandidates(q: "c++")).count == 1)
        }
    }

    @Test("a place in another list is refused")
    func cursor() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            for cursor in [
                Cursor("ListUsers", after: [.id(ours.user.uuid)]),
                Cursor("ListCandidates", after: [.number(1)]),
                Cursor("ListCandidates", after: []),
            ] {
                let refusal = await expect(.invalid) {
                    try await bench.send(ListCandidates(cursor: cursor), as: ours.token)
                }
                #expect(refusal?.errors.map(\.field) == ["cursor"])
            }
        }
    }
}
