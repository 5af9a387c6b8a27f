import Contract
import NIOConcurrencyHelpers
import Postgres
import ServiceKit
import TestKit
import Testing
import Vocabulary

@testable import ServiceStore

@Suite("A request under a key is done once")
struct OnceTests {
    private struct Stumble: Error {}
    private static let organization: OrganizationID = .test(2)

    private func call(
        _ key: String?,
        by user: UInt64 = 1,
        of organization: OrganizationID = organization
    ) -> Call {
        Call(
            principal: .user(.test(user), of: organization, as: .recruiter),
            idempotencyKey: key.flatMap { IdempotencyKey(utf8: $0.utf8.span) }
        )
    }

    /// Writes a note, and says which it was.
    private func write(
        _ text: String,
        _ call: Call,
        _ test: TestStore,
        organization: OrganizationID = organization,
        before: @Sendable (Transaction) async throws -> Void = { _ in }
    ) async throws -> ServiceKit.Answer<Note> {
        try await test.store.once(WriteNote(text: text), call, tenant: organization) {
            transaction in
            let id: CandidateID = identifiers.next()
            try await transaction.execute(
                "INSERT INTO notes (id, org_id, text) VALUES (\(id), \(organization), \(text))"
            )
            try await before(transaction)
            return Note(text: "\(text) \(id)", version: 7)
        }
    }

    @Test("the second time, the same status, bytes and version are answered")
    func replay() async throws {
        try await withStore { test in
            let first = try await write("a", call("k"), test)
            let second = try await write("a", call("k"), test)
            #expect(first.status == 201 && second.status == 201)
            #expect(first.body == second.body && !first.body.isEmpty)
            #expect(second.version == 7)
            #expect(try await test.noteCount() == 1)
        }
    }

    @Test("another request under the key is refused; another key, caller or tenant is another act")
    func scope() async throws {
        try await withStore { test in
            _ = try await write("a", call("k"), test)
            let refusal = await #expect(throws: Refusal.self) {
                try await write("b", call("k"), test)
            }
            #expect(refusal?.code == .keyReused)
            _ = try await write("b", call("k2"), test)
            _ = try await write("b", call("k", by: 9), test)
            _ = try await write("b", call("k", of: .test(3)), test, organization: .test(3))
            _ = try await write("c", call(nil), test)
            _ = try await write("c", call(nil), test)
            #expect(try await test.noteCount() == 6)
        }
    }

    @Test("answers that hold secrets are neither kept nor given again")
    func secrets() async throws {
        try await withStore { test in
            for text in ["a", "b"] {
                _ = try await test.store.once(
                    WriteSecret(text: text),
                    call("k"),
                    tenant: Self.organization
                ) { _ in Note(text: text, version: 1) }
            }
            let count: Int64 = try await test.schema.admin.row(
                "SELECT count(*) FROM kitstore.idempotency_keys"
            )
            #expect(count == 0)
        }
    }

    @Test("a person's acts are once, too")
    func person() async throws {
        try await withStore { test in
            let person: PersonID = .test(5)
            let call = Call(
                principal: .person(person),
                idempotencyKey: IdempotencyKey(utf8: "k".utf8.span)
            )
            var bodies: [[UInt8]] = []
            for _ in 0..<2 {
                let answer = try await test.store.once(
                    WriteNote(text: "p"),
                    call,
                    tenant: person
                ) { transaction in
                    let id: CandidateID = identifiers.next()
                    try await transaction.execute(
                        "INSERT INTO notes (id, person_id, text) VALUES (\(id), \(person), 'p')"
                    )
                    return Note(text: "\(id)", version: 1)
                }
                bodies.append(answer.body)
            }
            #expect(bodies[0] == bodies[1])
            #expect(try await test.noteCount() == 1)
        }
    }

    @Test("eight at once: one works, the others wait and get its answer")
    func concurrent() async throws {
        try await withStore { test in
            let works = NIOLockedValueBox(0)
            let bodies = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await write("a", call("k"), test) { _ in
                            works.withLockedValue { $0 += 1 }
                            try await Task.sleep(for: .milliseconds(100))
                        }.body
                    }
                }
                var bodies: Set<[UInt8]> = []
                for try await body in group { bodies.insert(body) }
                return bodies
            }
            #expect(bodies.count == 1)
            #expect(works.withLockedValue { $0 } == 1)
            #expect(try await test.noteCount() == 1)
        }
    }

    @Test("where the first fails, one of those that wait does the work")
    func failure() async throws {
        try await withStore { test in
            let works = NIOLockedValueBox(0)
            let outcomes = await withTaskGroup(of: [UInt8]?.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try? await write("a", call("k"), test) { _ in
                            try await Task.sleep(for: .milliseconds(50))
                            let isFirst = works.withLockedValue { works in
                                works += 1
                                return works == 1
                            }
                            if isFirst { throw Stumble() }
                        }.body
                    }
                }
                var outcomes: [[UInt8]?] = []
                for await outcome in group { outcomes.append(outcome) }
                return outcomes
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(Set(outcomes.compactMap { $0 }).count == 1)
            #expect(works.withLockedValue { $0 } == 2)
            let count = try await test.noteCount()
            #expect(count == 1)
        }
    }

    @Test("connections killed at any moment, the commit among them: every act is there once")
    func killed() async throws {
        try await withStore { test in
            let isOver = NIOLockedValueBox(false)
            let rounds = 40
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    while !isOver.withLockedValue({ $0 }) {
                        _ = try? await test.schema.admin.execute(
                            """
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE usename = 'kitstore' AND datname = current_database()
                                AND state <> 'idle' ORDER BY random() LIMIT 1
                            """
                        )
                        try await Task.sleep(for: .milliseconds(Int.random(in: 1...6)))
                    }
                }
                for round in 0..<rounds {
                    let end = ContinuousClock.now + .seconds(20)
                    var answers: Set<[UInt8]> = []
                    // Until it is acknowledged, and once more.
                    while answers.isEmpty, ContinuousClock.now < end {
                        let answer = try? await write("n\(round)", call("k\(round)"), test) {
                            try await $0.execute("SELECT pg_sleep(0.002)")
                        }
                        if let answer { answers.insert(answer.body) }
                    }
                    var again: [UInt8]?
                    while again == nil, ContinuousClock.now < end {
                        again = try? await write("n\(round)", call("k\(round)"), test).body
                    }
                    #expect(answers.count == 1 && again == answers.first, "round \(round)")
                }
                isOver.withLockedValue { $0 = true }
                try await group.waitForAll()
            }
            #expect(try await test.noteCount() == rounds)
        }
    }

    @Test("after a day a key is as good as new, and is forgotten")
    func aging() async throws {
        try await withStore { test in
            let old = try await write("a", call("old"), test)
            _ = try await write("b", call("older"), test)
            _ = try await write("c", call("young"), test)
            try await test.schema.admin.execute(
                """
                UPDATE kitstore.idempotency_keys
                SET created_at = created_at - interval '24 hours 1 second' WHERE key <> 'young'
                """
            )
            let anew = try await write("a", call("old"), test)
            #expect(anew.body != old.body)
            #expect(try await OldKeys(test.store.system).forgetAcrossTenants() == 1)
            let left: [String] = try await test.schema.admin.rows(
                "SELECT key FROM kitstore.idempotency_keys ORDER BY key"
            )
            #expect(left == ["old", "young"])
        }
    }
}
