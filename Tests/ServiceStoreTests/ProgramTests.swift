import Contract
import Foundation
import HTTP
import Postgres
import ProgramKit
import ServiceStore
import TestKit
import Testing

/// A service's program, started with an environment of its own.
private struct Started {
    let running: RunningProgram

    init(_ arguments: [String] = [], _ environment: [String: String]) throws {
        let pairs = environment.map { "\($0.key)=\($0.value)" }
        running = try RunningProgram("env", pairs + [Program.built("matching")] + arguments)
    }

    /// The port that it says it is ready on.
    func port() async throws -> Int {
        for _ in 0..<1_000 {
            for line in running.errors.split(separator: "\n")
            where line.contains(#""message":"ready""#) {
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
                if let text = (object as? [String: String])?["port"], let port = Int(text) {
                    return port
                }
            }
            guard running.isRunning else { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw NotReady(said: running.errors)
    }

    struct NotReady: Error { let said: String }
}

@Suite("A service's program starts, answers health and ends as it is told", .serialized)
struct ProgramTests {
    /// A program with a schema of its own in a fresh database.
    private func withProgram(
        _ arguments: [String] = [],
        _ more: [String: String] = [:],
        _ body: (Started, OwnedSchema) async throws -> Void
    ) async throws {
        let keys = try await ServiceFolder()
        defer { keys.remove() }
        try await withOwnedSchema("matching") { schema in
            let environment = keys.environment(schema.ownership) { role in
                schema.database.connectionString(user: role)
            }
            try await body(
                try Started(arguments, environment.merging(more) { $1 }),
                schema
            )
        }
    }

    @Test("settings that are wrong are named, each in a line, and the status is 2")
    func misconfigured() async throws {
        let program = try Started([], ["VOUCH_PORT": "eighty", "VOUCH_STOP_GRACE": "1"])
        let end = try await program.running.end()
        #expect(end.status == 2)
        let lines = end.errors.split(separator: "\n")
        for name in ["VOUCH_PORT", "VOUCH_STOP_GRACE", "VOUCH_DATABASE_URL"] {
            #expect(lines.contains { $0.hasPrefix(name) }, "\(name)")
        }
        #expect(!end.said.contains("eighty"))
    }

    @Test("--help names every setting; an argument that is none is 2")
    func help() async throws {
        let end = try await Started(["--help"], [:]).running.end()
        #expect(end.status == 0)
        for name in ["VOUCH_PORT", "VOUCH_DRAIN", "VOUCH_DATABASE_URL", "8103", "--migrate"] {
            #expect(end.output.contains(name), "\(name)")
        }
        let other = try await Started(["--hlep"], [:]).running.end()
        #expect(other.status == 2)
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
            program.running.stop()
            let end = try await program.running.end()
            #expect(end.status == 0)
            #expect(end.errors.contains(#""message":"stopped""#))
            let tables: [String] = try await schema.admin.rows(
                "SELECT tablename::text FROM pg_tables WHERE schemaname = 'matching'"
            )
            #expect(Set(tables).isSuperset(of: ["events", "idempotency_keys"]))
        }
    }

    @Test("--migrate migrates and ends with 0 without serving")
    func migrate() async throws {
        try await withProgram(["--migrate"]) { program, schema in
            let end = try await program.running.end()
            #expect(end.status == 0)
            #expect(!end.errors.contains(#""message":"ready""#))
            let count: Int64 = try await schema.admin.row(
                "SELECT count(*) FROM matching.schema_migrations"
            )
            #expect(count == Int64(ServiceStore.migrations.count))
        }
    }

    @Test("it ends with whoever holds its standard input, where it is told to")
    func standardInput() async throws {
        try await withProgram([], ["VOUCH_END_WITH_STDIN": "true"]) { program, _ in
            _ = try await program.port()
            let end = try await program.running.finish()
            #expect(end.status == 0)
            #expect(end.errors.contains("end of standard input"))
        }
    }

    @Test("a second signal ends it at once")
    func impatience() async throws {
        try await withProgram([], ["VOUCH_STOP_GRACE": "30s"]) { program, _ in
            _ = try await program.port()
            program.running.stop()
            try await Task.sleep(for: .milliseconds(300))
            program.running.stop()
            let end = try await program.running.end(seconds: 5)
            #expect(end.status == 1)
        }
    }
}
