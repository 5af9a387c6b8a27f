import Foundation
import Postgres
import ServiceStore
import TestKit
import Testing

@testable import identity

@Suite("Identity's schema")
struct MigrationTests {
    @Test("applying each migration twice changes nothing the second time")
    func twice() async throws {
        #expect(try await changesWhenAppliedTwice(Bench.migrations, of: "identity") == [])
    }

    @Test("the folder holds what the program lists, in its order")
    func listed() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Services/Identity/Migrations")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
        #expect(names == IdentityMigrations.all.map { "\($0.name).sql" })
        for migration in IdentityMigrations.all {
            let file = folder.appending(path: "\(migration.name).sql")
            #expect(try String(contentsOf: file, encoding: .utf8) == migration.sql)
        }
    }

    @Test("every table has row-level security, and a policy for somebody")
    func policies() async throws {
        try await withOwnedSchema("identity", migrations: Bench.migrations) {
            (schema) async throws in
            let open: [String] = try await schema.admin.rows(
                """
                SELECT relname::text FROM pg_class c
                WHERE relnamespace = 'identity'::regnamespace AND relkind = 'r'
                    AND relname NOT LIKE 'schema_migrations%'
                    AND (NOT relrowsecurity
                        OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
                """
            )
            #expect(open == [])
        }
    }

    @Test("the serving role sees nothing of what belongs to no tenant")
    func systemTables() async throws {
        try await withBench { bench in
            _ = try await bench.signUp()
            for table in [
                "accounts", "sessions", "refresh_tokens", "one_time_tokens", "mails", "tries",
                "signing_keys", "persons", "users", "organizations", "api_keys", "candidates",
            ] {
                let name = Statement(stringLiteral: table)
                let count: Int = try await bench.schema.serving.row("SELECT count(*) FROM \(name)")
                #expect(count == 0, "\(table)")
            }
        }
    }
}
