import Contract
import Foundation
import HTTP
import NIOConcurrencyHelpers
import Postgres
import TestKit
import Testing

/// A program of ours that runs, and what it has printed.
final class StartedProgram: Sendable {
    let process: NIOLockedValueBox<Process>
    let input = Pipe()
    private let printed = NIOLockedValueBox("")

    init(_ name: String, _ arguments: [String] = [], environment: [String: String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: ProcessInfo.processInfo.arguments[0])
            .deletingLastPathComponent().appending(path: name)
        process.arguments = arguments
        process.environment = environment
        let pipe = Pipe()
        process.standardInput = input
        process.standardOutput = pipe
        process.standardError = pipe
        self.process = NIOLockedValueBox(process)
        let printed = printed
        pipe.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            printed.withLockedValue { $0 += String(decoding: data, as: UTF8.self) }
        }
        try process.run()
    }

    var text: String { printed.withLockedValue { $0 } }

    /// The port that it says it is ready on.
    func port() async throws -> Int {
        for _ in 0..<500 {
            for line in text.split(separator: "\n") where line.contains(#""message":"ready""#) {
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
                if let text = (object as? [String: String])?["port"], let port = Int(text) {
                    return port
                }
            }
            guard process.withLockedValue({ $0.isRunning }) else { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw NotReady(text: text)
    }

    struct NotReady: Error { let text: String }

    func send(_ signal: Int32) {
        kill(process.withLockedValue { $0.processIdentifier }, signal)
    }

    /// Its exit status; nil where it goes on after the limit, and is killed.
    func status(within limit: Duration = .seconds(20)) async throws -> Int32? {
        let end = ContinuousClock.now + limit
        while process.withLockedValue({ $0.isRunning }) {
            guard ContinuousClock.now < end else {
                send(SIGKILL)
                return nil
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        return process.withLockedValue { $0.terminationStatus }
    }
}

@Suite("A service's program starts, answers health and ends as it is told", .serialized)
struct ProgramTests {
    /// A program with a schema of its own in a fresh database.
    private func withProgram(
        _ arguments: [String] = [],
        _ more: [String: String] = [:],
        _ body: (StartedProgram, OwnedSchema) async throws -> Void
    ) async throws {
        let keys = try await ServiceFolder()
        defer { keys.remove() }
        try await withOwnedSchema("matching") { schema in
            let environment = keys.environment(schema.ownership) { role in
                schema.database.connectionString(user: role)
            }
            let program = try StartedProgram(
                "matching",
                arguments,
                environment: environment.merging(more) { $1 }
            )
            defer { program.send(SIGKILL) }
            try await body(program, schema)
        }
    }

    @Test("settings that are wrong are named, each in a line, and the status is 2")
    func misconfigured() async throws {
        let program = try StartedProgram(
            "matching",
            environment: ["VOUCH_PORT": "eighty", "VOUCH_STOP_GRACE": "1"]
        )
        #expect(try await program.status() == 2)
        let lines = program.text.split(separator: "\n")
        for name in ["VOUCH_PORT", "VOUCH_STOP_GRACE", "VOUCH_DATABASE_URL"] {
            #expect(lines.contains { $0.hasPrefix(name) }, "\(name)")
        }
        #expect(!program.text.contains("eighty"))
    }

    @Test("--help names every setting; an argument that is none is 2")
    func help() async throws {
        let program = try StartedProgram("matching", ["--help"], environment: [:])
        #expect(try await program.status() == 0)
        for name in ["VOUCH_PORT", "VOUCH_DRAIN", "VOUCH_DATABASE_URL", "8103", "--migrate"] {
            #expect(program.text.contains(name), "\(name)")
        }
        let other = try StartedProgram("matching", ["--hlep"], environment: [:])
        #expect(try await other.status() == 2)
    }

    @Test("it migrates, answers health, refuses the rest, and ends with 0 on SIGTERM")
    func life() async throws {
        try await withProgram { program, schema in
            let port = try await program.port()
            let client = Client()
            let upstream = Upstream("test", at: [.init("127.0.0.1", port)])
            func get(_ target: String) async throws -> ClientResponse {
                let request = ClientRequest(.get, target)
                return try await client.send(request, to: upstream, deadline: .after(.seconds(5)))
            }
            #expect(try await get("/healthz").status.code == 200)
            // Identity is not there: it lives, and is not ready.
            #expect(try await get("/readyz").status.code == 503)
            let refused = try await get("/matches")
            #expect(refused.status.code == 404)
            let problem = try Problem(json: try await refused.collect())
            #expect(problem.code == "not_found" && problem.requestID != nil)
            let metrics = String(decoding: try await get("/metrics").collect(), as: UTF8.self)
            for name in [
                "vouch_database_connections{pool=\"serving\"}", "vouch_events_appended_total",
                "vouch_peer_requests_total", "process_resident_memory_bytes",
            ] {
                #expect(metrics.contains(name), "\(name)")
            }
            await client.close()
            program.send(SIGTERM)
            #expect(try await program.status() == 0)
            #expect(program.text.contains(#""message":"stopped""#))
            let tables: [String] = try await schema.admin.rows(
                "SELECT tablename::text FROM pg_tables WHERE schemaname = 'matching'"
            )
            #expect(Set(tables).isSuperset(of: ["events", "idempotency_keys"]))
        }
    }

    @Test("--migrate migrates and ends with 0 without serving")
    func migrate() async throws {
        try await withProgram(["--migrate"]) { program, schema in
            #expect(try await program.status() == 0)
            #expect(!program.text.contains(#""message":"ready""#))
            let count: Int64 = try await schema.admin.row(
                "SELECT count(*) FROM matching.schema_migrations"
            )
            #expect(count == 2)
        }
    }

    @Test("it ends with whoever holds its standard input, where it is told to")
    func standardInput() async throws {
        try await withProgram([], ["VOUCH_END_WITH_STDIN": "true"]) { program, _ in
            _ = try await program.port()
            try program.input.fileHandleForWriting.close()
            #expect(try await program.status() == 0)
            #expect(program.text.contains("end of standard input"))
        }
    }

    @Test("a second signal ends it at once")
    func impatience() async throws {
        try await withProgram([], ["VOUCH_STOP_GRACE": "30s"]) { program, _ in
            _ = try await program.port()
            program.send(SIGTERM)
            try await Task.sleep(for: .milliseconds(300))
            program.send(SIGINT)
            #expect(try await program.status(within: .seconds(5)) == 1)
        }
    }
}
