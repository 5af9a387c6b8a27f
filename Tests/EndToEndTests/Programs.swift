import Foundation
import Subprocess
import SystemPackage

/// The programs that were built beside the tests.
enum Programs {
    /// What a program left behind.
    struct Run: Sendable {
        let status: Int32
        let output: String
    }

    /// They lie next to the test bundle.
    static func path(_ name: String) -> String {
        URL(filePath: ProcessInfo.processInfo.arguments[0])
            .deletingLastPathComponent().appending(path: name).path
    }

    /// Runs a program of ours to its end.
    static func run(
        _ name: String,
        _ arguments: [String],
        environment: [String: String] = [:]
    ) async throws -> Run {
        try await run(.path(FilePath(path(name))), arguments, environment)
    }

    /// Runs a shell script to its end.
    static func shell(_ script: String, environment: [String: String] = [:]) async throws -> Run {
        try await run(.name("bash"), ["-euo", "pipefail", "-c", script], environment)
    }

    private static func run(
        _ executable: Executable,
        _ arguments: [String],
        _ environment: [String: String]
    ) async throws -> Run {
        let result = try await Subprocess.run(
            executable,
            arguments: Arguments(arguments),
            environment: .inherit.updating(environment.keyed),
            output: .string(limit: 1 << 20),
            error: .combinedWithOutput
        )
        let status: Int32 =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let signal): 128 + signal
            }
        return Run(status: status, output: result.standardOutput)
    }
}
