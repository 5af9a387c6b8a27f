import FoundationEssentials
import Glibc
import Testing

@testable import LocalPostgres

@Suite("A server has one owner and ends with it")
struct OwnershipTests {
    @Test("a second owner is refused, in this process and in another")
    func twoOwners() async throws {
        try await withScratch { scratch in
            let folder = scratch + "/server"
            let server = try await LocalPostgres.start(.init(disposableIn: folder))
            await #expect(throws: LocalPostgresError.folderInUse(folder)) {
                _ = try await LocalPostgres.start(.init(disposableIn: folder))
            }
            let other = try await OwnerProcess(folder: folder)
            #expect(other.answer == "failed: Another owner has the folder \(folder).")
            #expect(try await server.sql("SELECT 1") == "1")
            try await server.stop()
        }
    }

    @Test("a parent killed by SIGKILL takes its server along, and the folder starts again")
    func parentIsKilled() async throws {
        try await withScratch { scratch in
            let folder = scratch + "/server"
            let owner = try await OwnerProcess(folder: folder)
            #expect(owner.answer == folder + "/run")
            let connection = "host=\(owner.answer) user=postgres dbname=postgres"
            _ = try await LocalPostgres.sql(
                "CREATE TABLE kept AS SELECT 7 AS number",
                at: connection
            )
            let file = try #require(PostmasterFile(in: folder + "/data"))
            #expect(isAlive(file.process))
            owner.kill()
            // At once, while the old server is still ending.
            let server = try await LocalPostgres.start(.init(disposableIn: folder))
            #expect(!isAlive(file.process))
            #expect(try await server.sql("SELECT number FROM kept") == "7")
            try await server.stop()
        }
    }

    @Test("a killed parent's temporary folder disappears")
    func temporaryFolderOfAKilledParent() async throws {
        let owner = try await OwnerProcess(folder: nil)
        let folder = String(owner.answer.dropLast("/run".count))
        #expect(FileManager.default.fileExists(atPath: folder + "/data/PG_VERSION"))
        owner.kill()
        #expect(try await eventually { !FileManager.default.fileExists(atPath: folder) })
    }

    @Test("a killed supervisor takes the server along, too")
    func supervisorIsKilled() async throws {
        let server = try await LocalPostgres.start(.init(disposableIn: nil))
        let process = try #require(server.serverProcess)
        let (_, supervisor) = try #require(processState(process))
        #expect(supervisor != getpid())
        _ = kill(supervisor, SIGKILL)
        #expect(try await eventually { !isAlive(process) })
        try await server.restart()
        #expect(try await server.sql("SELECT 1") == "1")
        try await server.stop()
    }

    @Test("an object that goes without a stop ends its server, and no zombie stays")
    func abandoned() async throws {
        var server: LocalPostgres? = try await LocalPostgres.start(.init(disposableIn: nil))
        let process = try #require(server?.serverProcess)
        let (_, supervisor) = try #require(processState(process))
        server = nil
        #expect(try await eventually { !isAlive(process) && !isAlive(supervisor) })
        try await Command(["true"]).output()
        #expect(processState(supervisor) == nil)
    }

    @Test("of many tasks that restart one server, each either does or is told why not")
    func concurrentRestarts() async throws {
        let server = try await LocalPostgres.start(.init(disposableIn: nil))
        let outcomes = await withTaskGroup(of: LocalPostgresError?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do throws(LocalPostgresError) { try await server.restart(.immediate) } catch {
                        return error
                    }
                    return nil
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.contains(nil))
        #expect(outcomes.allSatisfy { $0 == nil || $0 == .busy || $0 == .notRunning })
        #expect(try await server.sql("SELECT 1") == "1")
        try await server.stop()
    }
}
