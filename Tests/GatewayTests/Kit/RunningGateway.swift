import Foundation
import HTTP
import Synchronization
import Testing
import Tokens

/// The true program, started as an operator would start it, with keys of its own in a folder that
/// is removed at the end.
final class RunningGateway: Sendable {
    private let process: Mutex<Process>
    private let folder: URL
    private let log = Lines()

    /// Beside the tests' own program.
    private static let program = URL(filePath: ProcessInfo.processInfo.arguments[0])
        .deletingLastPathComponent().appending(path: "gateway")

    init(_ variables: [String: String]) async throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "vouch-gateway-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let key = try await SigningKey.generate()
        let file = folder.appending(path: "gateway.key.pem")
        try key.pem.write(to: file, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = Self.program
        process.environment = [
            "VOUCH_PORT": "0", "VOUCH_METRICS_PORT": "0", "VOUCH_KEYS_DIRECTORY": folder.path(),
        ].merging(variables) { $1 }
        let errors = Pipe()
        process.standardError = errors
        let log = log
        errors.fileHandleForReading.readabilityHandler = { log.append(Array($0.availableData)) }
        try process.run()
        self.process = Mutex(process)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var logged: String { log.text }

    /// The port in the line with this message, once it has been written.
    func port(of message: String) async throws -> Int {
        var found: Int?
        try await expectEventually {
            let line = log.text.split(separator: "\n").first { line in
                line.contains(#""message":"\#(message)""#)
            }
            found = line.flatMap { $0.firstMatch(of: /"port":"(\d+)"/) }.flatMap { Int($0.1) }
            return found != nil
        }
        guard let found else { throw NotStarted() }
        return found
    }

    struct NotStarted: Error {}

    /// SIGTERM, and the exit status.
    func stop() async -> Int32 {
        process.withLock { if $0.isRunning { $0.terminate() } }
        while process.withLock({ $0.isRunning }) { try? await Task.sleep(for: .milliseconds(20)) }
        return process.withLock { $0.terminationStatus }
    }
}
