import FoundationEssentials
import Glibc
import Testing

@testable import LocalPostgres

/// A folder of one test, removed with all below it when the test is over.
func withScratch<Answer>(
    _ body: (String) async throws -> Answer
) async throws -> Answer {
    let folder = try ServerFolder.temporary()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // Users that a server may run as must be able to pass.
    _ = unsafe chmod(folder, 0o755)
    return try await body(folder)
}

/// Looks every few milliseconds; false when `condition` did not come true in time.
func eventually(
    within limit: Duration = .seconds(20),
    _ condition: () throws -> Bool
) async throws -> Bool {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if try condition() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}

extension LocalPostgres {
    /// What a query prints, unaligned and without a header.
    @discardableResult
    func sql(_ statement: String, database: String = "postgres") async throws -> String {
        try await Self.sql(statement, at: connectionString(database: database))
    }

    static func sql(_ statement: String, at connection: String) async throws -> String {
        let options = ["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--no-password"]
        let program = ["psql", "--set=ON_ERROR_STOP=1", "--command=\(statement)", connection]
        let output = try await Command(program + options).output()
        return output.hasSuffix("\n") ? String(output.dropLast()) : output
    }

    var data: String { launch.folder.data }

    /// The server's own process, as the pid file tells and the process table confirms.
    var serverProcess: pid_t? { PostmasterFile.liveServer(of: data) }
}

/// The state letter of a process (`S`, `Z`, …) and the number of its parent; nil once it is gone.
func processState(_ id: pid_t) -> (state: Character, parent: pid_t)? {
    guard let text = String(startOf: "/proc/\(id)/stat") else { return nil }
    // The name in parentheses may hold anything, so count from its end.
    let words = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard words.count > 1, let state = words[0].first, let parent = pid_t(words[1]) else {
        return nil
    }
    return (state, parent)
}

func isAlive(_ id: pid_t) -> Bool {
    guard let (state, _) = processState(id) else { return false }
    return state != "Z"
}

extension ChildProcess {
    init(silently arguments: [String]) throws(LocalPostgresError) {
        let nothing = try Descriptor(path: "/dev/null", flags: O_RDWR)
        try self.init(arguments, descriptors: [nothing.raw, nothing.raw, nothing.raw])
    }
}

/// A process that owns a server and that a test may kill.
final class OwnerProcess {
    private var child: ChildProcess
    private let line: DescriptorPair
    let answer: String

    /// Runs `LocalPostgresOwner`, if `wrapped` is given through that command, and waits until it
    /// has printed where its server's socket lies, or why there is none.
    init(folder: String?, program: String = built, through wrapped: [String] = []) async throws {
        line = try Descriptor.pair()
        let arguments = wrapped + [program] + (folder.map { [$0] } ?? [])
        child = try ChildProcess(
            arguments,
            descriptors: [line.theirs.raw, line.theirs.raw, line.theirs.raw]
        )
        var bytes: [UInt8] = []
        let deadline = Deadline(.seconds(60), for: "The owner's answer")
        while bytes.last != UInt8(ascii: "\n") {
            let status = child.poll()
            if let more = try line.ours.receive(upTo: 4_096) { bytes += more }
            if let status, bytes.last != UInt8(ascii: "\n") {
                throw Ended(status: status, output: String(decoding: bytes, as: UTF8.self))
            }
            try await deadline.pause()
        }
        answer = String(decoding: bytes.dropLast(), as: UTF8.self)
    }

    struct Ended: Error {
        let status: Int32
        let output: String
    }

    deinit { child.kill() }

    func kill() { child.kill() }

    /// The executable that SwiftPM built next to the tests.
    static var built: String {
        let tests = canonicalPath("/proc/self/exe") ?? ""
        return tests.split(separator: "/").dropLast().reduce(into: "") { $0 += "/\($1)" }
            + "/LocalPostgresOwner"
    }
}
