import Glibc

/// Whom the server runs as. PostgreSQL refuses to run as root, so root needs another identity.
enum ServerUser: Equatable {
    /// We are not root: the server is ours.
    case ourselves
    /// Root, in a user namespace in which it is user 1000: its files stay root's, and every folder
    /// that root reaches is reachable.
    case userNamespace
    /// Root where namespaces are refused (many containers): a system user, who must be able to
    /// reach the folder.
    case systemUser(name: String, user: uid_t, group: gid_t)

    /// PostgreSQL's own user where a package made it, else the one every system has.
    private static let systemUsers = ["postgres", "nobody"]
    private static let unshare = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"]

    static func choose() async throws(LocalPostgresError) -> Self {
        guard geteuid() == 0 else { return .ourselves }
        if try await Command(unshare + ["true"]).succeeds() { return .userNamespace }
        return try systemUser()
    }

    static func systemUser() throws(LocalPostgresError) -> Self {
        for name in systemUsers {
            // `getpwnam_r`, because other threads may ask for users too.
            var entry = unsafe passwd()
            var found: UnsafeMutablePointer<passwd>?
            var buffer = [CChar](repeating: 0, count: 4_096)
            let code = unsafe getpwnam_r(name, &entry, &buffer, buffer.count, &found)
            guard code == 0, unsafe found != nil else { continue }
            return unsafe .systemUser(name: name, user: entry.pw_uid, group: entry.pw_gid)
        }
        throw .system(call: "getpwnam \(systemUsers)", code: ENOENT)
    }

    /// `command`, run as this user.
    func running(_ command: [String]) -> [String] { prefix(deathSignal: nil) + command }

    /// `command`, run as this user and sent SIGQUIT when the thread that started it ends. Only a
    /// supervisor with one thread may start it so: under a thread pool, the end of an idle worker
    /// would end the server.
    func runningUntilParentDies(_ command: [String]) -> [String] {
        prefix(deathSignal: "QUIT") + command
    }

    private func prefix(deathSignal: String?) -> [String] {
        let death = deathSignal.map { ["--pdeathsig", $0] } ?? []
        switch self {
        case .ourselves: return death.isEmpty ? [] : ["setpriv"] + death + ["--"]
        case .userNamespace:
            // `setpriv` comes second: entering the namespace would clear the signal again.
            return Self.unshare + (death.isEmpty ? [] : ["setpriv"] + death + ["--"])
        case .systemUser(_, let user, let group):
            let identity = ["--reuid=\(user)", "--regid=\(group)", "--clear-groups"]
            return ["setpriv"] + identity + death + ["--"]
        }
    }

    /// The owner that PostgreSQL demands of its data, as this process sees it.
    var owner: (user: uid_t, group: gid_t) {
        switch self {
        case .ourselves, .userNamespace: (geteuid(), getegid())
        case .systemUser(_, let user, let group): (user, group)
        }
    }
}
