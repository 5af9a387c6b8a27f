import Contract
import Postgres
import ServiceKit
import TestKit
import Testing
import Vocabulary

@testable import ServiceStore

@Suite("What happened is kept with what it changed, and read in one order")
struct EventTests {
    private struct Undone: Error {}

    @Test("an event is there with its transaction, and gone with it")
    func atomic() async throws {
        try await withStore { test in
            let before = EventCount.appended.value
            try await test.store.transaction(for: OrganizationID.test(2)) { transaction in
                try await transaction.append(event(1))
                try await transaction.append([event(2), event(3)])
            }
            await #expect(throws: Undone.self) {
                try await test.store.transaction(for: OrganizationID.test(2)) { transaction in
                    try await transaction.append(event(4))
                    throw Undone()
                }
            }
            let numbers: [String] = try await test.schema.admin.rows(
                "SELECT payload FROM kitstore.events ORDER BY aggregate_id"
            )
            #expect(numbers == [#"{"number":1}"#, #"{"number":2}"#, #"{"number":3}"#])
            #expect(EventCount.appended.value >= before + 3)
        }
    }

    @Test("an organization and a person see their own; nobody changes what happened")
    func tenancy() async throws {
        try await withStore { test in
            let store = test.store
            try await store.transaction(for: OrganizationID.test(2)) { transaction in
                try await transaction.append(event(1))
            }
            try await store.transaction(for: PersonID.test(5)) { transaction in
                let actor = Principal.person(.test(5))
                try await transaction.append(
                    event(2, of: nil, person: .test(5), by: actor)
                )
            }
            // Neither for another tenant nor for nobody.
            for wrong in [event(3, of: .test(3)), event(4, of: nil)] {
                await #expect(throws: PostgresError.self) {
                    try await store.transaction(for: OrganizationID.test(2)) { transaction in
                        try await transaction.append(wrong)
                    }
                }
            }
            let count: Statement = "SELECT count(*) FROM events"
            #expect(try await store.serving(for: OrganizationID.test(2)).row(count) as Int64 == 1)
            #expect(try await store.serving(for: PersonID.test(5)).row(count) as Int64 == 1)
            #expect(try await store.serving(for: OrganizationID.test(3)).row(count) as Int64 == 0)
            #expect(try await store.serving.row(count) as Int64 == 0)
            #expect(try await store.system.row(count) as Int64 == 2)
            for change: Statement in ["DELETE FROM events", "UPDATE events SET type = ''"] {
                await #expect(throws: PostgresError.self) {
                    try await store.serving(for: OrganizationID.test(2)).execute(change)
                }
            }
        }
    }

    @Test("who did it is told: users by their identifier, services by their name")
    func actors() async throws {
        try await withStore { test in
            try await test.store.transaction(for: OrganizationID.test(2)) { transaction in
                try await transaction.append([
                    event(1), event(2, by: .service(.interviews)), event(3, by: nil),
                ])
            }
            let actors: [String] = try await test.schema.admin.rows(
                """
                SELECT concat_ws(' ', actor_kind, actor_id, actor_service)
                FROM kitstore.events ORDER BY aggregate_id
                """
            )
            let user = UserID.test(1).description
            #expect(actors == ["user \(user)", "service interviews", ""])
        }
    }

    @Test("an event that is committed late comes behind those that were seen before it")
    func lateCommit() async throws {
        try await withStore { test in
            let positions = EventPositions(test.store.system)
            let early = Instant.now() - .seconds(60)
            let (isWritten, written) = AsyncStream<Void>.makeStream()
            let (mayCommit, commit) = AsyncStream<Void>.makeStream()
            async let late: Void = test.store.transaction(for: OrganizationID.test(2)) {
                transaction in
                try await transaction.append(event(1, at: early))
                written.yield()
                for await _ in mayCommit { break }
            }
            for await _ in isWritten { break }
            try await test.store.transaction(for: OrganizationID.test(2)) { transaction in
                try await transaction.append(event(2))
            }
            #expect(try await positions.assignAcrossTenants() == 1)
            commit.yield()
            try await late
            #expect(try await positions.assignAcrossTenants() == 1)
            #expect(try await positions.assignAcrossTenants() == 0)
            let order: [String] = try await test.schema.admin.rows(
                "SELECT payload FROM kitstore.events ORDER BY position"
            )
            #expect(order == [#"{"number":2}"#, #"{"number":1}"#])
        }
    }

    @Test("events without a number are found by an index, also while all are without")
    func waitingPlan() async throws {
        try await withStore { test in
            try await test.store.transaction(for: OrganizationID.test(2)) { transaction in
                try await transaction.append((1...2_000).map { event($0) })
            }
            try await test.schema.admin.execute("ANALYZE kitstore.events")
            var linter = PlanLinter(test.store.system, tenant: .organization(.test(2)))
            linter.prefersIndexes = false
            let findings = try await linter.findings(in: EventPositions.waiting)
            #expect(findings == [])
            // What it replaced would not do.
            let before: Statement = "SELECT EXISTS (SELECT FROM events WHERE position IS NULL)"
            let wrong = try await linter.findings(in: before)
            #expect(!wrong.isEmpty)
        }
    }

    @Test("a reader who goes by positions sees each event once, whoever writes and numbers")
    func followed() async throws {
        try await withStore { test in
            let store = test.store
            let writers = 4
            let each = 30
            let seen = try await withThrowingTaskGroup(of: [Int64]?.self) { group in
                for writer in 0..<writers {
                    group.addTask {
                        for index in 0..<each {
                            try await store.transaction(for: OrganizationID.test(2)) {
                                transaction in
                                let number = UInt64(writer * each + index)
                                try await transaction.append(event(number))
                                // Commits come in another order than the appends.
                                try await Task.sleep(for: .milliseconds(Int.random(in: 0...4)))
                            }
                        }
                        return nil
                    }
                }
                for _ in 0..<2 {
                    group.addTask {
                        for _ in 0..<200 {
                            try await EventPositions(store.system).assignAcrossTenants()
                            try await Task.sleep(for: .milliseconds(3))
                        }
                        return nil
                    }
                }
                group.addTask { try await follow(store, count: writers * each) }
                var seen: [Int64] = []
                for try await result in group { seen += result ?? [] }
                return seen
            }
            #expect(seen == (1...Int64(writers * each)).map { $0 })
        }
    }

    /// Reads on from the highest position it has seen.
    private func follow(_ store: ServiceStore, count: Int) async throws -> [Int64] {
        var seen: [Int64] = []
        let end = ContinuousClock.now + .seconds(30)
        while seen.count < count, ContinuousClock.now < end {
            let last = seen.last ?? 0
            seen +=
                try await store.system.rows(
                    "SELECT position FROM events WHERE position > \(last) ORDER BY position LIMIT 7"
                ) as [Int64]
            try await Task.sleep(for: .milliseconds(1))
        }
        return seen
    }
}
