import Crypto
import FoundationEssentials

/// What signing keys are sealed with where they are stored, so that a copy of the database signs
/// nothing. It lies in a file that the database's backups do not hold.
struct SealingKey: Sendable {
    private let key: SymmetricKey

    /// AES-256.
    static let length = 32

    /// Reads a file. Blocks on the disk: for the start of a program.
    init(file path: String) throws {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw KeyFileError.missing
        }
        try self.init(base64: String(decoding: bytes, as: UTF8.self))
    }

    /// Reads the file's text: 32 bytes in base64.
    init(base64 text: String) throws(KeyFileError) {
        let trimmed = text.filter { !$0.isWhitespace }
        guard let bytes = Data(base64Encoded: trimmed), bytes.count == Self.length else {
            throw .notASealingKey
        }
        key = SymmetricKey(data: bytes)
    }

    /// Seals a text under a name; it opens under the same name only.
    func seal(_ text: String, as name: String) throws(KeyFileError) -> [UInt8] {
        let sealed = try? AES.GCM.seal(
            Array(text.utf8),
            using: key,
            authenticating: Array(name.utf8)
        )
        guard let bytes = sealed?.combined else { throw .cannotSeal }
        return Array(bytes)
    }

    /// Opens what was sealed; `nil` for what was sealed with another key, under another name, or
    /// was changed.
    func open(_ sealed: [UInt8], as name: String) -> String? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let bytes = try? AES.GCM.open(box, using: key, authenticating: Array(name.utf8))
        else { return nil }
        return String(bytes: bytes, encoding: .utf8)
    }
}

/// What is wrong with the file of the sealing key. It holds nothing of the key.
enum KeyFileError: Error, CustomStringConvertible {
    /// There is no such file; `vouch keys` makes it.
    case missing
    /// Not 32 bytes in base64.
    case notASealingKey
    /// The cryptographic library failed.
    case cannotSeal

    var description: String {
        switch self {
        case .missing: "identity.seal is not in VOUCH_KEYS_DIRECTORY; vouch keys makes it."
        case .notASealingKey: "identity.seal does not hold 32 bytes in base64."
        case .cannotSeal: "The keys cannot be sealed."
        }
    }
}
