import FoundationEssentials
import Glibc
import Testing

@testable import LocalPostgres

@Suite("A pid file proves nothing until its process was looked at")
struct StalePidFileTests {
    /// Whose number the stale file holds.
    enum Stranger: CaseIterable {
        case nobody, anotherProgram, serverOfAnotherFolder

        /// A process to take the number of.
        var command: [String]? {
            switch self {
            case .nobody: nil
            case .anotherProgram: ["sleep", "60"]
            case .serverOfAnotherFolder:
                ["bash", "-c", "cd /tmp; exec -a /usr/lib/postgresql/15/bin/postgres sleep 60"]
            }
        }
    }

    @Test(
        "a number that nobody or a stranger has does not stop a start",
        arguments: Stranger.allCases
    )
    func stale(stranger: Stranger) async throws {
        try await withScratch { scratch in
            let folder = scratch + "/server"
            let server = try await LocalPostgres.start(.init(disposableIn: folder))
            let path = PostmasterFile.path(in: server.data)
            let text = try #require(String(startOf: path))
            try await server.stop(.fast)

            var other = try ChildProcess(silently: stranger.command ?? ["true"])
            defer {
                other.kill()
                while other.poll() == nil { _ = usleep(1_000) }
            }
            if stranger == .nobody { #expect(try await eventually { other.poll() != nil }) }
            let lines = text.split(separator: "\n", maxSplits: 1).last ?? ""
            let stale = "\(other.id)\n\(lines)"
            #expect(FileManager.default.createFile(atPath: path, contents: Data(stale.utf8)))

            try await server.start()
            #expect(try await server.sql("SELECT 1") == "1")
            #expect(stranger == .nobody || isAlive(other.id))
            try await server.stop()
        }
    }

    @Test("a server that somebody else started on the folder is left alone")
    func foreignServer() async throws {
        try await withScratch { scratch in
            let folder = scratch + "/server"
            let server = try await LocalPostgres.start(.init(disposableIn: folder))
            try await server.stop()

            let program = server.launch.binaries.path(of: "postgres")
            let arguments = ["-D", server.data, "-k", scratch, "-c", "listen_addresses="]
            let command = server.launch.user.running([program] + arguments)
            var foreign = try ChildProcess(silently: command)
            defer {
                _ = kill(foreign.id, SIGQUIT)
                while foreign.poll() == nil { _ = usleep(1_000) }
            }
            #expect(try await eventually { PostmasterFile(in: server.data)?.isReady == true })
            let refusal = LocalPostgresError.serverAlreadyRuns(folder: folder, process: foreign.id)
            await #expect(throws: refusal) { try await server.start() }
            #expect(isAlive(foreign.id))
        }
    }

    @Test("the file is read as PostgreSQL writes it, and nonsense is not")
    func parsing() throws {
        let ready = "4711\n/data\n1795225704\n5432\n/tmp\n\n 16220214         4\nready   \n"
        let file = try #require(PostmasterFile(text: ready))
        #expect(file.process == 4711 && file.isReady)
        let starting = try #require(PostmasterFile(text: "4711\n/data\n1\n5432\n\n\n\nstarting\n"))
        #expect(!starting.isReady)
        for nonsense in ["", "\n", "x\nready", "-4711\n", "0\n", "99999999999999\n"] {
            #expect(PostmasterFile(text: nonsense) == nil)
        }
    }
}
