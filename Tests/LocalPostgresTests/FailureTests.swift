import FoundationEssentials
import Glibc
import Testing

@testable import LocalPostgres

@Suite("What goes wrong ends in time, says why, and leaves nothing behind")
struct FailureTests {
    @Test("a setting PostgreSQL does not know ends the start with its own words")
    func badSetting() async throws {
        var configuration = LocalPostgres.Configuration(disposableIn: nil)
        let setting = "no_such_setting_\(UInt64.random(in: 0...UInt64.max))"
        configuration.settings = [setting: "1"]
        let error = await #expect(throws: LocalPostgresError.self) {
            _ = try await LocalPostgres.start(configuration)
        }
        guard case .serverEnded(let log) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(log.contains(setting))
        #expect(try await eventually { try !temporaryLogs().contains { $0.contains(setting) } })
    }

    @Test("a start that takes too long ends with its time, and so does its server")
    func startTimeout() async throws {
        try await withScratch { scratch in
            var configuration = LocalPostgres.Configuration(disposableIn: scratch + "/server")
            configuration.startTimeout = .milliseconds(20)
            let error = await #expect(throws: LocalPostgresError.self) {
                _ = try await LocalPostgres.start(configuration)
            }
            #expect(error == .timedOut("initdb", after: .milliseconds(20)))
            configuration.startTimeout = .seconds(60)
            let server = try await LocalPostgres.start(configuration)
            try await server.stop()
        }
    }

    @Test("a start that fails gives its folder back, whoever has a copy of the lock's descriptor")
    func folderAfterFailure() async throws {
        try await withScratch { scratch in
            let folder = scratch + "/server"
            let start = Task { try await LocalPostgres.start(.init(disposableIn: folder)) }
            // As a child has one that another thread is just starting, until its `exec`.
            var copy: CInt?
            let isCopied = try await eventually {
                copy = try descriptor(of: folder + "/owner.lock").map { dup($0) }
                return copy != nil
            }
            #expect(isCopied)
            defer { copy.map { _ = close($0) } }
            start.cancel()
            await #expect(throws: LocalPostgresError.cancelled) { _ = try await start.value }
            let server = try await LocalPostgres.start(.init(disposableIn: folder))
            try await server.stop()
        }
    }

    /// The number under which this process has a file open.
    private func descriptor(of path: String) throws -> CInt? {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").first { number in
            let link = "/proc/self/fd/" + number
            return (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) == path
        }.flatMap { CInt($0) }
    }

    @Test("a cancelled start stops what it began")
    func cancelledStart() async throws {
        try await withScratch { scratch in
            let folder = scratch + "/server"
            let start = Task { try await LocalPostgres.start(.init(disposableIn: folder)) }
            #expect(
                try await eventually {
                    FileManager.default.fileExists(atPath: folder + "/data.new/PG_VERSION")
                }
            )
            start.cancel()
            await #expect(throws: LocalPostgresError.cancelled) { _ = try await start.value }
            let server = try await LocalPostgres.start(.init(disposableIn: folder))
            try await server.stop()
        }
    }

    @Test("a fast stop that hangs becomes an immediate one")
    func hangingStop() async throws {
        var configuration = LocalPostgres.Configuration(disposableIn: nil)
        configuration.stopTimeout = .milliseconds(300)
        let server = try await LocalPostgres.start(configuration)
        let process = try #require(server.serverProcess)
        // A session that cannot react to being ended.
        let session = Task { try await server.sql("SELECT pg_sleep(60)") }
        let sleeper = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
        var backend = ""
        while backend.isEmpty { backend = try await server.sql(sleeper) }
        let stuck = try #require(pid_t(backend))
        _ = kill(stuck, SIGSTOP)
        try await server.stop(.fast)
        #expect(!isAlive(process) && !isAlive(stuck))
        await #expect(throws: LocalPostgresError.self) { _ = try await session.value }
    }

    @Test("a missing server names the package; only who asked for it installs")
    func missing() async throws {
        try await withScratch { scratch in
            var configuration = LocalPostgres.Configuration(disposableIn: nil)
            configuration.serverSearch = [scratch]
            let missing = LocalPostgresError.serverMissing(
                searched: [scratch],
                package: "postgresql"
            )
            #expect("\(missing)".hasSuffix("apt-get install postgresql"))
            await #expect(throws: missing) { _ = try await LocalPostgres.start(configuration) }

            guard geteuid() == 0 else { return }
            configuration.installsIfMissing = true
            // The real program, told to change nothing.
            configuration.installation.steps = [
                ["apt-get", "--simulate", "install", "--yes", "postgresql"]
            ]
            await #expect(throws: missing) { _ = try await LocalPostgres.start(configuration) }
            configuration.installation.steps = [["apt-get", "install", "no-such-package-here"]]
            let failure = await #expect(throws: LocalPostgresError.self) {
                _ = try await LocalPostgres.start(configuration)
            }
            #expect("\(String(describing: failure))".contains("no-such-package-here"))
        }
    }

    @Test("a server that the installation brings is used")
    func installed() async throws {
        guard geteuid() == 0 else { return }
        try await withScratch { scratch in
            let usual = ServerBinaries.usualFolders()
            let real = try #require(try await ServerBinaries.installed(in: usual).first)
            let bin = scratch + "/bin"
            var configuration = LocalPostgres.Configuration(disposableIn: nil)
            configuration.serverSearch = [bin]
            configuration.installsIfMissing = true
            configuration.installation.steps = [["ln", "-s", real.folder, bin]]
            let server = try await LocalPostgres.start(configuration)
            #expect(try await server.sql("SELECT 1") == "1")
            try await server.stop()
        }
    }

    @Test("data of a version that is not installed is refused by number")
    func versions() throws {
        let fifteen = ServerBinaries(folder: "/15", major: 15)
        let seventeen = ServerBinaries(folder: "/17", major: 17)
        #expect(try ServerBinaries.choose(for: nil, from: [seventeen, fifteen]) == seventeen)
        #expect(try ServerBinaries.choose(for: 15, from: [seventeen, fifteen]) == fifteen)
        #expect(throws: LocalPostgresError.versionMissing(data: 16, installed: [17, 15])) {
            try ServerBinaries.choose(for: 16, from: [seventeen, fifteen])
        }
        let lines = [
            ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", 15),
            ("postgres (PostgreSQL) 18beta1\n", 18), ("postgres 15", nil), ("", nil),
        ]
        for (line, major) in lines { #expect(ServerBinaries.major(of: line) == major) }
    }

    /// What the servers of all temporary folders have logged.
    private func temporaryLogs() throws -> [String] {
        let made = try ServerFolder.temporary()
        try FileManager.default.removeItem(atPath: made)
        let base = "/" + made.split(separator: "/").dropLast().joined(separator: "/")
        let names = try FileManager.default.contentsOfDirectory(atPath: base)
        return names.filter { $0.hasPrefix("vouch-pg-") }
            .compactMap { String(startOf: "\(base)/\($0)/postgres.log") }
    }
}
