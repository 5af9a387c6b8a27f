/// Certificates or a key in PEM, as files or as values.
public enum PEM: Sendable, Hashable {
    /// A path. The file is read again by every reload.
    case file(String)
    /// The text itself, in ASCII.
    case memory([UInt8])

    /// The text itself.
    public static func text(_ text: String) -> PEM {
        .memory(Array(text.utf8))
    }
}

extension PEM {
    /// How errors name it.
    var source: String {
        switch self {
        case .file(let path): path
        case .memory: "in memory"
        }
    }

    /// Reads it. Blocks on the disk: never on an event loop.
    func load() throws(TLSConfigurationError) -> PEMText {
        switch self {
        case .file(let path): return try PEMText(file: path)
        case .memory(let bytes): return try PEMText(bytes)
        }
    }

    /// What a change of the file changes; nothing for a value, and for a file that is not there.
    var stamp: FileStamp? {
        switch self {
        case .file(let path): FileStamp(path: path)
        case .memory: nil
        }
    }
}
