import FoundationEssentials
import Postgres
import Testing

@Suite("Streams and copies hold a bounded part in memory")
struct StreamTests {
    struct Numbered: PostgresRow {
        let number: Int
        let text: String

        init(_ row: borrowing Row) throws(PostgresError) {
            number = try row["number"]
            text = try row["text"]
        }
    }

    private func numbers(upTo count: Int) -> Statement {
        "SELECT n AS number, 'row number ' || n AS text FROM generate_series(1, \(count)) AS n"
    }

    /// Bytes of memory that the process has in use.
    private func residentBytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { line in line.hasPrefix("VmRSS:") }
        let words = (line ?? "").split(separator: " ")
        return (words.count > 1 ? Int(words[1].filter(\.isNumber)) ?? 0 : 0) * 1024
    }

    @Test("Five million rows pass through a constant amount of memory")
    func fiveMillionRows() async throws {
        try await withPostgres { postgres in
            let total = 5_000_000
            try await postgres.within(.seconds(60)).stream(
                numbers(upTo: total),
                as: Numbered.self,
                batch: 1000
            ) { rows in
                var expected = 0
                var start = 0
                var most = 0
                for try await row in rows {
                    expected += 1
                    if row.number != expected { Issue.record("row \(row.number) for \(expected)") }
                    if expected == 100_000 { start = try residentBytes() }
                    if expected % 250_000 == 0 { most = max(most, try residentBytes()) }
                }
                #expect(expected == total)
                // Other tests run in the same process; all rows together would be over 600 MB.
                #expect(most - start < 128 << 20, "grew by \((most - start) >> 20) MiB")
            }
        }
    }

    @Test("Every size of answer arrives whole", arguments: [0, 1, 9, 10, 11, 20, 99, 100])
    func sizes(count: Int) async throws {
        try await withPostgres { postgres in
            let seen = try await postgres.stream(
                numbers(upTo: count),
                as: Numbered.self,
                batch: 10
            ) { rows in
                try await rows.reduce(into: []) { all, row in all.append(row.number) }
            }
            #expect(seen == Array(stride(from: 1, through: count, by: 1)))
        }
    }

    @Test("A stream that is left early, fails or is cancelled gives its connection back")
    func leftEarly() async throws {
        struct Enough: Error {}
        try await withPostgres { postgres in
            try await postgres.stream(numbers(upTo: 100_000), as: Numbered.self) { rows in
                for try await row in rows where row.number == 10 { break }
            }
            await #expect(throws: Enough.self) {
                try await postgres.stream(numbers(upTo: 100_000), as: Numbered.self) { _ in
                    throw Enough()
                }
            }
            let failure = await reason {
                try await postgres.stream(
                    "SELECT 1 / (3 - n) AS x FROM generate_series(1, 9) AS n",
                    as: Numbered.self
                ) { rows in
                    for try await _ in rows {}
                }
            }
            #expect(failure == .invalidValue)
            let task = Task {
                await reason {
                    try await postgres.stream(
                        """
                        SELECT n AS number, pg_sleep(0.1)::text AS text
                        FROM generate_series(1, 100) AS n
                        """,
                        as: Numbered.self
                    ) { rows in
                        for try await _ in rows {}
                    }
                }
            }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            #expect(await task.value == .cancelled)
            #expect(try await eventually { await postgres.health().leasesInUse == 0 })
        }
    }

    @Test("Parameters and the tenant reach the cursor")
    func tenant() async throws {
        try await withPostgres { postgres in
            let id = UUID()
            let settings: [String] = try await postgres.acting(for: .organization(id)).stream(
                "SELECT current_setting('vouch.org_id') AS text, \(4) AS number",
                as: Numbered.self
            ) { rows in
                try await rows.reduce(into: []) { all, row in all.append(row.text) }
            }
            #expect(settings == [id.uuidString])
        }
    }
}

