import Glibc
import Vocabulary

/// The token that a connection sent last. Most connections send one token over and over, and
/// comparing bytes is free beside hashing them. Kept with the connection, on its event loop.
public struct LastToken {
    private var bytes: [UInt8] = []
    private var token: VerifiedToken?
    private var until = Instant(microseconds: .min)
    private var generation: UInt64 = 0

    /// Remembers nothing yet.
    public init() {}

    /// The answer for the same bytes, where nothing that could change it has happened since.
    func answer(for bytes: Span<UInt8>, generation: UInt64, at now: Instant) -> VerifiedToken? {
        guard generation == self.generation, now < until, bytes.count == self.bytes.count else {
            return nil
        }
        let isEqual = unsafe bytes.withUnsafeBytes { new in
            unsafe self.bytes.withUnsafeBytes { old in
                guard let new = new.baseAddress, let old = old.baseAddress else { return true }
                return unsafe memcmp(new, old, bytes.count) == 0
            }
        }
        return isEqual ? token : nil
    }

    mutating func remember(
        _ entry: RememberedTokens.Entry,
        for bytes: Span<UInt8>,
        generation: UInt64
    ) {
        self.bytes.removeAll(keepingCapacity: true)
        self.bytes.reserveCapacity(bytes.count)
        for index in bytes.indices { self.bytes.append(bytes[index]) }
        token = entry.token
        until = entry.until
        self.generation = generation
    }
}
