import FoundationEssentials
import Postgres
import TestKit
import Testing

@Suite("A tenant sees its own rows and no others")
struct TenancyTests {
    private static let schema = """
        CREATE TABLE notes (org_id uuid NOT NULL, id int8 NOT NULL, PRIMARY KEY (org_id, id));
        ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own_rows ON notes
            USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));
        CREATE TABLE atlases (person_id uuid PRIMARY KEY);
        ALTER TABLE atlases ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own_atlas ON atlases
            USING (person_id = (SELECT NULLIF(current_setting('vouch.person_id', true), '')::uuid));
        """

    /// A pool on a table with `rows` rows of each tenant, as a role that row-level security binds.
    private func withNotes(
        of tenants: [UUID],
        rows: Int,
        _ body: (Postgres) async throws -> Void
    ) async throws {
        try await withDatabase { database in
            let owner = Postgres(PostgresConfiguration(database.connectionString()))
            let role = "server_of_\(database.name)"
            try await owner.transaction { transaction in
                try await transaction.run(script: Self.schema)
                try await transaction.run(
                    script: "CREATE ROLE \(role) LOGIN; GRANT ALL ON notes, atlases TO \(role)"
                )
                for tenant in tenants {
                    try await transaction.execute(
                        "INSERT INTO notes SELECT \(tenant), n FROM generate_series(1, \(rows)) n"
                    )
                    try await transaction.execute("INSERT INTO atlases VALUES (\(tenant))")
                }
            }
            var configuration = PostgresConfiguration(database.connectionString(user: role))
            configuration.sharedConnections = 2
            configuration.leasedConnections = 0...2
            configuration.waitTimeout = .seconds(60)
            let postgres = Postgres(configuration)
            try await body(postgres)
            await postgres.close()
            try await owner.transaction { transaction in
                try await transaction.run(script: "DROP OWNED BY \(role); DROP ROLE \(role)")
            }
            await owner.close()
        }
    }

    @Test("Without a tenant there are no rows and no error, before a tenant and after one")
    func nobody() async throws {
        let tenant = UUID()
        try await withNotes(of: [tenant], rows: 3) { (postgres) async throws in
            let count: Statement = "SELECT count(*) FROM notes"
            for handle in [postgres, postgres.leased] {
                #expect(try await rows(count, handle) == 0)
                for _ in 0..<5 {
                    let theirs = handle.acting(for: .organization(tenant))
                    #expect(try await rows(count, theirs) == 3)
                    #expect(try await rows(count, handle) == 0)
                    #expect(try await rows(count, theirs.acting(for: .nobody)) == 0)
                }
            }
        }
    }

    @Test("A person sees his own, and is not an organization")
    func person() async throws {
        let id = UUID()
        try await withNotes(of: [id, UUID()], rows: 1) { (postgres) async throws in
            let person = postgres.acting(for: .person(id))
            #expect(try await rows("SELECT count(*) FROM atlases", person) == 1)
            #expect(try await rows("SELECT count(*) FROM notes", person) == 0)
            let both = postgres.acting(for: Tenant(organization: id, person: id))
            #expect(try await rows("SELECT count(*) FROM atlases", both) == 1)
            #expect(try await rows("SELECT count(*) FROM notes", both) == 1)
        }
    }

    @Test("Whatever is set in front of a statement, all of it is in force, and only for it")
    func settings() async throws {
        let id = UUID()
        let seen: Statement = """
            SELECT ARRAY[COALESCE(NULLIF(current_setting('vouch.org_id', true), ''), 'none'),
                COALESCE(NULLIF(current_setting('vouch.person_id', true), ''), 'none'),
                current_setting('statement_timeout')]
            """
        try await withNotes(of: [id], rows: 1) { (postgres) async throws in
            for handle in [postgres, postgres.leased] {
                for combination in 0..<8 {
                    let organization = combination & 1 == 0 ? nil : id
                    let person = combination & 2 == 0 ? nil : UUID()
                    let tenant = Tenant(organization: organization, person: person)
                    let timeout = combination & 4 == 0 ? "5s" : "1234ms"
                    var theirs = handle.acting(for: tenant)
                    if combination & 4 != 0 { theirs = theirs.within(.milliseconds(1234)) }
                    let settings: [String] = try await theirs.row(seen)
                    let ids = [organization, person].map { $0?.uuidString.lowercased() ?? "none" }
                    #expect(settings == ids + [timeout])
                    let next: [String] = try await handle.row(seen)
                    #expect(next == ["none", "none", "5s"])
                }
            }
        }
    }

    @Test("Writing another's row is refused")
    func writes() async throws {
        let tenants = [UUID(), UUID()]
        try await withNotes(of: tenants, rows: 1) { (postgres) async throws in
            let first = postgres.acting(for: .organization(tenants[0]))
            let failure = await reason {
                try await first.execute("INSERT INTO notes VALUES (\(tenants[1]), \(7))")
            }
            #expect(failure == .notAllowed)
            let deleted = try await first.execute("DELETE FROM notes")
            #expect(deleted == 1)
            let second = postgres.acting(for: .organization(tenants[1]))
            #expect(try await rows("SELECT count(*) FROM notes", second) == 1)
        }
    }

    @Test("Mixed tenants on two connections, with callers cancelled at random, never meet")
    func mixed() async throws {
        let tenants = (0..<8).map { _ in UUID() }
        try await withNotes(of: tenants, rows: 5) { (postgres) async throws in
            let answered = Shared(0)
            await withTaskGroup(of: Void.self) { group in
                for caller in 0..<64 {
                    group.addTask {
                        var random = Generator(state: UInt64(caller))
                        for _ in 0..<60 {
                            let tenant = tenants.randomElement(using: &random) ?? UUID()
                            let kind = Int.random(in: 0..<10, using: &random)
                            let patience = Int.random(in: 0...20, using: &random)
                            let task = Task { try await seen(by: tenant, postgres, kind) }
                            if patience < 8 {
                                try? await Task.sleep(for: .microseconds(patience * 200))
                                task.cancel()
                            }
                            guard let rows = try? await task.value else { continue }
                            answered.count()
                            #expect(rows == Array(repeating: tenant, count: 5))
                        }
                    }
                }
            }
            #expect(answered.value > 500)
            #expect(try await eventually { await postgres.health().leasesInUse == 0 })
            #expect(try await rows("SELECT count(*) FROM notes", postgres) == 0)
        }
    }

    private func rows(_ count: Statement, _ postgres: Postgres) async throws -> Int {
        try await postgres.row(count)
    }

    /// The tenants of the rows that a tenant sees, asked in one of several ways.
    private func seen(by tenant: UUID, _ postgres: Postgres, _ kind: Int) async throws -> [UUID] {
        let all: Statement = "SELECT org_id FROM notes"
        let theirs = postgres.acting(for: .organization(tenant))
        switch kind {
        case 0:
            return try await theirs.leased.rows(all)
        case 1:
            return try await postgres.transaction(tenant: .organization(tenant)) { transaction in
                try await transaction.execute("SELECT pg_sleep(0.001)")
                return try await transaction.rows(all)
            }
        case 2:
            _ = try? await theirs.execute("SELECT 1 / 0")
            return try await theirs.rows(all)
        default:
            return try await theirs.rows(all)
        }
    }
}
