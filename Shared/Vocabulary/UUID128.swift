/// A UUID as two words, high first: no reference counting, no calls to compare or hash it.
@frozen
public struct UUID128: Hashable, Sendable {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    /// Takes the 128 bits as they are.
    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Number of bytes in the text form, `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`.
    public static let textLength = 36

    /// Reads the 36-byte text form. Upper-case digits are refused, so that one identifier has
    /// one spelling in logs, addresses and cache keys.
    public init?(utf8: Span<UInt8>) {
        guard utf8.count == Self.textLength else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for index in 0..<Self.textLength {
            let byte = utf8[index]
            if Self.isHyphenPosition(index) {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Self.digit(byte) else { return nil }
            // The third hyphen, at 18, parts the two words.
            if index < 18 { high = high << 4 | digit } else { low = low << 4 | digit }
        }
        self.init(high: high, low: low)
    }

    /// Appends the 36-byte text form.
    public func append(to bytes: inout [UInt8]) {
        bytes.reserveCapacity(bytes.count + Self.textLength)
        var shift: UInt64 = 60
        for index in 0..<Self.textLength {
            if Self.isHyphenPosition(index) {
                bytes.append(UInt8(ascii: "-"))
                continue
            }
            let digit = UInt8((index < 18 ? high : low) >> shift & 0xF)
            bytes.append(digit < 10 ? digit + UInt8(ascii: "0") : digit - 10 + UInt8(ascii: "a"))
            shift = shift == 0 ? 60 : shift - 4
        }
    }

    private static func isHyphenPosition(_ index: Int) -> Bool {
        index == 8 || index == 13 || index == 18 || index == 23
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        default: nil
        }
    }
}

extension UUID128: Comparable, CustomStringConvertible {
    /// Byte order, which is also PostgreSQL's order of `uuid`.
    @inlinable
    public static func < (left: UUID128, right: UUID128) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// The 36-character text form.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
