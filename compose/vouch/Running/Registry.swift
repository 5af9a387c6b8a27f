import FoundationEssentials
import Glibc
import NIOConcurrencyHelpers
import Vocabulary

/// What runs here, for `vouch status`, `vouch down` and whoever looks from outside: a small file
/// that is rewritten whenever a process starts or ends.
final class Registry: Sendable {
    /// One process, as the file names it.
    struct Entry: Codable, Sendable {
        var name: String
        var program: String
        var port: Int
        /// Null while it is being restarted.
        var pid: Int32?
        var restarts: Int
    }

    /// The whole file.
    struct Contents: Codable, Sendable {
        /// `vouch up` itself.
        var owner: ProcessMark
        var postgres: String
        var programs: [Entry]
    }

    private let path: String
    private let contents: NIOLockedValueBox<Contents>

    /// - Parameter postgres: libpq's connection string of the database's superuser.
    init(_ home: Home, _ deployment: Deployment, postgres: String) throws {
        path = home.state
        guard let owner = ProcessMark(of: getpid()) else { throw Refusal("/proc is not there.") }
        let programs = deployment.instances.map {
            Entry(name: $0.name, program: $0.program.rawValue, port: $0.port, restarts: -1)
        }
        let first = Contents(owner: owner, postgres: postgres, programs: programs)
        contents = NIOLockedValueBox(first)
        try Home.write(JSONEncoder().encode(first), to: path)
    }

    /// A process has started.
    func started(_ name: String, pid: Int32) {
        change(name) {
            $0.pid = pid
            $0.restarts += 1
        }
    }

    /// A process has ended.
    func ended(_ name: String) {
        change(name) { $0.pid = nil }
    }

    /// Nothing runs here any more.
    func remove() { _ = unsafe unlink(path) }

    private func change(_ name: String, _ body: (inout Entry) -> Void) {
        contents.withLockedValue { contents in
            guard let index = contents.programs.firstIndex(where: { $0.name == name }) else {
                return
            }
            body(&contents.programs[index])
            // Written under the lock: the newest state must not be overtaken by an older one.
            guard let json = try? JSONEncoder().encode(contents) else { return }
            try? Home.write(json, to: path)
        }
    }

    /// What the file says, where its owner still lives.
    static func read(_ home: Home) -> Contents? {
        guard let json = FileManager.default.contents(atPath: home.state),
            let contents = try? JSONDecoder().decode(Contents.self, from: json),
            contents.owner.isAlive
        else { return nil }
        return contents
    }
}

/// A process that cannot be mistaken for a later one with its number.
struct ProcessMark: Codable, Hashable, Sendable {
    let pid: Int32
    /// The kernel's clock ticks between its own start and the process's.
    let startTicks: String

    /// Nil where there is no such process.
    init?(of pid: Int32) {
        guard let ticks = Self.startTicks(of: pid) else { return nil }
        self.pid = pid
        startTicks = ticks
    }

    var isAlive: Bool { Self.startTicks(of: pid) == startTicks }

    /// Field 22 of `/proc/PID/stat`, counted behind the name, which may hold anything.
    private static func startTicks(of pid: Int32) -> String? {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[end...].split(separator: " ")
        // A zombie has ended, whoever has not noticed.
        guard fields.count > 20, fields[1] != "Z" else { return nil }
        return String(fields[20])
    }
}
