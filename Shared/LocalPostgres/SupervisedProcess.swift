import Glibc
import Guarded

/// A program that cannot outlive this process, however this process ends.
///
/// A one-threaded shell stands between: it holds one end of a socket pair whose other end only
/// this process has. When this process dies, even by SIGKILL, the kernel closes that end, the
/// shell reads the end of file and stops the program. Should the shell itself be killed, the
/// kernel sends the program SIGQUIT (`PR_SET_PDEATHSIG`, see `ServerUser`). Both live in a session
/// of their own, so that a Ctrl-C meant for this process does not reach them.
final class SupervisedProcess: Sendable {
    private let shell: Guarded<ChildProcess>
    private let line: Descriptor

    /// Descriptor 3 is the line to the owner, 4 the folder's lock, which the shell keeps until
    /// the program has ended. `$1` is a mark that the owner has gone, `$2` what to remove then.
    private static let script = """
        cd /
        mark=$1 remove=$2
        shift 2
        trap '' HUP INT TERM
        "$@" </dev/null 3<&- 4>&- &
        program=$!
        (
            while read -r signal; do kill -s "$signal" "$program"; done
            [ -z "$remove" ] || ! kill -s 0 "$$" || : >"$mark"
            kill -s QUIT "$program"
        ) 2>/dev/null 4>&- <&3 3<&- &
        listener=$!
        exec 3<&-
        wait "$program"
        status=$?
        kill -s KILL "$listener" 2>/dev/null
        [ ! -e "$mark" ] || rm -rf -- "$remove"
        exit "$status"
        """

    /// Starts `command`, with its output appended to `log`. The shell keeps `lock` until the
    /// command has ended. `removing` is deleted if this process dies first.
    init(
        _ command: [String],
        log: borrowing Descriptor,
        lock: consuming FileLock,
        mark: String,
        removing folder: String?
    ) throws(LocalPostgresError) {
        let pair = try Descriptor.pair()
        let nothing = try Descriptor(path: "/dev/null", flags: O_RDONLY)
        unsafe unlink(mark)
        let child = try ChildProcess(
            ["setsid", "sh", "-c", Self.script, "supervisor", mark, folder ?? ""] + command,
            descriptors: [nothing.raw, log.raw, log.raw, pair.theirs.raw, lock.descriptor.raw]
        )
        shell = Guarded(child)
        line = pair.ours
    }

    /// The exit status, nil while the program runs.
    func poll() -> Int32? { shell.withLock { $0.poll() } }

    /// Sends a signal by its name. Nothing happens when the program has ended.
    private func signal(_ name: String) {
        let word = "\(name)\n"
        // A supervisor that has gone must not kill us with SIGPIPE.
        _ = unsafe send(line.raw, word, word.utf8.count, CInt(MSG_NOSIGNAL))
    }

    /// Stops a server and returns when it has ended. When that takes longer than `limit` the
    /// error is `timedOut`, and the server goes on ending.
    func end(_ mode: LocalPostgres.StopMode, within limit: Duration)
        async throws(LocalPostgresError)
    {
        signal(mode.rawValue)
        let deadline = Deadline(limit, for: "The \(mode) stop of PostgreSQL")
        while poll() == nil { try await deadline.pause() }
    }
}
