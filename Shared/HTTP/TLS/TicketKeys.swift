import COpenSSL
import NIOConcurrencyHelpers
import NIOCore

/// The keys that session tickets are sealed with (RFC 5077 §4).
///
/// A session lives in the client's ticket alone. The keys outlive reloads and are shared by all
/// event loops, so a ticket is good wherever the client comes back. They never leave memory: who
/// takes a key later must not read traffic that was recorded before.
final class TicketKeys: Sendable {
    struct Key: Sendable {
        let name: [UInt8]
        let cipher: [UInt8]
        let mac: [UInt8]
        let bornAt: NIODeadline
    }

    static let lifetime = TimeAmount.seconds(TLSLimits.ticketKeySeconds)

    private let now: @Sendable () -> NIODeadline
    /// Newest first: the one that seals, and the one before it.
    private let keys = NIOLockedValueBox<[Key]>([])

    init(now: @escaping @Sendable () -> NIODeadline = { .now() }) {
        self.now = now
    }

    /// The key to seal with; a new one when its time has come. Nothing if there is no entropy.
    func sealing() -> Key? {
        let time = now()
        return keys.withLockedValue { keys in
            if let key = keys.first, time - key.bornAt < Self.lifetime { return key }
            guard let key = Self.makeKey(bornAt: time) else { return nil }
            keys = [key] + keys.prefix(1)
            return key
        }
    }

    /// The key a ticket names, unless its time is over, and whether the ticket should be renewed.
    func opening(_ name: some Collection<UInt8>) -> (key: Key, renew: Bool)? {
        let time = now()
        return keys.withLockedValue { keys in
            guard let key = keys.first(where: { $0.name.elementsEqual(name) }) else { return nil }
            let age = time - key.bornAt
            guard age < Self.lifetime * 2 else { return nil }
            return (key, age >= Self.lifetime)
        }
    }

    private static func makeKey(bornAt: NIODeadline) -> Key? {
        guard let name = random(16), let cipher = random(32), let mac = random(32) else {
            return nil
        }
        return Key(name: name, cipher: cipher, mac: mac, bornAt: bornAt)
    }

    private static func random(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let done = unsafe bytes.withUnsafeMutableBufferPointer { space in
            unsafe RAND_priv_bytes(space.baseAddress, Int32(count))
        }
        return done == 1 ? bytes : nil
    }
}
