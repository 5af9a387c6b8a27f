public import Foundation
import NIOConcurrencyHelpers

/// Another program at work. Ended with this object at the latest.
public final class RunningProgram: Sendable {
    private let child: NIOLockedValueBox<ChildProcess>
    private let folder: URL
    private let inputEnd: FileHandle

    /// It had to end, or to say something, and did not in time.
    public struct TookTooLong: Error {
        /// What it has said so far, on both channels.
        public let said: String
    }

    /// - Parameters:
    ///   - name: a program on the PATH, or a path.
    ///   - input: what it reads first. Its input stays open until it is finished.
    ///   - directory: where it runs; nil is where the tests do.
    public init(
        _ name: String,
        _ arguments: [String],
        input: String = "",
        in directory: URL? = nil
    ) throws {
        // Files, because a pipe that nobody reads holds 64 KiB, and then the program waits.
        folder = FileManager.default.temporaryDirectory
            .appending(path: "vouch-program-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let output = try Self.file("output", in: folder)
        let errors = try Self.file("errors", in: folder)
        let pipe = Pipe()
        let descriptors = [pipe.fileHandleForReading, output, errors].map(\.fileDescriptor)
        child = NIOLockedValueBox(
            try ChildProcess([name] + arguments, in: directory, descriptors: descriptors)
        )
        inputEnd = pipe.fileHandleForWriting
        if !input.isEmpty { send(input) }
    }

    deinit {
        child.withLockedValue { $0.abandon() }
        try? FileManager.default.removeItem(at: folder)
    }

    private static func file(_ name: String, in folder: URL) throws -> FileHandle {
        let path = folder.appending(path: name)
        try Data().write(to: path)
        return try FileHandle(forWritingTo: path)
    }

    /// What it has printed so far.
    public var output: String { read("output") }

    /// What it has printed so far on the channel for errors.
    public var errors: String { read("errors") }

    private func read(_ name: String) -> String {
        let data = try? Data(contentsOf: folder.appending(path: name))
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    /// Gives it more to read. One that has ended reads nothing.
    public func send(_ text: String) {
        guard isRunning else { return }
        try? inputEnd.write(contentsOf: Data(text.utf8))
    }

    /// Whether it has not ended yet.
    public var isRunning: Bool { child.withLockedValue { $0.isRunning } }

    /// Closes the input and waits for the end.
    public func finish(seconds: Double = 20) async throws -> Program {
        try? inputEnd.close()
        return try await end(seconds: seconds)
    }

    /// Waits for the end with the input open.
    public func end(seconds: Double = 20) async throws -> Program {
        let status = try await wait(seconds: seconds) { child.withLockedValue { $0.end() } }
        return Program(output: output, errors: errors, status: status)
    }

    /// The number that it prints after `mark`, at the start of a line.
    public func number(after mark: String, seconds: Double = 20) async throws -> Int {
        try await wait(seconds: seconds) {
            // The last piece is not a whole line yet.
            let lines = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            let line = lines.first { $0.hasPrefix(mark) && $0.count > mark.count }
            return line.flatMap { Int($0.dropFirst(mark.count)) }
        }
    }

    private func wait<Result>(seconds: Double, for result: () -> Result?) async throws -> Result {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            if let found = result() { return found }
            guard ContinuousClock.now < end else {
                stop()
                throw TookTooLong(said: output + errors)
            }
            try await Task.sleep(for: .milliseconds(4))
        }
    }

    /// Asks it to end.
    public func stop() { child.withLockedValue { $0.signal(SIGTERM) } }
}
