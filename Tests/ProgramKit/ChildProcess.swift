import Foundation
import Glibc

/// A program this process started. It has the descriptors it is given and no other: of what else is
/// open here, sockets above all, a copy would keep the peer from ever seeing the end.
struct ChildProcess {
    private let id: pid_t
    private var status: Int32?

    /// The program could not be started: the system's reason.
    struct NotStarted: Error {
        let code: Int32
    }

    /// - Parameter descriptors: what it sees as its standard input, output and errors.
    init(_ arguments: [String], in directory: URL?, descriptors: [CInt]) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in descriptors.enumerated() {
            unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, CInt(number))
        }
        let folder = directory?.path() ?? FileManager.default.currentDirectoryPath
        let all = ["bash", "-c", Self.script, folder] + arguments
        var words = unsafe all.map { unsafe strdup($0) } + [nil]
        defer { while let word = unsafe words.popLast() { unsafe free(word) } }
        var id: pid_t = 0
        let code = unsafe posix_spawnp(&id, all[0], &actions, nil, &words, environ)
        guard code == 0 else { throw NotStarted(code: code) }
        self.id = id
    }

    // NIO's sockets are not closed by `exec`, and a list of them made here would be old before the
    // child begins. So the child looks for itself.
    private static let script = """
        for open in /proc/self/fd/*; do
            number=${open##*/}
            [ "$number" -le 2 ] || eval "exec $number>&-"
        done
        cd "$0" && exec "$@"
        """

    /// Whether it has not ended yet.
    var isRunning: Bool {
        mutating get { end() == nil }
    }

    /// Its exit status once it has ended (128 + n after signal n, as shells count), nil until then.
    mutating func end() -> Int32? {
        if let status { return status }
        var raw: Int32 = 0
        guard unsafe waitpid(id, &raw, WNOHANG) == id else { return nil }
        let signal = raw & 0x7f
        status = signal == 0 ? (raw >> 8) & 0xff : 128 + signal
        return status
    }

    /// Sends a signal to what still runs.
    mutating func signal(_ number: Int32) {
        if isRunning { _ = kill(id, number) }
    }

    /// Ends it whatever it does.
    mutating func abandon() {
        guard isRunning else { return }
        _ = kill(id, SIGKILL)
        _ = waitpid(id, nil, 0)
    }
}
