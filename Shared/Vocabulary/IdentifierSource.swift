/// Makes UUIDv7 identifiers (RFC 9562 §5.7) from a clock and random bits that it is given.
///
/// The twelve bits after the millisecond hold its fraction (§6.2, method 3), so identifiers of
/// one process sort by creation to about a quarter of a microsecond without a shared counter.
/// They date their subject: what must not be dated or ordered (aliases, links) uses `random()`.
public struct IdentifierSource: Sendable {
    private let now: @Sendable () -> Instant
    private let bits: @Sendable () -> UInt64

    /// - Parameters:
    ///   - now: the time that identifiers carry.
    ///   - bits: 64 unpredictable bits a call; the system's generator unless a test decides.
    public init(
        now: @escaping @Sendable () -> Instant,
        bits: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    ) {
        self.now = now
        self.bits = bits
    }

    /// A new identifier, greater than those made in earlier microseconds.
    public func next<Subject>() -> Identifier<Subject> {
        let microseconds = UInt64(max(now().microseconds, 0))
        let (milliseconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000)
        // 0…999 µs spread over the twelve bits; 4 096 / 1 000 keeps the order.
        let fraction = rest * 4_096 / 1_000
        let high = milliseconds << 16 | 0x7000 | fraction
        return Identifier(UUID128(high: high, low: Self.variant(bits())))
    }

    /// A new identifier that tells nothing: UUIDv4, 122 random bits.
    public func random<Subject>() -> Identifier<Subject> {
        let high = bits() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        return Identifier(UUID128(high: high, low: Self.variant(bits())))
    }

    private static func variant(_ bits: UInt64) -> UInt64 {
        bits & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    }
}
