import Glibc

/// An exclusive `flock` on a file. It belongs to the open file, not to the process: a second lock
/// of the same process is refused like a stranger's, a child that inherits the descriptor holds
/// it too, and the kernel releases it when the last holder ends, however that happens.
struct FileLock: ~Copyable {
    let descriptor: Descriptor

    /// Takes the lock at once, or returns nil when somebody has it.
    init?(_ path: String) throws(LocalPostgresError) {
        let file = try Descriptor(path: path, flags: O_RDWR | O_CREAT)
        guard flock(file.raw, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw .system(call: "flock", code: errno) }
            return nil
        }
        descriptor = file
    }

    /// Lets go at once. Closing alone would leave the lock, for a moment, to any child that another
    /// thread is just starting and that has not reached its `exec`.
    func release() { _ = flock(descriptor.raw, LOCK_UN) }

    /// Waits until whoever has the lock lets go, at most for `limit`.
    static func wait(
        for path: String,
        atMost limit: Duration
    ) async throws(LocalPostgresError) -> FileLock {
        let deadline = Deadline(limit, for: "The end of the last server")
        while true {
            if let lock = try FileLock(path) { return lock }
            try await deadline.pause()
        }
    }
}
