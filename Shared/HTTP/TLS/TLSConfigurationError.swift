/// Why certificates, keys or authorities were refused.
public struct TLSConfigurationError: Error, Sendable, Hashable {
    /// What is wrong.
    public enum Reason: Sendable, Hashable {
        /// The file cannot be opened, is not a regular file, or cannot be read.
        case unreadable
        /// The file or the value is larger than 4 MiB or holds more than 1024 certificates.
        case tooLarge
        /// There is no certificate in it, or one that cannot be parsed.
        case noCertificate
        /// There is no private key in it, or one that cannot be parsed.
        case noPrivateKey
        /// The key is protected by a password. Nobody is there to be asked for it.
        case privateKeyIsEncrypted
        /// The key is not the one of the first certificate.
        case keyDoesNotMatch
        /// OpenSSL refuses it (too weak a key, say), in its own words.
        case refused(String)
        /// A server needs at least one certificate.
        case noIdentity
        /// No trust store was found where systems keep it.
        case noSystemStore
    }

    /// The file's path, or `in memory`.
    public let source: String

    /// What is wrong with it.
    public let reason: Reason
}
