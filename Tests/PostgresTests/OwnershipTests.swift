import LocalPostgres
import Postgres
import TestKit
import Testing

@Suite("A service's roles may what they must, and nothing else")
struct OwnershipTests {
    private static let tables = [
        Migration(
            "0001_notes",
            """
            CREATE TABLE IF NOT EXISTS notes (id int PRIMARY KEY, body text);
            CREATE OR REPLACE FUNCTION twice(int) RETURNS int LANGUAGE sql AS 'SELECT 2 * $1';
            """
        )
    ]

    @Test("the owner migrates; the serving and the system role read and write rows")
    func rights() async throws {
        try await withOwnedSchema("rights", migrations: Self.tables) { (schema) async throws in
            for (id, pool) in [schema.serving, schema.system].enumerated() {
                try await pool.execute("INSERT INTO notes VALUES (\(Int32(id)), 'a')")
                try await pool.execute("UPDATE notes SET body = 'b' WHERE id = \(Int32(id))")
                let body: String = try await pool.row(
                    "SELECT body FROM rights.notes WHERE id = \(Int32(id))"
                )
                #expect(body == "b")
                #expect(try await pool.execute("DELETE FROM notes WHERE id = \(Int32(id))") == 1)
            }
            #expect(try await schema.serving.row("SELECT twice(21)") as Int32 == 42)
            let path: String = try await schema.serving.row("SHOW search_path")
            #expect(path == "rights, pg_temp")
        }
    }

    @Test("what only the owner may is refused to the others")
    func refusals() async throws {
        try await withOwnedSchema("refusals", migrations: Self.tables) { (schema) async throws in
            for pool in [schema.serving, schema.system] {
                for statement: Statement in [
                    "CREATE TABLE mine ()", "CREATE TEMPORARY TABLE mine ()",
                    "CREATE TABLE public.mine ()", "CREATE SCHEMA mine", "CREATE ROLE mine",
                    "ALTER TABLE notes DISABLE ROW LEVEL SECURITY",
                    "ALTER TABLE notes ADD COLUMN more text", "DROP TABLE notes", "TRUNCATE notes",
                    "SET ROLE refusals_owner", "SET ROLE postgres",
                    "SET SESSION AUTHORIZATION refusals_owner",
                    "DELETE FROM schema_migrations",
                    "INSERT INTO schema_migrations_lock VALUES (1)",
                    "SELECT id FROM schema_migrations_lock WHERE id = 1 FOR UPDATE",
                    "COPY notes TO PROGRAM 'cat'", "SELECT pg_read_file('/etc/passwd')",
                ] {
                    await expectNotAllowed(statement, pool)
                }
            }
        }
    }

