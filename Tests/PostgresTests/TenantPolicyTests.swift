import FoundationEssentials
import Postgres
import TestKit
import Testing

@Suite("The tenant predicate shows a tenant its own rows, and everybody else none")
struct TenantPolicyTests {
    private static let tables = [
        Migration(
            "0001_candidates",
            """
            CREATE TABLE IF NOT EXISTS candidates (org_id uuid NOT NULL, id int NOT NULL,
                PRIMARY KEY (org_id, id));
            ALTER TABLE candidates ENABLE ROW LEVEL SECURITY;
            DROP POLICY IF EXISTS tenant ON candidates;
            CREATE POLICY tenant ON candidates TO policies USING
                (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));
            DROP POLICY IF EXISTS sweeper ON candidates;
            CREATE POLICY sweeper ON candidates FOR SELECT TO policies_system USING (true);
            CREATE TABLE IF NOT EXISTS profiles (person_id uuid PRIMARY KEY, alias text);
            ALTER TABLE profiles ENABLE ROW LEVEL SECURITY;
            DROP POLICY IF EXISTS person ON profiles;
            CREATE POLICY person ON profiles TO policies USING
                (person_id = (SELECT NULLIF(current_setting('vouch.person_id', true), '')::uuid));
            """
        )
    ]
    private static let ours = UUID()
    private static let theirs = UUID()

    private func withRows(_ body: (OwnedSchema) async throws -> Void) async throws {
        try await withOwnedSchema("policies", migrations: Self.tables) { (schema) async throws in
            for (index, id) in [Self.ours, Self.theirs].enumerated() {
                // The owner writes past the policies: they are enabled, not forced.
                try await schema.owner.execute(
                    "INSERT INTO candidates SELECT \(id), generate_series(1, \(Int32(index + 1)))"
                )
                try await schema.owner.execute("INSERT INTO profiles VALUES (\(id), 'a')")
            }
            try await body(schema)
        }
    }

    private let candidates: Statement = "SELECT count(*) FROM candidates"
    private let profiles: Statement = "SELECT count(*) FROM profiles"

    @Test("a connection that never had a tenant sees no row and raises no error")
    func neverATenant() async throws {
        try await withRows { (schema) async throws in
            let fresh = schema.pool(as: schema.ownership.serving)
            #expect(try await fresh.row(candidates) as Int64 == 0)
            #expect(try await fresh.row(profiles) as Int64 == 0)
            #expect(try await fresh.execute("UPDATE candidates SET id = id + 100") == 0)
            #expect(try await fresh.execute("DELETE FROM candidates") == 0)
            await fresh.close()
        }
    }

    @Test("a connection whose last transaction had a tenant sees no row and raises no error")
    func tenantIsOver() async throws {
        try await withRows { (schema) async throws in
            // The same session each time, as the server counts them.
            let fresh = schema.pool(as: schema.ownership.serving)
            let session: Statement = "SELECT pg_backend_pid()"
            let before: Int32 = try await fresh.row(session)
            let organization = fresh.acting(for: .organization(Self.ours))
            #expect(try await organization.row(candidates) as Int64 == 1)
            #expect(try await fresh.row(candidates) as Int64 == 0)
            #expect(try await fresh.acting(for: .person(Self.ours)).row(profiles) as Int64 == 1)
            #expect(try await fresh.row(profiles) as Int64 == 0)
            // What is left of the setting is an empty string, which is no uuid.
            let left: String? = try await fresh.row("SELECT current_setting('vouch.org_id', true)")
            #expect(left == "")
            #expect(try await fresh.row(session) as Int32 == before)

            let counts = try await fresh.transaction(tenant: .organization(Self.theirs)) {
                transaction in
                (
                    session: try await transaction.row(session) as Int32,
                    seen: try await transaction.row(candidates) as Int64
                )
            }
            #expect(counts.seen == 2)
            let after = try await fresh.transaction { transaction in
                (
                    session: try await transaction.row(session) as Int32,
                    seen: try await transaction.row(candidates) as Int64
                )
            }
            #expect(after.seen == 0)
            #expect(after.session == counts.session)
            await fresh.close()
        }
    }

    @Test("the serving role cannot pass the policies, whatever it sets")
    func cannotPass() async throws {
        try await withRows { (schema) async throws in
            let ours = schema.serving.acting(for: .organization(Self.ours))
            await #expect(throws: PostgresError.self) {
                try await ours.execute("INSERT INTO candidates VALUES (\(Self.theirs), 9)")
            }
            await #expect(throws: PostgresError.self) {
                try await ours.execute("UPDATE candidates SET org_id = \(Self.theirs)")
            }
            #expect(
                try await ours.rowIfAny(
                    "SELECT id FROM candidates WHERE org_id = \(Self.theirs)"
                ) as Int32? == nil
            )
            // Turning row security off only turns silence into an error.
            let error = await #expect(throws: PostgresError.self) {
                try await schema.serving.transaction { transaction in
                    try await transaction.execute("SET LOCAL row_security = off")
                    try await transaction.execute("SELECT id FROM candidates")
                }
            }
            #expect(error?.sqlState == "42501")
        }
    }

    @Test("the system role sees what its own policies name, and no more")
    func system() async throws {
        try await withRows { (schema) async throws in
            #expect(try await schema.system.row(candidates) as Int64 == 3)
            #expect(try await schema.system.execute("DELETE FROM candidates") == 0)
            #expect(try await schema.system.row(profiles) as Int64 == 0)
            let person = schema.system.acting(for: .person(Self.ours))
            #expect(try await person.row(profiles) as Int64 == 0)
        }
    }
}
