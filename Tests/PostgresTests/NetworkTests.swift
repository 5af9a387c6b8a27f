import FoundationEssentials
import Glibc
import LocalPostgres
import Postgres
import Testing

@Suite("Over the network: TLS, passwords, hosts that do not answer")
struct NetworkTests {
    @Test("Who proves the password over verified TLS is let in; all others learn only that")
    func tlsAndPasswords() async throws {
        let folder = try Certificates()
        defer { folder.remove() }
        let server = try await startServer(folder)
        let admin = Postgres(PostgresConfiguration(server.connectionString(database: "postgres")))
        try await admin.execute("CREATE ROLE guest LOGIN PASSWORD 'correct horse'")
        await admin.close()
        let address = "host=localhost hostaddr=127.0.0.1 port=\(server.port) dbname=postgres"
        let verified = "\(address) user=guest sslmode=verify-full sslrootcert=\(folder.authority)"
        let guest = pool("\(verified) password='correct horse'")
        let isEncrypted: Bool = try await guest.row(
            "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        )
        #expect(isEncrypted)
        let tenant = guest.acting(for: .organization(UUID())).within(.seconds(1))
        #expect(try await tenant.row("SELECT 7") as Int == 7)
        await guest.close()

        let strangers = [
            ("\(verified) password='battery staple'", "password authentication failed"),
            (
                "\(address) user=guest sslmode=verify-full sslrootcert=\(folder.stranger) "
                    + "password='correct horse'", "certificate verify failed"
            ),
        ]
        for (connection, cause) in strangers {
            let stranger = pool(connection)
            let failure = await error { try await stranger.execute("SELECT 1") }
            #expect(failure?.reason == .unavailable)
            #expect(failure?.serverMessage?.contains(cause) == true)
            for text in ["\(failure as Any)", failure?.serverMessage ?? ""] {
                #expect(!text.contains("staple") && !text.contains("horse"))
            }
            await stranger.close()
        }
        try await server.stop()
    }

    @Test("Of two hosts, one that refuses connections is passed over, at once and after a loss")
    func deadHost() async throws {
        var settings = LocalPostgres.Configuration(disposableIn: nil)
        settings.tcp = .freePort
        let server = try await LocalPostgres.start(settings)
        // Nobody listens on port 1.
        let postgres = pool(
            """
            host=127.0.0.1,\(server.socketFolder) port=1,\(server.port) dbname=postgres \
            user=\(LocalPostgres.superuser) target_session_attrs=read-write
            """
        )
        for _ in 0..<2 {
            #expect(try await postgres.row("SELECT 7") as Int == 7)
            _ = try? await postgres.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        }
        await postgres.close()
        try await server.stop()
    }

    @Test("A server that is stopped in its tracks is not waited for", arguments: [false, true])
    func silentServer(isLeased: Bool) async throws {
        try await withPostgres { configuration in
            configuration.sharedConnections = 1
        } _: { postgres in
            let handle = isLeased ? postgres.leased : postgres
            let backend: Int32 = try await handle.row("SELECT pg_backend_pid()")
            // The server may live in a user namespace; its processes have the same numbers here.
            #expect(kill(backend, SIGSTOP) == 0)
            let time = await ContinuousClock().measure {
                let failure = await reason {
                    try await handle.within(.milliseconds(200)).execute("SELECT 1")
                }
                #expect(failure == .timedOut)
            }
            // Its own second of grace, and no more than that.
            #expect(time > .milliseconds(200) && time < .seconds(4))
            kill(backend, SIGCONT)
            #expect(try await eventually { try await handle.row("SELECT 7") as Int == 7 })
        }
    }

    private func pool(_ connection: String) -> Postgres {
        var configuration = PostgresConfiguration(connection)
        configuration.waitTimeout = .seconds(2)
        return Postgres(configuration)
    }

    private func startServer(_ folder: Certificates) async throws -> LocalPostgres {
        var configuration = LocalPostgres.Configuration(disposableIn: nil)
        configuration.tcp = .freePort
        configuration.settings = [
            "ssl": "on", "ssl_cert_file": folder.certificate, "ssl_key_file": folder.key,
        ]
        return try await LocalPostgres.start(configuration)
    }
}
