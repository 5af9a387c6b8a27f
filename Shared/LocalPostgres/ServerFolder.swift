import FoundationEssentials
import Glibc

/// The folder of one server, and where things lie in it.
///
/// Two locks guard it. `owner.lock` is held by the process that owns the server and falls with it;
/// `server.lock` is held by the supervisor until the server has ended. So a living owner is told
/// from a server that is still stopping, without a process number that could be somebody else's.
struct ServerFolder: Sendable {
    /// A log larger than this is put aside (one predecessor is kept) when the server starts.
    private static let logMax = 10 << 20
    private static let logTailMax = 2_048

    let path: String
    let isTemporary: Bool

    var data: String { "\(path)/data" }
    var log: String { "\(path)/postgres.log" }
    var orphanMark: String { "\(path)/orphaned" }
    var serverLock: String { "\(path)/server.lock" }
    private var unfinishedData: String { "\(path)/data.new" }

    /// Opens the folder at `path`, making it if need be, or makes a temporary one.
    init(_ path: String?) throws(LocalPostgresError) {
        guard let path else {
            self.path = try Self.temporary()
            isTemporary = true
            return
        }
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch { throw .system(call: "mkdir \(path)", code: errno) }
        guard let canonical = canonicalPath(path) else {
            throw .system(call: "realpath \(path)", code: errno)
        }
        self.path = canonical
        isTemporary = false
    }

    /// Makes this process the owner, or says that somebody else is.
    func own() throws(LocalPostgresError) -> FileLock {
        guard let lock = try FileLock("\(path)/owner.lock") else { throw .folderInUse(path) }
        return lock
    }

    /// The major version that wrote the data; nil where there is none yet.
    var dataMajor: Int? {
        guard let text = String(startOf: "\(data)/PG_VERSION") else { return nil }
        return Int(text.prefix { $0.isNumber })
    }

    /// Creates the data unless it is there. It grows under another name, so that an `initdb` that
    /// was killed leaves nothing that looks finished.
    func initialise(_ launch: ServerLaunch) async throws(LocalPostgresError) {
        guard dataMajor == nil else { return }
        // First the lock: a killed predecessor's `initdb` may still be ending.
        let lock = try await launch.lock()
        try remove(unfinishedData)
        let arguments = [
            launch.binaries.path(of: "initdb"), "--pgdata", unfinishedData,
            "--username", LocalPostgres.superuser, "--no-instructions",
            // Bytes order text, as on every machine; `lower` and patterns still know letters.
            "--encoding=UTF8", "--lc-collate=C", "--lc-ctype=C.UTF-8",
            "--auth-local=trust", "--auth-host=scram-sha-256",
        ]
        let care: [String]
        switch launch.purpose {
        case .durable: care = ["--data-checksums"]
        case .disposable: care = ["--no-sync"]
        }
        let process = try launch.supervised(arguments + care, holding: lock)
        let deadline = Deadline(launch.startTimeout, for: "initdb")
        while true {
            if let status = process.poll() {
                guard status == 0 else { throw .serverEnded(log: logTail) }
                break
            }
            try await deadline.pause()
        }
        guard unsafe rename(unfinishedData, data) == 0 else {
            throw .system(call: "rename", code: errno)
        }
    }

    /// The log, opened for appending.
    func openLog() throws(LocalPostgresError) -> Descriptor {
        var status = stat()
        if unsafe stat(log, &status) == 0, status.st_size > Self.logMax {
            _ = unsafe rename(log, "\(log).1")
        }
        return try Descriptor(path: log, flags: O_WRONLY | O_CREAT | O_APPEND)
    }

    /// The end of the log, for an error.
    var logTail: String {
        guard let file = try? Descriptor(path: log, flags: O_RDONLY) else { return "" }
        // Fails, and so changes nothing, where the file is shorter.
        _ = lseek(file.raw, -Self.logTailMax, SEEK_END)
        let bytes = try? file.read(upTo: Self.logTailMax)
        return String(decoding: bytes ?? [], as: UTF8.self)
    }

    /// Gives the folder to the user the server runs as, who may be another than last time.
    func give(to user: ServerUser) async throws(LocalPostgresError) {
        let (owner, group) = user.owner
        if geteuid() == 0 {
            for path in [data, path] {
                var status = stat()
                guard unsafe stat(path, &status) == 0, status.st_uid != owner else { continue }
                try await Command(["chown", "-R", "\(owner):\(group)", "--", path]).output()
            }
        }
        guard case .systemUser(let name, _, _) = user else { return }
        guard try await Command(user.running(["test", "-w", path])).succeeds() else {
            throw .folderUnreachable(path, user: name)
        }
    }

    /// Removes a temporary folder.
    func discard() {
        if isTemporary { try? FileManager.default.removeItem(atPath: path) }
    }

    /// Whether a supervisor is at work, which then tidies up after the server it ends.
    var isSupervised: Bool {
        do { return try FileLock(serverLock) == nil } catch { return false }
    }

    private func remove(_ path: String) throws(LocalPostgresError) {
        guard unsafe access(path, F_OK) == 0 else { return }
        do { try FileManager.default.removeItem(atPath: path) } catch {
            throw .system(call: "remove \(path)", code: errno)
        }
    }

    /// A new private folder, short enough to hold a socket.
    static func temporary() throws(LocalPostgresError) -> String {
        let wanted = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
        // Room for "/vouch-pg-XXXXXX/run" and a socket's name below it.
        let base = wanted.hasPrefix("/") && wanted.utf8.count < 60 ? wanted : "/tmp"
        guard let path = unsafe strdup("\(base)/vouch-pg-XXXXXX") else {
            throw .system(call: "strdup", code: errno)
        }
        defer { unsafe free(path) }
        guard unsafe mkdtemp(path) != nil else {
            throw .system(call: "mkdtemp in \(base)", code: errno)
        }
        let made = unsafe String(cString: path)
        return canonicalPath(made) ?? made
    }
}
