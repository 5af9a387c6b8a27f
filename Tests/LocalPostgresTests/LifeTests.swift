import FoundationEssentials
import Glibc
import Testing

@testable import LocalPostgres

@Suite("A private server starts, stops and starts again")
struct LifeTests {
    @Test("a temporary server answers, and leaves nothing behind when it is stopped")
    func temporary() async throws {
        let server = try await LocalPostgres.start(.init(disposableIn: nil))
        #expect(try await server.sql("SELECT 40 + 2") == "42")
        let folder = server.launch.folder.path
        let process = try #require(server.serverProcess)
        try await server.stop()
        #expect(!isAlive(process))
        #expect(!FileManager.default.fileExists(atPath: folder))
        await #expect(throws: LocalPostgresError.notRunning) { try await server.stop() }
    }

    @Test(
        "what was committed survives every kind of stop",
        arguments: [LocalPostgres.StopMode.fast, .immediate]
    )
    func survives(mode: LocalPostgres.StopMode) async throws {
        try await withScratch { scratch in
            let folder = scratch + "/server"
            let server = try await LocalPostgres.start(.init(durableIn: folder))
            try await server.sql("CREATE TABLE kept AS SELECT 7 AS number")
            try await server.restart(mode)
            #expect(try await server.sql("SELECT number FROM kept") == "7")
            try await server.stop(mode)
            let again = try await LocalPostgres.start(.init(durableIn: folder))
            #expect(try await again.sql("SELECT number FROM kept") == "7")
            try await again.stop()
        }
    }

    @Test("restarts keep socket and port, and recover a server that was killed")
    func restart() async throws {
        var configuration = LocalPostgres.Configuration(disposableIn: nil)
        configuration.tcp = .freePort
        let server = try await LocalPostgres.start(configuration)
        let connection = server.connectionString(database: "postgres")
        _ = kill(try #require(server.serverProcess), SIGKILL)
        try await server.restart()
        #expect(try await LocalPostgres.sql("SELECT 1", at: connection) == "1")
        #expect(try await server.sql("SHOW port") == String(server.port))
        await #expect(throws: LocalPostgresError.running) { try await server.start() }
        try await server.stop()
    }

    @Test("the disk is waited for where data must last, and only there")
    func purposes() async throws {
        try await withScratch { scratch in
            let show = """
                SELECT string_agg(setting, ',' ORDER BY name) FROM pg_settings
                WHERE name IN ('data_checksums', 'fsync', 'full_page_writes', 'synchronous_commit')
                """
            let durable = try await LocalPostgres.start(.init(durableIn: scratch + "/a"))
            #expect(try await durable.sql(show) == "on,on,on,on")
            try await durable.stop()
            let disposable = try await LocalPostgres.start(.init(disposableIn: scratch + "/b"))
            #expect(try await disposable.sql(show) == "off,off,off,on")
            try await disposable.stop()
            #expect(FileManager.default.fileExists(atPath: scratch + "/b/data/PG_VERSION"))
        }
    }

    @Test("over TCP a password is asked for; the caller's settings win")
    func tcp() async throws {
        var configuration = LocalPostgres.Configuration(disposableIn: nil)
        configuration.tcp = .freePort
        configuration.settings = ["max_connections": "17"]
        let server = try await LocalPostgres.start(configuration)
        #expect(try await server.sql("SHOW max_connections") == "17")
        try await server.sql("CREATE ROLE guest LOGIN PASSWORD 'over tcp'")
        let address = "host=127.0.0.1 port=\(server.port) user=guest dbname=postgres"
        #expect(
            try await LocalPostgres.sql("SELECT 1", at: address + " password='over tcp'") == "1"
        )
        await #expect(throws: LocalPostgresError.self) {
            try await LocalPostgres.sql("SELECT 1", at: address + " password='wrong'")
        }
        try await server.stop()
    }

    @Test("databases are made and dropped, also with somebody inside")
    func databases() async throws {
        let server = try await LocalPostgres.start(.init(disposableIn: nil))
        try await server.createDatabase("one two")
        #expect(try await server.sql("SHOW lc_collate", database: "one two") == "C")
        #expect(try await server.sql("SELECT lower('ÄÖ')", database: "one two") == "äö")
        await #expect(throws: LocalPostgresError.self) {
            try await server.createDatabase("one two")
        }
        let guest = Task { try await server.sql("SELECT pg_sleep(30)", database: "one two") }
        try await Task.sleep(for: .milliseconds(200))
        try await server.dropDatabase("one two")
        try await server.dropDatabase("one two")
        await #expect(throws: LocalPostgresError.self) { _ = try await guest.value }
        try await server.stop()
    }

    @Test("a path too long for a socket gets a short socket folder, which goes with the server")
    func longPath() async throws {
        try await withScratch { scratch in
            let folder = scratch + "/" + String(repeating: "long-", count: 20)
            let server = try await LocalPostgres.start(.init(disposableIn: folder))
            let sockets = server.socketFolder
            #expect(!sockets.hasPrefix(scratch))
            #expect(try await server.sql("SELECT 1") == "1")
            try await server.restart()
            #expect(try await server.sql("SELECT 1") == "1")
            try await server.stop()
            #expect(!FileManager.default.fileExists(atPath: sockets))
            #expect(FileManager.default.fileExists(atPath: folder))
        }
    }
}
