/// Where a request stands in a trace: the `traceparent` of W3C Trace Context, level 1.
struct TraceContext: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64
    /// This program's part of the trace.
    private let span: UInt64
    private let flags: UInt8

    /// A trace that begins here, not sampled.
    static func random() -> TraceContext {
        var system = SystemRandomNumberGenerator()
        return TraceContext(
            high: .random(in: 1 ... .max, using: &system),
            low: .random(in: 1 ... .max, using: &system),
            span: .random(in: 1 ... .max, using: &system),
            flags: 0
        )
    }

    private init(high: UInt64, low: UInt64, span: UInt64, flags: UInt8) {
        self.high = high
        self.low = low
        self.span = span
        self.flags = flags
    }

    /// Goes on with the trace of a `traceparent`, in a part of its own; `nil` for what is none,
    /// after which a new trace begins (§3.2.2).
    init?(continuing utf8: Span<UInt8>) {
        guard utf8.count >= 55, utf8[2] == Self.dash, utf8[35] == Self.dash,
            utf8[52] == Self.dash, let version = Self.hex(utf8, 0, 2), version != 0xFF,
            version == 0 ? utf8.count == 55 : (utf8.count == 55 || utf8[55] == Self.dash),
            let high = Self.hex(utf8, 3, 16), let low = Self.hex(utf8, 19, 16),
            let parent = Self.hex(utf8, 36, 16), let flags = Self.hex(utf8, 53, 2),
            high | low != 0, parent != 0
        else { return nil }
        // Only the sampled flag has a meaning in version 0.
        self.init(
            high: high,
            low: low,
            span: .random(in: 1 ... .max),
            flags: UInt8(flags & 1)
        )
    }

    /// The `traceparent` of what is asked of others.
    var text: String {
        var bytes = Array("00-".utf8)
        bytes.reserveCapacity(55)
        Self.append(high, to: &bytes)
        Self.append(low, to: &bytes)
        bytes.append(Self.dash)
        Self.append(span, to: &bytes)
        bytes.append(contentsOf: (flags == 1 ? "-01" : "-00").utf8)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The trace's name, 32 hexadecimal digits, for logs.
    var id: String {
        var bytes: [UInt8] = []
        Self.append(high, to: &bytes)
        Self.append(low, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let dash = UInt8(ascii: "-")
    private static let digits = Array("0123456789abcdef".utf8)

    private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 60, through: 0, by: -4) {
            bytes.append(digits[Int(word >> UInt64(shift) & 0xF)])
        }
    }

    /// Lower-case digits only, as the standard has it.
    private static func hex(_ utf8: Span<UInt8>, _ start: Int, _ count: Int) -> UInt64? {
        var value: UInt64 = 0
        for index in start..<start + count {
            let digit: UInt8
            switch utf8[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = utf8[index] - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = utf8[index] - UInt8(ascii: "a") + 10
            default: return nil
            }
            value = value << 4 | UInt64(digit)
        }
        return value
    }
}
