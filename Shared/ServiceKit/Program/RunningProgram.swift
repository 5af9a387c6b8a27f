import Contract
public import HTTP
public import Vocabulary

/// Something that takes connections until it is told to stop.
public protocol Listening: Sendable {
    /// The port that it listens on.
    var port: Int { get }
    /// Stops without dropping anything.
    /// - Parameter grace: how long new connections are still taken.
    func drain(grace: Duration) async throws
}

extension Server: Listening {}

/// A program that runs in this process: what `Program.run` starts, and what tests talk to.
public final class RunningProgram: Sendable {
    /// What it stands on.
    public let runtime: Runtime
    private let listeners: [any Listening]

    /// The port that it listens on; the first, where there are several.
    public var port: Int { listeners.first?.port ?? 0 }

    private init(_ runtime: Runtime, _ listeners: [any Listening]) {
        self.runtime = runtime
        self.listeners = listeners
    }

    /// Starts a service that answers its contract.
    /// - Parameters:
    ///   - settings: those of the service, beside the common ones.
    ///   - surroundings: what the world decides.
    ///   - routes: builds the service and returns what answers each of its operations.
    /// - Throws: `SettingFaults`, `Migrated`, and whatever else keeps it from starting.
    public static func start(
        _ service: Service,
        settings: [any DeclaredSetting] = [],
        in surroundings: Surroundings = Surroundings(),
        _ routes: (Runtime) async throws -> [any Handling]
    ) async throws -> RunningProgram {
        try await start(
            service,
            settings: settings,
            in: surroundings,
            answering: Catalogue.operations(of: service),
            routes
        )
    }

    static func start(
        _ service: Service,
        settings: [any DeclaredSetting] = [],
        in surroundings: Surroundings,
        answering operations: [any Operation.Type],
        _ routes: (Runtime) async throws -> [any Handling]
    ) async throws -> RunningProgram {
        try await startServers(service, settings: settings, in: surroundings) { runtime in
            let table = try HandlerTable(try await routes(runtime), of: operations, runtime.metrics)
            let handler = ServiceHandler(table, runtime)
            var configuration = ServerConfiguration(
                host: runtime.settings[CommonSettings.host],
                port: runtime.settings[CommonSettings.port(of: service)]
            )
            configuration.limits = .internal
            configuration.limits.drainTimeout = runtime.settings[CommonSettings.drain]
            configuration.loops = runtime.loops
            configuration.expiredResponse = { request in
                Response(.timedOut, requestID: Trace(request.headers).requestID)
            }
            return [try await Server.start(configuration) { await handler.answer($0) }]
        }
    }

    /// Starts a program that listens in its own way, as the gateway does.
    /// - Parameter listen: starts what takes connections; the first is the program's own.
    /// - Throws: `SettingFaults`, and whatever else keeps it from starting.
    public static func startServers(
        _ service: Service,
        settings: [any DeclaredSetting] = [],
        in surroundings: Surroundings = Surroundings(),
        _ listen: (Runtime) async throws -> [any Listening]
    ) async throws -> RunningProgram {
        let declared = CommonSettings.all(of: service) + settings
        let values = try Settings(declared, environment: surroundings.environment)
        let runtime = try await Runtime(service, values, surroundings)
        do {
            let listeners = try await listen(runtime)
            runtime.followIdentity()
            return RunningProgram(runtime, listeners)
        } catch {
            await runtime.end()
            throw error
        }
    }

    /// Stops without dropping anything: says that it is not ready, takes new connections for a
    /// moment more, ends when the last request has ended or the time for that is over.
    public func stop() async {
        runtime.health.stop()
        let grace = runtime.settings[CommonSettings.stopGrace]
        await withTaskGroup { group in
            for listener in listeners { group.addTask { try? await listener.drain(grace: grace) } }
        }
        await runtime.end()
    }
}
