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
            #expect(settings == [id.uuidString.lowercased()])
        }
    }
}