    private func expectNotAllowed(_ statement: Statement, _ pool: Postgres) async {
        let error = await #expect(throws: PostgresError.self, "\(statement)") {
            try await pool.execute(statement.unprepared())
        }
        #expect(error?.sqlState == "42501", "\(statement)")
    }

    @Test("a role that touches another service's schema is refused, whatever it tries")
    func otherSchemas() async throws {
        try await withOwnedSchema("one", migrations: Self.tables) { (one) async throws in
            let other = Ownership(of: "other")
            try await other.establish(on: one.admin)
            for role in other.roles {
                let mayCall: Bool = try await one.admin.row(
                    "SELECT has_function_privilege(\(role.name), 'one.twice(int)', 'EXECUTE')"
                )
                #expect(!mayCall)
                let pool = one.pool(as: role)
                for statement: Statement in [
                    "SELECT * FROM one.notes", "INSERT INTO one.notes VALUES (1, 'x')",
                    "SELECT * FROM one.schema_migrations", "CREATE TABLE one.mine ()",
                    "SET ROLE one", "SET ROLE one_owner", "DROP SCHEMA one CASCADE",
                ] {
                    await expectNotAllowed(statement, pool)
                }
                await pool.close()
            }
        }
    }

    @Test("establishing again changes nothing; five services on one server at once get through")
    func repeatedAndConcurrent() async throws {
        try await withOwnedSchema("again_0", migrations: Self.tables) { (schema) async throws in
            let services: [Identifier] = ["again_0", "again_1", "again_2", "again_3", "again_4"]
            for _ in 0..<3 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for service in services {
                        group.addTask {
                            try await Ownership(of: service).establish(on: schema.admin)
                        }
                    }
                    try await group.waitForAll()
                }
            }
            let schemas: [String] = try await schema.admin.rows(
                """
                SELECT n.nspname::text FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner
                WHERE n.nspname LIKE 'again%' AND r.rolname = n.nspname || '_owner' ORDER BY 1
                """
            )
            #expect(schemas == services.map(\.name))
            try await schema.serving.execute("INSERT INTO notes VALUES (1, 'kept')")
        }
    }

    @Test("an administrator needs the database and CREATEROLE, not superuser")
    func plainAdministrator() async throws {
        try await withTestDatabase { database in
            let root = Postgres(PostgresConfiguration(database.connectionString()))
            try await root.execute("CREATE ROLE plain_admin LOGIN CREATEROLE")
            let name = Statement(stringLiteral: database.name)
            try await root.execute("ALTER DATABASE \(name) OWNER TO plain_admin")
            await root.close()
            let configuration = PostgresConfiguration(
                database.connectionString(user: "plain_admin")
            )
            let admin = Postgres(configuration)
            try await Ownership(of: "plain").establish(on: admin)
            try await Ownership(of: "plain").establish(on: admin)
            await admin.close()
        }
    }

    @Test(
        "a role that exists and may too much is refused by name",
        arguments: [
            "CREATE ROLE strong_0 SUPERUSER", "CREATE ROLE strong_1 BYPASSRLS",
            "CREATE ROLE strong_2 CREATEROLE", "CREATE ROLE strong_3 IN ROLE pg_read_all_data",
        ]
    )
    func tooPowerful(creation: String) async throws {
        try await withTestDatabase { database in
            let admin = Postgres(PostgresConfiguration(database.connectionString()))
            try await admin.execute(Statement(stringLiteral: creation))
            let names: [Identifier] = ["strong_0", "strong_1", "strong_2", "strong_3"]
            let name = try #require(names.first { creation.contains($0.name) })
            let error = await #expect(throws: OwnershipError.self) {
                try await Ownership(of: name).establish(on: admin)
            }
            #expect(error?.description.contains("role \(name.name) exists") == true)
            await admin.close()
        }
    }

    @Test("passwords are stored as SCRAM verifiers, and appear in no log and no description")
    func passwords() async throws {
        let secret = "it's a \\ \"secret\" $$"
        var configuration = LocalPostgres.Configuration(disposableIn: nil)
        configuration.tcp = .freePort
        configuration.settings = ["log_statement": "all", "log_min_duration_statement": "0"]
        let server = try await LocalPostgres.start(configuration)
        let admin = Postgres(
            PostgresConfiguration(server.connectionString(database: "postgres"))
        )
        let passwords = RolePasswords(serving: secret)
        try await Ownership(of: "guarded").establish(on: admin, passwords: passwords)
        let stored: [Bool] = try await admin.rows(
            """
            SELECT coalesce(rolpassword LIKE 'SCRAM-SHA-256$%', false)
            FROM pg_authid WHERE rolname LIKE 'guarded%' ORDER BY rolname
            """
        )
        #expect(stored == [true, false, false])
        await admin.close()

        let quoted = secret.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        let address = "host=127.0.0.1 port=\(server.port) dbname=postgres user=guarded"
        let serving = Postgres(PostgresConfiguration("\(address) password='\(quoted)'"))
        #expect(try await serving.row("SELECT current_user::text") as String == "guarded")
        await serving.close()
        #expect(!"\(passwords)".contains("secret"))
        try await server.stop()
    }
}
