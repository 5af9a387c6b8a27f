import Foundation
import HTTP
import ProgramKit
import Subprocess
import SystemPackage
import Testing

/// The true programs, started by `vouch up` as a person would, in a home of their own and on free
/// ports. Ends with the test, and with the test process however that ends.
final class RunningVouch: Sendable {
    /// What `vouch status --json` says.
    struct Status: Decodable, Sendable {
        struct Program: Decodable, Sendable {
            var name: String
            var port: Int
            var pid: Int32?
            var restarts: Int
            var ready: Bool
        }

        /// libpq's connection string of the superuser.
        var postgres: String
        var programs: [Program]

        subscript(name: String) -> Program? { programs.first { $0.name == name } }
    }

    /// Debug builds of seven programs and a new database on a loaded machine.
    static let startTimeout = Duration.seconds(90)

    let home: String
    let client = Client()
    let gateway: Upstream
    let gatewayPort: Int

    private init(home: String, gatewayPort: Int) {
        self.home = home
        self.gatewayPort = gatewayPort
        gateway = Upstream("gateway", at: [Upstream.Address("127.0.0.1", gatewayPort)])
    }

    /// Runs `body` with everything up, and stops it afterwards.
    static func run<Answer: Sendable>(
        _ arguments: [String] = [],
        settings: [String: String] = [:],
        _ body: @Sendable (RunningVouch) async throws -> Answer
    ) async throws -> Answer {
        let home = FileManager.default.temporaryDirectory
            .appending(path: "vouch-\(UUID().uuidString.prefix(8))").path
        defer { try? FileManager.default.removeItem(atPath: home) }
        return try await run(in: home, arguments, settings: settings, body)
    }

    /// The same in a home that stays.
    static func run<Answer: Sendable>(
        in home: String,
        _ arguments: [String] = [],
        settings: [String: String] = [:],
        _ body: @Sendable (RunningVouch) async throws -> Answer
    ) async throws -> Answer {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(allowedDurationToNextStep: .seconds(60))
        ]
        let earlier = timesReady(home)
        let result = try await Subprocess.run(
            .path(FilePath(Program.built("vouch"))),
            arguments: Arguments(["up", "--home", home, "--port", "0", "--quiet"] + arguments),
            environment: .inherit.updating(settings.keyed),
            platformOptions: options,
            input: .none,
            output: .discarded,
            error: .discarded
        ) { execution in
            let vouch = try await whenReady(home, after: earlier)
            let answer: Answer
            do {
                answer = try await body(vouch)
            } catch {
                await vouch.client.close()
                vouch.showLogs()
                throw error
            }
            await vouch.client.close()
            try execution.send(signal: .interrupt)
            return answer
        }
        #expect(result.terminationStatus == .exited(0), "vouch up ends cleanly on Ctrl-C")
        return result.closureResult
    }

    private static func whenReady(_ home: String, after earlier: Int) async throws -> RunningVouch {
        let end = ContinuousClock.now + startTimeout
        while ContinuousClock.now < end {
            // Said once the demo organization is there. (Signing in to see would use up tries.)
            if timesReady(home) > earlier, let gateway = try await status(home)["gateway"] {
                return RunningVouch(home: home, gatewayPort: gateway.port)
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        RunningVouch(home: home, gatewayPort: 1).showLogs()
        throw NotReady()
    }

    /// How many starts of this home have come to their end.
    private static func timesReady(_ home: String) -> Int {
        let log = try? String(contentsOfFile: "\(home)/logs/vouch.log", encoding: .utf8)
        return log?.split(separator: "Vouch is ready", omittingEmptySubsequences: false).count ?? 1
    }

    struct NotReady: Error {}

    /// What runs, as the command says it.
    func status() async throws -> Status { try await Self.status(home) }

    private static func status(_ home: String) async throws -> Status {
        let run = try await Program.run(
            Program.built("vouch"),
            ["status", "--json", "--home", home]
        )
        return try JSONDecoder().decode(Status.self, from: Data(run.output.utf8))
    }

    /// Waits until a program runs under another process than `pid` and is ready.
    func restarted(_ name: String, after pid: Int32, within limit: Duration) async throws -> Int32 {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            if let program = try? await status()[name], let new = program.pid, new != pid,
                program.ready
            {
                return new
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw NotReady()
    }

    /// What the programs said last, for whoever reads why a test failed.
    private func showLogs() {
        let logs = "\(home)/logs"
        for file in (try? FileManager.default.contentsOfDirectory(atPath: logs)) ?? [] {
            let text = (try? String(contentsOfFile: "\(logs)/\(file)", encoding: .utf8)) ?? ""
            let lines = text.split(separator: "\n").suffix(8)
            Issue.record("\(file):\n\(lines.joined(separator: "\n"))", severity: .warning)
        }
    }
}

extension [String: String] {
    fileprivate var keyed: [Environment.Key: String?] {
        Dictionary<Environment.Key, String?>(
            uniqueKeysWithValues: map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        )
    }
}