@Suite("COPY moves many rows")
struct CopyTests {
    @Test("Rows that are copied in are the rows that are there")
    func copyIn() async throws {
        try await withPostgres { postgres in
            try await postgres.execute(
                "CREATE TABLE t (id int8, name text, at timestamptz, tags text[])"
            )
            let copied = try await postgres.within(.seconds(60)).transaction { transaction in
                try await transaction.copy(
                    into: "t",
                    in: "public",
                    columns: ["id", "name", "at", "tags"]
                ) { rows in
                    for number in 0..<50_000 {
                        try await rows.write(
                            number,
                            number.isMultiple(of: 3) ? nil : "name \(number)",
                            Timestamp(microsecondsSince1970: Int64(number)),
                            ["a", "\(number)"]
                        )
                    }
                }
            }
            #expect(copied == 50_000)
            let wrong: Int = try await postgres.row(
                """
                SELECT count(*) FROM t WHERE at <> 'epoch'::timestamptz + id * interval '1 us'
                    OR name IS DISTINCT FROM CASE WHEN id % 3 <> 0 THEN 'name ' || id END
                    OR tags <> ARRAY['a', id::text]
                """
            )
            #expect(wrong == 0)
        }
    }

    @Test("A copy that is given up, or refused, leaves nothing and keeps the connection")
    func copyRefused() async throws {
        struct GivenUp: Error {}
        try await withPostgres { postgres in
            try await postgres.execute("CREATE TABLE t (id int8 CHECK (id < 1000))")
            await #expect(throws: GivenUp.self) {
                try await postgres.transaction { transaction in
                    try await transaction.copy(into: "t", columns: ["id"]) { rows in
                        try await rows.write(1)
                        throw GivenUp()
                    }
                }
            }
            for count in [1_001, 100_000] {
                let failure = await reason {
                    try await postgres.transaction { transaction in
                        try await transaction.copy(into: "t", columns: ["id"]) { rows in
                            for number in 0..<count { try await rows.write(number) }
                        }
                    }
                }
                #expect(failure == .checkViolation)
            }
            let short = await reason {
                try await postgres.transaction { transaction in
                    try await transaction.copy(into: "t", columns: ["id"]) { rows in
                        try await rows.write(1, 2)
                    }
                }
            }
            #expect(short == .unwritable)
            let count: Int = try await postgres.row("SELECT count(*) FROM t")
            #expect(count == 0)
            #expect(await postgres.health().connectionFailures == 0)
        }
    }

    @Test("What is copied out arrives whole, however slowly it is read")
    func copyOut() async throws {
        try await withPostgres { postgres in
            let statement: Statement = """
                COPY (SELECT n, repeat('x', 100) FROM generate_series(1, 100000) AS n)
                TO STDOUT (FORMAT csv)
                """
            let patient = postgres.within(.seconds(60))
            let (bytes, chunks) = try await patient.copyOut(statement) { chunks in
                var bytes: [UInt8] = []
                var count = 0
                for try await chunk in chunks {
                    bytes += chunk
                    count += 1
                    if count % 50 == 0 { try await Task.sleep(for: .milliseconds(20)) }
                }
                return (bytes, count)
            }
            let lines = bytes.split(separator: UInt8(ascii: "\n"))
            #expect(lines.count == 100_000)
            #expect(
                lines.last.map { line in String(decoding: line.prefix(7), as: UTF8.self) }
                    == "100000,"
            )
            #expect(chunks > 100)
        }
    }

    @Test("Leaving a copy out early, or one that fails, harms nobody")
    func copyOutLeft() async throws {
        try await withPostgres { postgres in
            try await postgres.copyOut("COPY (SELECT generate_series(1, 3000000)) TO STDOUT") {
                chunks in
                for try await _ in chunks { break }
            }
            let failure = await reason {
                try await postgres.copyOut(
                    "COPY (SELECT 1 / (3 - n) FROM generate_series(1, 9) AS n) TO STDOUT"
                ) { chunks in
                    for try await _ in chunks {}
                }
            }
            #expect(failure == .invalidValue)
            let bound = await reason {
                try await postgres.copyOut("COPY (SELECT \(1)) TO STDOUT") { _ in }
            }
            #expect(bound == .unwritable)
            let answer: Int = try await postgres.leased.row("SELECT 1")
            #expect(answer == 1)
            #expect(try await eventually { await postgres.health().leasesInUse == 0 })
        }
    }
}
