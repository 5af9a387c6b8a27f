import Glibc
import NIOConcurrencyHelpers
import Subprocess
import SystemPackage

/// Keeps one program running: starts it, passes its lines on, starts it again when it dies.
final class Supervisor: Sendable {
    /// Between a death and the next start; doubled with every death in a row.
    private static let firstPause = Duration.milliseconds(100)
    private static let longestPause = Duration.seconds(5)
    /// A program that lived so long has not failed in a row with the one before.
    private static let healthyLife = Duration.seconds(10)
    /// After SIGTERM, to finish what is under way (a service drains for 30 s at most).
    private static let stopTimeout = Duration.seconds(35)
    /// The exit status of a program whose settings are wrong: starting it again changes nothing.
    private static let misconfigured: CInt = 2

    private struct State {
        var isStopping = false
        var hasEnded = false
        var pid: Int32?
    }

    let name: String
    private let executable: String
    private let environment: [String: String]
    private let console: Console
    private let registry: Registry
    private let state = NIOLockedValueBox(State())

    init(
        _ name: String,
        executable: String,
        environment: [String: String],
        console: Console,
        registry: Registry
    ) {
        self.name = name
        self.executable = executable
        self.environment = environment
        self.console = console
        self.registry = registry
    }

    /// Runs the program until it is told to stop. Throws where the program cannot run at all.
    func run() async throws {
        defer { state.withLockedValue { $0.hasEnded = true } }
        var pause = Self.firstPause
        while !isStopping {
            let began = ContinuousClock.now
            let status = try await life()
            guard !isStopping else { return }
            if status == .exited(Self.misconfigured) {
                throw Refusal("\(name) refuses its settings; its log says which.")
            }
            if ContinuousClock.now - began > Self.healthyLife { pause = Self.firstPause }
            console.say("\(name) ended (\(status)); starting it again in \(pause).")
            try await wait(pause)
            pause = min(pause * 2, Self.longestPause)
        }
    }

    /// Asks the program to finish what is under way and to end; one that takes too long is killed.
    /// Returns at once: `run` returns when it has ended.
    func stop() {
        signal(SIGTERM) { $0.isStopping = true }
        Task {
            try await Task.sleep(for: Self.stopTimeout)
            signal(SIGKILL) { _ in }
        }
    }

    /// Returns when `run` has.
    func hasEnded() async {
        while !state.withLockedValue({ $0.hasEnded }) {
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    private var isStopping: Bool { state.withLockedValue { $0.isStopping } }

    private func signal(_ number: CInt, _ change: (inout State) -> Void) {
        state.withLockedValue { state in
            change(&state)
            // Forgotten before it is collected, so that the number is nobody else's.
            if let pid = state.pid { _ = kill(pid, number) }
        }
    }

    /// A pause that a stop ends.
    private func wait(_ pause: Duration) async throws {
        let end = ContinuousClock.now + pause
        while !isStopping, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// From the program's start to its end.
    private func life() async throws -> TerminationStatus {
        var options = PlatformOptions()
        // A Ctrl-C at the terminal is ours: we stop the programs in their order.
        options.createSession = true
        do {
            // Its standard input stays open for as long as we live; the program ends with it.
            let result = try await Subprocess.run(
                .path(FilePath(executable)),
                environment: .custom(environment.keyed),
                platformOptions: options,
                input: .inputWriter,
                output: .sequence,
                error: .combinedWithOutput
            ) { execution in
                begin(execution.processIdentifier.value)
                defer { end() }
                var lines = Lines()
                for try await buffer in execution.standardOutput {
                    unsafe buffer.withUnsafeBytes { unsafe lines.append($0, show) }
                }
                lines.finish(show)
            }
            return result.terminationStatus
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw Refusal("\(executable) is not there: build everything first.")
        }
    }

    private func begin(_ pid: Int32) {
        state.withLockedValue { state in
            state.pid = pid
            // Told to stop while it was being started.
            if state.isStopping { _ = kill(pid, SIGTERM) }
        }
        registry.started(name, pid: pid)
    }

    private func end() {
        state.withLockedValue { $0.pid = nil }
        registry.ended(name)
    }

    private func show(_ line: [UInt8]) { console.line(line, from: name) }
}

extension [String: String] {
    /// The variables as swift-subprocess takes them.
    var keyed: [Environment.Key: String] {
        [Environment.Key: String](
            uniqueKeysWithValues: map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        )
    }
}
