import Postgres
import ServiceStore
import TestKit
import Testing
import Vocabulary

@Suite("What every service's schema begins with")
struct MigrationTests {
    @Test("applied twice, it changes nothing")
    func twice() async throws {
        let changes = try await changesWhenAppliedTwice(ServiceStore.migrations, of: "kitmigrated")
        #expect(changes == [])
    }

    @Test("a service that has migrated further takes a later migration of the store")
    func later() async throws {
        try await withOwnedSchema("kitlater", migrations: ServiceStore.migrations) { schema in
            let own = Migration("0010_own", "CREATE TABLE IF NOT EXISTS own (id uuid)")
            let later = Migration("0009_later", "CREATE TABLE IF NOT EXISTS later (id uuid)")
            let first = Migrator(ServiceStore.migrations + [own], of: schema.ownership)
            let ownOnes = try await first.migrate(schema.owner)
            #expect(ownOnes == ["0010_own"])
            let second = Migrator(ServiceStore.migrations + [later, own], of: schema.ownership)
            let laterOnes = try await second.migrate(schema.owner)
            #expect(laterOnes == ["0009_later"])
            let noMore = try await second.migrate(schema.owner)
            #expect(noMore.isEmpty)
        }
    }

    @Test("histories and claims are found by an index under row-level security")
    func plans() async throws {
        try await withStore { test in
            let linter = PlanLinter(
                test.store.serving,
                tenant: .organization(.test(2)),
                smallTables: []
            )
            let history: Statement = """
                SELECT id FROM events WHERE aggregate_id = \(UUID128(high: 1, low: 1))
                ORDER BY occurred_at, id LIMIT 50
                """
            let slowHistory = try await linter.findings(in: history)
            #expect(slowHistory == [])
            let claim: Statement = """
                SELECT status FROM idempotency_keys WHERE tenant_id = \(UUID128(high: 1, low: 1))
                    AND principal = \("user:x") AND operation = \("A") AND key = \("k")
                """
            let slowClaim = try await linter.findings(in: claim)
            #expect(slowClaim == [])
        }
    }
}
