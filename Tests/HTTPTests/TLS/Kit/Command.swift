import Foundation
import NIOConcurrencyHelpers

/// A foreign program, run to its end or until it has taken too long.
struct Command {
    struct Result {
        let status: Int32
        let output: String
    }

    static let openssl = "/usr/bin/openssl"
    static let curl = "/usr/bin/curl"
    static let python = "/usr/bin/python3"

    /// Runs a program and returns what it printed on both channels.
    static func run(
        _ program: String,
        _ arguments: [String],
        input: String = "",
        seconds: Double = 20
    ) async throws -> Result {
        let running = try RunningCommand(program, arguments, input: input)
        return try await running.finish(seconds: seconds)
    }
}

/// A foreign program at work. Ended with this object at the latest.
final class RunningCommand: Sendable {
    private let process: NIOLockedValueBox<Process>
    private let outputFile: URL
    private let inputEnd: FileHandle

    /// - Parameter input: what the program reads first. Its input stays open until it is finished.
    init(_ program: String, _ arguments: [String], input: String = "") throws {
        let folder = FileManager.default.temporaryDirectory
        outputFile = folder.appending(path: "vouch-tls-\(UUID().uuidString).log")
        _ = FileManager.default.createFile(atPath: outputFile.path, contents: nil)
        let output = try FileHandle(forWritingTo: outputFile)
        let pipe = Pipe()
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = pipe
        process.standardOutput = output
        process.standardError = output
        try process.run()
        inputEnd = pipe.fileHandleForWriting
        self.process = NIOLockedValueBox(process)
        if !input.isEmpty { send(input) }
    }

    deinit {
        process.withLockedValue { if $0.isRunning { $0.terminate() } }
        try? FileManager.default.removeItem(at: outputFile)
    }

    func send(_ text: String) {
        try? inputEnd.write(contentsOf: Data(text.utf8))
    }

    var output: String {
        (try? Data(contentsOf: outputFile)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    var isRunning: Bool { process.withLockedValue(\.isRunning) }

    /// Closes the input and waits for the end.
    func finish(seconds: Double = 20) async throws -> Command.Result {
        try? inputEnd.close()
        return try await end(seconds: seconds)
    }

    /// Waits for the end with the input open.
    func end(seconds: Double = 20) async throws -> Command.Result {
        try await eventually("the program ends", seconds: seconds) { !self.isRunning }
        return Command.Result(status: process.withLockedValue(\.terminationStatus), output: output)
    }

    func stop() {
        process.withLockedValue { if $0.isRunning { $0.terminate() } }
    }
}

/// Something that had to happen and did not.
struct Unfulfilled: Error {
    let what: String
}

/// Waits until `condition` holds.
func eventually(
    _ what: String,
    seconds: Double = 20,
    _ condition: () -> Bool
) async throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while !condition() {
        guard ContinuousClock.now < end else { throw Unfulfilled(what: what) }
        try await Task.sleep(for: .milliseconds(4))
    }
}
