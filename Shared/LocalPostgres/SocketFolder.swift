import FoundationEssentials
import Glibc

/// Where the server's Unix socket lies: in the server's folder, or, where that path is too long
/// for a socket, in a short private folder that exists as long as the server's owner.
struct SocketFolder: Sendable {
    let path: String
    /// Whether the folder lies outside the server's own and must be removed with it.
    let isApart: Bool

    init(in folder: ServerFolder) throws(LocalPostgresError) {
        let inside = "\(folder.path)/run"
        let socket = "\(inside)/.s.PGSQL.65535"
        // A comma would end the name in libpq's list of hosts.
        isApart = socket.utf8.count > ServerSettings.socketPathMax || inside.contains(",")
        path = isApart ? try ServerFolder.temporary() : inside
    }

    /// An empty folder for the next start. What lies there belonged to a server that has ended.
    func prepare(for user: ServerUser) throws(LocalPostgresError) {
        let files = FileManager.default
        do {
            if files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
            try files.createDirectory(
                atPath: path,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
        } catch { throw .system(call: "mkdir \(path)", code: errno) }
        let (owner, group) = user.owner
        guard unsafe geteuid() != 0 || chown(path, owner, group) == 0 else {
            throw .system(call: "chown \(path)", code: errno)
        }
    }

    func discard() {
        if isApart { try? FileManager.default.removeItem(atPath: path) }
    }
}
