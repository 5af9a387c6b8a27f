import Glibc

/// What `postmaster.pid` says about the server that wrote it. The file outlives a server that was
/// killed, and its number may meanwhile belong to another process, so it proves nothing alone.
struct PostmasterFile: Equatable {
    let process: pid_t
    let isReady: Bool

    /// Lines: process, folder, start time, port, socket folder, address, shared memory, status.
    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, let number = pid_t(first), number > 0 else { return nil }
        process = number
        isReady = lines.count > 7 && lines[7].hasPrefix("ready")
    }

    init?(in data: String) {
        guard let text = String(startOf: Self.path(in: data)) else { return nil }
        self.init(text: text)
    }

    static func path(in data: String) -> String { "\(data)/postmaster.pid" }

    /// Whether the process is a PostgreSQL server of exactly this data folder.
    func namesLiveServer(of data: String) -> Bool {
        // Empty for a zombie and for a kernel thread.
        guard let line = String(startOf: "/proc/\(process)/cmdline"), !line.isEmpty else {
            return false
        }
        let words = line.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
        let program = words[0].split(separator: "/").last
        guard program == "postgres" || program == "postmaster" else { return false }
        if let flag = words.firstIndex(of: "-D"), flag + 1 < words.count,
            canonicalPath(words[flag + 1]) == data
        {
            return true
        }
        // Started with `-Dfolder` or `PGDATA`: a server works in its data folder.
        return canonicalPath("/proc/\(process)/cwd") == data
    }

    /// The live server of `data`, if any. A pid file whose number another process has taken is
    /// removed, because PostgreSQL itself would refuse to start next to it. One whose process is
    /// gone stays: PostgreSQL judges it, with the shared memory it names.
    static func liveServer(of data: String) -> pid_t? {
        guard let file = Self(in: data) else { return nil }
        if file.namesLiveServer(of: data) { return file.process }
        if kill(file.process, 0) == 0 || errno == EPERM { unsafe unlink(path(in: data)) }
        return nil
    }
}

/// The path without links and dots, or nil where nothing is.
func canonicalPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
}
