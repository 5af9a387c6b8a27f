import FoundationEssentials
import Glibc
public import HTTP
import Logging
public import Vocabulary

/// The one way to start a program: settings, log, keys, routes, then serving until it is told to
/// stop.
///
/// ```swift
/// @main enum TalentService {
///     static func main() async {
///         await Program.run(.talent, settings: TalentSettings.all) { runtime in
///             …
///             return TalentRoutes(pool).routes
///         }
///     }
/// }
/// ```
public enum Program {
    /// The exit status of a program whose settings are wrong; starting it again changes nothing.
    public static let misconfigured: CInt = 2

    /// Runs a service and ends the process: 0 after an orderly stop, 1 where it could not start,
    /// 2 where its settings are wrong.
    /// - Parameters:
    ///   - settings: those of the service, beside the common ones.
    ///   - routes: migrates, builds the service and returns what answers each of its operations.
    public static func run(
        _ service: Service,
        settings declared: [any DeclaredSetting] = [],
        _ routes: @escaping @Sendable (Runtime) async throws -> [any Handling]
    ) async -> Never {
        await run(service, settings: declared, CommandLine.arguments) { runtime in
            let handlers = try await routes(runtime)
            if CommandLine.arguments.contains("--migrate") { return nil }
            if service != .identity { runtime.keys.start(on: runtime) }
            let handler = ServiceHandler(
                table: try HandlerTable(handlers, of: service, runtime.metrics),
                runtime: runtime,
                health: runtime.health
            )
            var configuration = ServerConfiguration(
                host: runtime.settings[CommonSettings.host],
                port: runtime.settings[CommonSettings.port(of: service)]
            )
            configuration.limits = .internal
            configuration.loops = runtime.loops
            return try await Server.start(configuration) { await handler.answer($0) }
        }
    }

    /// The same for a program that serves in its own way.
    /// - Parameter serve: starts a server; nil where there is nothing to serve.
    public static func run(
        _ service: Service,
        settings declared: [any DeclaredSetting],
        _ arguments: [String],
        serve: @escaping @Sendable (Runtime) async throws -> Server?
    ) async -> Never {
        let all = CommonSettings.all(of: service) + declared
        if arguments.contains("--help") {
            StandardOutput.write(help(service, all))
            exit(0)
        }
        // A peer that goes in the middle of a write is an error of that write.
        signal(SIGPIPE, SIG_IGN)
        let stop = StopOrder()
        let log: Logger
        do {
            let settings = try Settings(all)
            log = logger(service, settings)
            if settings[CommonSettings.endWithStandardInput] { stop.watchStandardInput() }
            try await run(Runtime(service, settings, log: log, now: Instant.now), stop, serve)
        } catch let faults as SettingFaults {
            for fault in faults.all { StandardError.write(Array("\(fault.text)\n".utf8)) }
            exit(misconfigured)
        } catch {
            StandardError.write(Array("\(service.rawValue) cannot start: \(error)\n".utf8))
            exit(1)
        }
        exit(0)
    }

    private static func run(
        _ runtime: Runtime,
        _ stop: StopOrder,
        _ serve: (Runtime) async throws -> Server?
    ) async throws {
        let began = ContinuousClock.now
        guard let server = try await serve(runtime) else { return await runtime.end() }
        runtime.log.info(
            "ready",
            metadata: [
                "port": "\(server.port)",
                "ms": "\((ContinuousClock.now - began).nanoseconds / 1_000_000)",
            ]
        )
        await stop.wait()
        runtime.log.info("stopping")
        runtime.health.stop()
        try await server.drain(grace: runtime.settings[CommonSettings.stopGrace])
        await runtime.end()
        runtime.log.info("stopped")
    }

    private static func logger(_ service: Service, _ settings: Settings) -> Logger {
        let level = Logger.Level(rawValue: settings[CommonSettings.logLevel].rawValue) ?? .info
        let factory: @Sendable (String) -> any LogHandler = { _ in
            JSONLog(logLevel: level, service: service.rawValue)
        }
        LoggingSystem.bootstrap(factory)
        return Logger(label: service.rawValue)
    }

    private static func help(_ service: Service, _ settings: [any DeclaredSetting]) -> String {
        let lines = settings.map(\.help).joined(separator: "\n")
        return """
            \(service.rawValue): a program of Vouch.

              --help     prints this
              --migrate  migrates the database and ends

            Settings are read from the environment:
            \(lines)

            """
    }
}

/// The stream that `--help` goes to.
enum StandardOutput {
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in _ = unsafe Glibc.write(1, bytes.baseAddress, bytes.count) }
    }
}
