import Crypto
import FoundationEssentials
import Vocabulary

/// Tokens whose signature was checked, by SHA-256 of their bytes. Bounded: when the younger half
/// is full it becomes the older one, whose tokens are forgotten unless they are met again.
struct RememberedTokens {
    struct Entry {
        var token: VerifiedToken
        var keyID: String
        /// When the signature has to be checked again.
        var until: Instant
    }

    private let halfMax: Int
    private var young: [TokenDigest: Entry] = [:]
    private var old: [TokenDigest: Entry] = [:]

    var count: Int { young.count + old.count }

    init(max: Int) {
        halfMax = Swift.max(max / 2, 1)
    }

    /// The entry that is still good at `now`.
    mutating func entry(_ digest: TokenDigest, at now: Instant) -> Entry? {
        if let entry = young[digest] { return entry.until > now ? entry : nil }
        guard let entry = old[digest], entry.until > now else { return nil }
        remember(entry, as: digest)
        return entry
    }

    mutating func remember(_ entry: Entry, as digest: TokenDigest) {
        if young.count >= halfMax {
            old = young
            young = [:]
            young.reserveCapacity(halfMax)
        }
        young[digest] = entry
    }

    mutating func forget(key: String) {
        young = young.filter { $0.value.keyID != key }
        old = old.filter { $0.value.keyID != key }
    }
}

/// SHA-256 of a token, in words. Its bits are as good as random, so one word is hash enough.
struct TokenDigest: Hashable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    init(_ token: Span<UInt8>) {
        let digest = unsafe token.withUnsafeBytes { unsafe SHA256.hash(data: $0) }
        words = unsafe digest.withUnsafeBytes { bytes in
            (
                unsafe bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                unsafe bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                unsafe bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            )
        }
    }

    static func == (left: TokenDigest, right: TokenDigest) -> Bool {
        left.words == right.words
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
    }
}
