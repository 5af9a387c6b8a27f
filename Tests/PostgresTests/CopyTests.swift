import Postgres
import Testing

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

    @Test("Copies whose callers are cancelled at random leave nothing behind, and no lease")
    func cancelled() async throws {
        try await withPostgres { configuration in
            configuration.leasedConnections = 0...2
            configuration.waitTimeout = .seconds(60)
        } _: { postgres in
            try await postgres.execute("CREATE TABLE t (copy int8, id int8)")
            let whole = Shared<Set<Int>>([])
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        let task = Task {
                            number % 2 == 0
                                ? try await copyIn(number, postgres) : try await copyOut(postgres)
                        }
                        if number % 5 != 0 {
                            try? await Task.sleep(for: .milliseconds(number))
                            task.cancel()
                        }
                        if (try? await task.value) != nil { _ = whole.change { $0.insert(number) } }
                    }
                }
            }
            #expect(whole.value.isSuperset(of: stride(from: 0, to: 40, by: 5)))
            let copied: [Int] = try await postgres.rows(
                "SELECT copy FROM t GROUP BY copy HAVING count(*) = 20000 ORDER BY copy"
            )
            let all: Int = try await postgres.row("SELECT count(*) FROM t")
            #expect(all == copied.count * 20_000)
            // A commit may be done whose caller no longer heard of it.
            #expect(Set(copied).isSuperset(of: whole.value.filter { $0 % 2 == 0 }))
            #expect(try await eventually { await postgres.health().leasesInUse == 0 })
        }
    }

    private func copyIn(_ copy: Int, _ postgres: Postgres) async throws {
        try await postgres.transaction { transaction in
            try await transaction.copy(into: "t", columns: ["copy", "id"]) { rows in
                for id in 0..<20_000 { try await rows.write(copy, id) }
            }
        }
    }

    private func copyOut(_ postgres: Postgres) async throws {
        let all: Statement = "COPY (SELECT n FROM generate_series(1, 50000) AS n) TO STDOUT"
        let bytes = try await postgres.copyOut(all) { chunks in
            var count = 0
            for try await chunk in chunks { count += chunk.count }
            return count
        }
        #expect(bytes == 288_894)
    }
}
