import FoundationEssentials
import LocalPostgres
import Postgres
import Vocabulary

/// Everything that runs on this machine: PostgreSQL, the services, the gateway; started in this
/// order, stopped in the opposite one.
final class Cluster: Sendable {
    static let database = "vouch"

    private let postgres: LocalPostgres
    private let registry: Registry
    private let console: Console
    private let services: [Supervisor]
    private let gateways: [Supervisor]

    /// Starts PostgreSQL and makes what the services find there. No program runs yet.
    init(
        _ home: Home,
        _ deployment: Deployment,
        console: Console,
        settings: [String: String]
    ) async throws {
        let postgres = try await Self.database(in: home)
        let registry = try Registry(
            home,
            deployment,
            postgres: postgres.connectionString(database: Self.database)
        )
        let folder = try Self.programs()
        let supervise = { (instance: Deployment.Instance) in
            let own = deployment.environment(of: instance)
            let access = Self.access(to: postgres, as: instance.program)
            return Supervisor(
                instance.name,
                executable: "\(folder)/\(instance.program.rawValue)",
                environment: settings.merging(access) { $1 }.merging(own) { $1 },
                console: console,
                registry: registry
            )
        }
        self.postgres = postgres
        self.registry = registry
        self.console = console
        services = deployment.services.map(supervise)
        gateways = deployment.gateways.map(supervise)
    }

    /// Runs everything until `stop` returns, then stops it in its order. Throws where a program
    /// cannot run at all.
    func run(until stop: @escaping @Sendable () async -> Void) async throws {
        let failure = await withTaskGroup(of: (any Error)?.self) { group in
            for supervisor in services + gateways {
                group.addTask {
                    do { try await supervisor.run() } catch { return error }
                    return nil
                }
            }
            group.addTask { await self.watchPostgres() }
            group.addTask {
                await stop()
                return nil
            }
            let first = await group.next() ?? nil
            for tier in [gateways, services] {
                for supervisor in tier { supervisor.stop() }
                // One tier after the other: what the gateway still forwards needs the services.
                for supervisor in tier { await supervisor.hasEnded() }
            }
            group.cancelAll()
            return first
        }
        try await postgres.stop()
        registry.remove()
        if let failure { throw failure }
    }

    /// Writes to disk what starting has made: after a crash there is little to recover, and
    /// everybody is served again sooner.
    func settle() async {
        let admin = Postgres(
            PostgresConfiguration(postgres.connectionString(database: Self.database))
        )
        // What is not written now is written later.
        _ = try? await admin.execute("CHECKPOINT")
        await admin.close()
    }

    /// Starts PostgreSQL again when it dies; returns when the task is cancelled.
    private func watchPostgres() async -> (any Error)? {
        while (try? await Task.sleep(for: .milliseconds(50))) != nil {
            guard !postgres.isRunning else { continue }
            console.say("PostgreSQL ended; starting it again.")
            do { try await postgres.restart(.immediate) } catch { return error }
        }
        return nil
    }

    /// A durable server in the home, with the database and every service's schema and roles.
    static func database(in home: Home) async throws -> LocalPostgres {
        var configuration = LocalPostgres.Configuration(durableIn: home.postgres)
        configuration.installsIfMissing = true
        let postgres = try await LocalPostgres.start(configuration)
        do {
            try await establish(on: postgres)
            return postgres
        } catch {
            try await postgres.stop()
            throw error
        }
    }

    private static func establish(on postgres: LocalPostgres) async throws {
        let server = Postgres(
            PostgresConfiguration(postgres.connectionString(database: "postgres"))
        )
        let isThere: Bool = try await server.row(
            "SELECT EXISTS (SELECT FROM pg_database WHERE datname = \(database))"
        )
        await server.close()
        if !isThere { try await postgres.createDatabase(database) }
        let admin = Postgres(PostgresConfiguration(postgres.connectionString(database: database)))
        defer { Task { await admin.close() } }
        for ownership in Ownership.all { try await ownership.establish(on: admin) }
    }

    /// What a program finds its database with; nothing for one without.
    static func access(
        to postgres: LocalPostgres,
        as program: Service
    ) -> [String: String] {
        guard let ownership = Ownership.all.first(where: { $0.schema.name == program.rawValue })
        else { return [:] }
        let roles = [
            "VOUCH_DATABASE_URL": ownership.serving,
            "VOUCH_OWNER_DATABASE_URL": ownership.owner,
            "VOUCH_SYSTEM_DATABASE_URL": ownership.system,
        ]
        return roles.mapValues { postgres.connectionString(database: database, user: $0.name) }
    }

    /// The folder of this program's file: the others lie beside it.
    static func programs() throws -> String {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return String(own[..<(own.lastIndex(of: "/") ?? own.endIndex)])
    }
}

extension Ownership {
    /// Those of the services, which all have a schema of their own; the gateway has none.
    static let all = [
        Ownership(of: "identity"), Ownership(of: "interviews"), Ownership(of: "matching"),
        Ownership(of: "talent"), Ownership(of: "feedback"),
    ]
}
