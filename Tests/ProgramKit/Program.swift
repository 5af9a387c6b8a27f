public import Foundation

/// What another program said, run to its end.
public struct Program: Sendable {
    /// What it printed.
    public let output: String
    /// What it printed on the channel for errors.
    public let errors: String
    /// 0 where all went well.
    public let status: Int32

    /// Both channels, the errors last.
    public var said: String { output + errors }

    /// - Parameters:
    ///   - name: a program on the PATH, or a path.
    ///   - environment: variables beside those of the tests.
    ///   - input: what it reads; nothing follows.
    ///   - folder: where it runs; nil is where the tests do.
    ///   - seconds: how long it may take before it is ended.
    public static func run(
        _ name: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        input: String = "",
        in folder: URL? = nil,
        seconds: Double = 100
    ) async throws -> Program {
        let variables = environment.map { "\($0.key)=\($0.value)" }
        let words = variables + [name] + arguments
        let running = try RunningProgram("env", words, input: input, in: folder)
        return try await running.finish(seconds: seconds)
    }

    /// Runs a shell script; the first command that fails ends it.
    public static func shell(_ script: String, seconds: Double = 100) async throws -> Program {
        try await run("bash", ["-euo", "pipefail", "-c", script], seconds: seconds)
    }
}

// MARK: - Where programs are

extension Program {
    /// The project's root: tests run from anywhere.
    public static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The Python that `Tests/Scripts/setup` has prepared.
    public static let python = root.appending(path: ".vouch/python/bin/python3").path()

    /// The path of one of the tests' own scripts.
    public static func script(_ name: String) -> String {
        root.appending(path: "Tests/Scripts/\(name)").path()
    }

    /// The path of one of the project's own programs: it lies next to the test bundle.
    public static func built(_ name: String) -> String {
        URL(filePath: ProcessInfo.processInfo.arguments[0])
            .deletingLastPathComponent().appending(path: name).path()
    }
}
