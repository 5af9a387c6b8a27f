import Glibc
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
        settings: [any DeclaredSetting] = [],
        _ routes: @escaping @Sendable (Runtime) async throws -> [any Handling]
    ) async -> Never {
        await run(service, settings) { surroundings in
            try await .start(service, settings: settings, in: surroundings, routes)
        }
    }

    /// The same for a program that listens in its own way, as the gateway does.
    /// - Parameter listen: starts what takes connections; the first is the program's own.
    public static func runServers(
        _ service: Service,
        settings: [any DeclaredSetting] = [],
        _ listen: @escaping @Sendable (Runtime) async throws -> [any Listening]
    ) async -> Never {
        await run(service, settings) { surroundings in
            try await .startServers(service, settings: settings, in: surroundings, listen)
        }
    }

    private static func run(
        _ service: Service,
        _ settings: [any DeclaredSetting],
        _ start: (Surroundings) async throws -> RunningProgram
    ) async -> Never {
        var surroundings = Surroundings()
        surroundings.onlyMigrates = obey(service, CommonSettings.all(of: service) + settings)
        // A peer that goes in the middle of a write is an error of that write.
        signal(SIGPIPE, SIG_IGN)
        let order = StopOrder()
        do {
            let began = ContinuousClock.now
            let program = try await start(surroundings)
            await serve(program, until: order, since: began)
        } catch is Migrated {
            await end(0, surroundings)
        } catch let faults as SettingFaults {
            for fault in faults.all { StandardStreams.error(Array("\(fault.text)\n".utf8)) }
            await end(misconfigured, surroundings)
        } catch {
            let text = "\(service.rawValue) cannot start: \(error)\n"
            StandardStreams.error(Array(text.utf8))
            await end(1, surroundings)
        }
        await end(0, surroundings)
    }

    /// Does what the arguments ask for.
    /// - Returns: whether the program is to migrate only.
    private static func obey(_ service: Service, _ settings: [any DeclaredSetting]) -> Bool {
        switch CommandLine.arguments.dropFirst() {
        case []: return false
        case ["--migrate"]: return true
        case ["--help"]:
            StandardStreams.output(help(service, settings))
            exit(0)
        case ["--check"]:
            do throws(SettingFaults) {
                _ = try Settings(settings)
                exit(0)
            } catch {
                for fault in error.all { StandardStreams.error(Array("\(fault.text)\n".utf8)) }
                exit(misconfigured)
            }
        case _:
            StandardStreams.error(Array("\(service.rawValue): no such argument; --help\n".utf8))
            exit(misconfigured)
        }
    }

    private static func serve(
        _ program: RunningProgram,
        until order: StopOrder,
        since began: ContinuousClock.Instant
    ) async {
        let runtime = program.runtime
        let milliseconds = (ContinuousClock.now - began).nanoseconds / 1_000_000
        runtime.log.info(
            "ready",
            metadata: ["port": "\(program.port)", "ms": "\(milliseconds)"]
        )
        if runtime.settings[CommonSettings.endWithStandardInput] { order.watchStandardInput() }
        let giver = await order.wait()
        runtime.log.info("stopping", metadata: ["because": "\(giver.rawValue)"])
        await program.stop()
        runtime.log.info("stopped")
    }

    private static func end(_ status: CInt, _ surroundings: Surroundings) async -> Never {
        await surroundings.log.close()
        exit(status)
    }

    private static func help(_ service: Service, _ settings: [any DeclaredSetting]) -> String {
        let lines = settings.map(\.help).joined(separator: "\n")
        return """
            \(service.rawValue): a program of Vouch.

              --help     prints this
              --check    says what is wrong with the settings, and ends
              --migrate  migrates the database, and ends

            Settings are read from the environment:
            \(lines)

            """
    }
}
