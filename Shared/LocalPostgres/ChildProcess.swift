import FoundationEssentials
import Glibc
import Guarded

/// A program this process started.
struct ChildProcess: ~Copyable {
    let id: pid_t
    private var status: Int32?

    /// Programs nobody waits for any more and that have not been seen to end. Each start collects
    /// those that have, so that their entries do not pile up in the process table.
    private static let abandoned = Guarded<[pid_t]>([])

    /// What children see of the environment: nothing of the caller's, above all no `PG*` variable
    /// that would send a program to another server, and messages in English.
    private static let environment = [
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C",
        "DEBIAN_FRONTEND=noninteractive",
    ]

    /// Starts `arguments[0]`, looked up in `PATH`. The child sees `descriptors` under the numbers
    /// 0, 1, 2 … in their order and no other; signals that the caller
    /// ignores or blocks are reset.
    init(_ arguments: [String], descriptors: [CInt]) throws(LocalPostgresError) {
        Self.abandoned.withLock { $0.removeAll { waitpid($0, nil, WNOHANG) != 0 } }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        // Copies above the range of targets: `dup2` onto 3 must not overwrite a source that is 3.
        var copies: [CInt] = []
        defer { for copy in copies { _ = close(copy) } }
        for (number, descriptor) in descriptors.enumerated() {
            let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, CInt(descriptors.count))
            guard copy >= 0 else { throw .system(call: "fcntl", code: errno) }
            copies.append(copy)
            unsafe posix_spawn_file_actions_adddup2(&actions, copy, CInt(number))
        }
        // Most are closed by `exec`; a library that forgot to say so must not share them.
        for open in Self.openDescriptors() where open >= CInt(descriptors.count) {
            unsafe posix_spawn_file_actions_addclose(&actions, open)
        }
        id = try unsafe Self.spawn(arguments, &actions)
    }

    deinit {
        guard status == nil else { return }
        let id = id
        Self.abandoned.withLock { $0.append(id) }
    }

    private static func openDescriptors() -> [CInt] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return (names ?? []).compactMap { CInt($0) }
    }

    private static func spawn(
        _ arguments: [String],
        _ actions: inout posix_spawn_file_actions_t
    ) throws(LocalPostgresError) -> pid_t {
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

        var words = unsafe (arguments + environment).map { unsafe strdup($0) }
        defer { while let word = unsafe words.popLast() { unsafe free(word) } }
        unsafe words.insert(nil, at: arguments.count)
        unsafe words.append(nil)
        var id: pid_t = 0
        let code = unsafe words.withUnsafeMutableBufferPointer { words in
            guard let start = words.baseAddress, let program = unsafe start.pointee else {
                return EINVAL
            }
            let variables = unsafe start + arguments.count + 1
            return unsafe posix_spawnp(&id, program, &actions, &attributes, start, variables)
        }
        guard code == 0 else {
            throw .system(call: "starting \(arguments.first ?? "nothing")", code: code)
        }
        return id
    }

    /// The exit status once the program has ended (128 + n after signal n, as shells count), nil
    /// while it runs.
    mutating func poll() -> Int32? {
        if let status { return status }
        var raw: Int32 = 0
        guard unsafe waitpid(id, &raw, WNOHANG) == id else { return nil }
        let signal = raw & 0x7f
        status = signal == 0 ? (raw >> 8) & 0xff : 128 + signal
        return status
    }

    func kill() {
        // Before the status was collected the number cannot belong to another process.
        if status == nil { _ = Glibc.kill(id, SIGKILL) }
    }
}
