import Crypto
import FoundationEssentials
import Vocabulary

/// A random bearer secret: a refresh token, an API key, a one-time link. It is shown once and
/// stored as its hash; 256 random bits need no salt and no slow hash.
public struct Secret: Sendable {
    /// What a secret is for; its text begins with it, so that a leaked one is recognised.
    public enum Purpose: String, CaseIterable, Sendable {
        /// Renews an access token.
        case refresh = "vr_"
        /// Signs a program in.
        case apiKey = "vk_"
        /// Signs a person in once, resets a password, accepts an invitation.
        case oneTime = "vo_"
    }

    /// The text to hand out. Secret.
    public let text: String
    /// What to store and to look up by.
    public let hash: SecretHash

    /// Makes a secret from the system's randomness.
    public static func generate(_ purpose: Purpose) -> Secret {
        var system = SystemRandomNumberGenerator()
        return generate(purpose, using: &system)
    }

    static func generate(_ purpose: Purpose, using random: inout some RandomNumberGenerator) -> Self
    {
        let bytes = (0..<randomLength).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let text = purpose.rawValue + String(decoding: Base64URL.encode(bytes), as: UTF8.self)
        return Secret(text: text, hash: SecretHash(of: text))
    }

    /// Takes what a caller sent; `nil` unless it has the form of such a secret, so that nonsense
    /// never reaches the database.
    public init?(_ text: String, _ purpose: Purpose) {
        let bytes = Array(text.utf8)
        let prefix = Array(purpose.rawValue.utf8)
        guard bytes.starts(with: prefix),
            Base64URL.decode(bytes[prefix.count...])?.count == Self.randomLength
        else { return nil }
        self.init(text: text, hash: SecretHash(of: text))
    }

    private init(text: String, hash: SecretHash) {
        self.text = text
        self.hash = hash
    }

    private static let randomLength = 32
}

/// SHA-256 of a secret's text: 32 bytes that are looked up by equality. Finding them in an index
/// leaks nothing useful, for nobody can choose a secret with a given hash.
public struct SecretHash: Hashable, Sendable {
    /// The 32 bytes.
    public let bytes: [UInt8]

    init(of text: String) {
        bytes = Array(SHA256.hash(data: Array(text.utf8)))
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible {
    /// Never the secret, wherever it may be printed.
    public var description: String { "Secret" }
    /// Never the secret, wherever it may be printed.
    public var debugDescription: String { "Secret" }
}
