import Glibc
import Testing

@testable import LocalPostgres

@Suite("The server never runs as root")
struct ServerUserTests {
    @Test("as root it runs in a user namespace or as a system user, and the folder moves along")
    func root() async throws {
        guard geteuid() == 0 else { return }
        try await withScratch { scratch in
            let namespace = try await ServerUser.choose()
            let users = [namespace, try ServerUser.systemUser(), namespace]
            var configuration = LocalPostgres.Configuration(disposableIn: scratch + "/server")
            for (round, user) in users.enumerated() {
                configuration.user = user
                let server = try await LocalPostgres.start(configuration)
                try await server.sql("CREATE TABLE round_\(round) ()")
                let tables = "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'round%'"
                #expect(try await server.sql(tables) == String(round + 1))
                try await server.stop()
            }
        }
    }

    @Test("a system user's server ends with its supervisor, too")
    func systemUserSupervision() async throws {
        guard geteuid() == 0 else { return }
        var configuration = LocalPostgres.Configuration(disposableIn: nil)
        configuration.user = try ServerUser.systemUser()
        let server = try await LocalPostgres.start(configuration)
        let process = try #require(server.serverProcess)
        let (_, supervisor) = try #require(processState(process))
        _ = kill(supervisor, SIGKILL)
        #expect(try await eventually { !isAlive(process) })
        try await server.stop()
    }

    @Test("a folder that the system user cannot reach is refused by name")
    func unreachable() async throws {
        guard geteuid() == 0 else { return }
        try await withScratch { scratch in
            _ = unsafe chmod(scratch, 0o700)
            let user = try ServerUser.systemUser()
            guard case .systemUser(let name, _, _) = user else { return }
            var configuration = LocalPostgres.Configuration(disposableIn: scratch + "/server")
            configuration.user = user
            let refusal = LocalPostgresError.folderUnreachable(scratch + "/server", user: name)
            await #expect(throws: refusal) { _ = try await LocalPostgres.start(configuration) }
        }
    }

    @Test("somebody who is not root runs it as themselves, until they are killed")
    func notRoot() async throws {
        try await withScratch { scratch in
            var identity: [String] = []
            if geteuid() == 0 {
                let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"]
                identity = ["setpriv"] + nobody + ["--"]
                try await Command(["chown", "65534:65534", scratch]).output()
            }
            // Where the build lies, nobody else may be allowed to look.
            let program = scratch + "/owner"
            // By another process: a child that a thread of this one is just starting would still
            // have the file open for writing, and a file that is written to cannot be executed.
            try await Command(["cp", OwnerProcess.built, program]).output()
            let folder = scratch + "/server"
            let owner = try await OwnerProcess(folder: folder, program: program, through: identity)
            #expect(owner.answer == folder + "/run")
            let connection = "host=\(owner.answer) user=postgres dbname=postgres"
            #expect(try await LocalPostgres.sql("SELECT 1", at: connection) == "1")
            let file = try #require(PostmasterFile(in: folder + "/data"))
            owner.kill()
            #expect(try await eventually { !isAlive(file.process) })
        }
    }
}
