import FoundationEssentials
import Postgres
import TestKit
import Testing

@Suite("The plan linter passes statements that an index serves, and fails the others")
struct PlanLinterTests {
    private static let tables = [
        Migration(
            "0001_people",
            """
            CREATE TYPE mood AS ENUM ('glad', 'sad');
            CREATE TABLE people (
                org_id uuid NOT NULL, id int NOT NULL, name text NOT NULL,
                company_key text NOT NULL,
                note text NOT NULL DEFAULT '', rate numeric NOT NULL DEFAULT 0,
                mood mood NOT NULL DEFAULT 'glad', rank int NOT NULL DEFAULT 0,
                is_open boolean NOT NULL DEFAULT true,
                created_at timestamptz NOT NULL DEFAULT now(), plain text, PRIMARY KEY (org_id, id)
            );
            CREATE INDEX people_key ON people (org_id, company_key);
            CREATE INDEX people_name ON people (org_id, lower(name));
            CREATE INDEX people_note ON people USING gin (to_tsvector('simple', note));
            CREATE INDEX people_rate ON people (org_id, rate);
            CREATE INDEX people_mood ON people (org_id, mood);
            CREATE INDEX people_rank ON people (org_id, rank);
            CREATE INDEX people_created ON people (org_id, created_at, id);
            ALTER TABLE people ENABLE ROW LEVEL SECURITY;
            CREATE POLICY tenant ON people TO linted USING
                (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));
            CREATE TABLE settings (id int PRIMARY KEY, key text NOT NULL, value text);
            CREATE TABLE tokens (token text NOT NULL, person int NOT NULL);
            CREATE INDEX tokens_token ON tokens (token);
            """
        )
    ]
    private static let organization = UUID()

    private static let good: [Statement] = [
        "SELECT name FROM people WHERE id = \(Int32(7))",
        "SELECT name FROM people WHERE id = ANY(\([Int32(7), 8]))",
        "SELECT id FROM people WHERE company_key = \("acme")",
        "SELECT id FROM people WHERE company_key = ANY(\(["acme", "apex"]))",
        "SELECT id FROM people WHERE rank BETWEEN \(Int32(1)) AND \(Int32(3))",
        "SELECT id FROM people ORDER BY created_at, id LIMIT \(Int64(50))",
        """
        SELECT id FROM people WHERE (created_at, id) > (now(), \(Int32(3)))
        ORDER BY created_at, id
        """,
        // No index holds `plain`: whoever asks so knows that the tenant is read.
        "SELECT id FROM people WHERE plain = \("x")",
        // The row is found by its key, and only then looked at.
        "SELECT id FROM people WHERE id = \(Int32(7)) AND lower(name) = \("ada")",
        // Both have an index; the planner chose one.
        "SELECT id FROM people WHERE company_key = \("acme") AND rank = \(Int32(2))",
        "SELECT p.id FROM people p JOIN tokens t ON t.person = p.id WHERE t.token = \("ad")",
        "UPDATE people SET plain = \("x") WHERE id = \(Int32(7))",
        "DELETE FROM people WHERE company_key = \("acme")",
        "INSERT INTO people (org_id, id, name, company_key) VALUES (\(organization), 1, 'a', 'b')",
    ]

    @Test("statements that an index serves pass")
    func passes() async throws {
        try await withLinter { linter in
            for statement in Self.good {
                let findings = try await linter.findings(in: statement)
                #expect(findings == [], "\(statement)")
            }
        }
    }

    private static let bad: [(Statement, String)] = [
        ("SELECT id FROM people WHERE lower(name) = \("ada")", "people_name"),
        ("SELECT id FROM people WHERE name ILIKE \("a%")", "people_name"),
        ("SELECT id FROM people WHERE company_key LIKE \("a%")", "people_key"),
        (
            """
            SELECT id FROM people
            WHERE to_tsvector('simple', note) @@ to_tsquery('simple', \("a"))
            """,
            "people_note"
        ),
        ("SELECT id FROM people WHERE rate > 3", "people_rate"),
        ("SELECT id FROM people WHERE mood = 'sad'", "people_mood"),
        // The parameter's type turns the column into another.
        ("SELECT id FROM people WHERE rank = \(2.5)", "people_rank"),
        ("SELECT id FROM people WHERE rank + 1 = \(Int32(3))", "people_rank"),
        (
            "SELECT id FROM people WHERE company_key = \("a") OR rank = \(Int32(1))",
            "people_key, people_rank"
        ),
        ("SELECT value FROM settings WHERE key = \("k")", "Seq Scan on linted.settings"),
        ("SELECT count(*) FROM settings WHERE id > 0 OR key = \("k")", "linted.settings"),
        ("UPDATE people SET plain = 'x' WHERE lower(name) = \("ada")", "people_name"),
        ("SELECT person FROM tokens WHERE person = \(Int32(1))", "Seq Scan on linted.tokens"),
        ("SELECT token FROM tokens ORDER BY token", "every entry of the index"),
    ]

    @Test("statements that no index serves fail, and what is said names node and reason")
    func fails() async throws {
        try await withLinter { linter in
            for (statement, words) in Self.bad {
                let findings = try await linter.findings(in: statement)
                let isNamed = findings.contains { "\($0)".contains(words) }
                #expect(isNamed, "\(statement): \(findings)")
            }
        }
    }

    @Test("a table that stays small may be read whole, and no other for its sake")
    func smallTables() async throws {
        try await withOwnedSchema("linted", migrations: Self.tables) { (schema) async throws in
            let linter = PlanLinter(
                schema.serving,
                tenant: .organization(Self.organization),
                smallTables: ["settings"]
            )
            #expect(try await linter.findings(in: "SELECT * FROM settings") == [])
            #expect(try await linter.findings(in: "SELECT * FROM settings, tokens").count == 1)
        }
    }

    @Test("with real sizes, the planner's own choice is judged")
    func realSizes() async throws {
        try await withOwnedSchema("linted", migrations: Self.tables) { (schema) async throws in
            var linter = PlanLinter(schema.serving, tenant: .nobody)
            linter.prefersIndexes = false
            let byToken: Statement = "SELECT person FROM tokens WHERE token = \("7")"
            try await schema.owner.execute("INSERT INTO tokens VALUES ('7', 7)")
            try await schema.owner.execute("ANALYZE tokens")
            let few = try await linter.findings(in: byToken)
            #expect(few.map(\.problem) == [.sequentialScan])
            try await schema.owner.execute(
                "INSERT INTO tokens SELECT n::text, n FROM generate_series(8, 20000) AS n"
            )
            try await schema.owner.execute("ANALYZE tokens")
            #expect(try await linter.findings(in: byToken) == [])
        }
    }

    private func withLinter(_ body: (PlanLinter) async throws -> Void) async throws {
        try await withOwnedSchema("linted", migrations: Self.tables) { schema in
            try await body(PlanLinter(schema.serving, tenant: .organization(Self.organization)))
        }
    }
}
