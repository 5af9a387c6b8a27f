import FoundationEssentials
import Glibc

/// The folder in which everything lives that `vouch up` makes: data, keys, logs, mail.
struct Home: Sendable {
    /// Absolute, so that programs find it wherever they are started.
    let path: String

    init(_ path: String) {
        let current = FileManager.default.currentDirectoryPath
        self.path = path.hasPrefix("/") ? path : "\(current)/\(path)"
    }

    var postgres: String { "\(path)/postgres" }
    var keys: String { "\(path)/keys" }
    var logs: String { "\(path)/logs" }
    var mail: String { "\(path)/mail" }
    var state: String { "\(path)/running.json" }
    var signIn: String { "\(path)/sign-in.json" }

    func log(of name: String) -> String { "\(logs)/\(name).log" }

    /// Makes the folders. What they hold concerns only whoever made them.
    func make() throws {
        for folder in [path, keys, logs, mail] { try Self.makeFolder(folder) }
    }

    /// Makes a folder that only this user sees into, where it is not there yet.
    static func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// Writes a small file so that a reader sees the old text or the new one, never a part.
    static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
        let new = "\(path).new"
        let isMade = FileManager.default.createFile(
            atPath: new,
            contents: Data(bytes),
            attributes: [.posixPermissions: 0o600]
        )
        guard isMade, unsafe rename(new, path) == 0 else {
            throw Refusal("\(path) cannot be written.")
        }
    }
}
