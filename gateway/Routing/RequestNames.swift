import HTTP

/// What names a request in every log line on its way: `x-request-id` and `traceparent`, the
/// client's own where they are well formed.
struct RequestNames {
    /// The value of `x-request-id` in its first `identifierCount` bytes.
    private(set) var identifier: InlineArray<64, UInt8> = .init(repeating: 0)
    private(set) var identifierCount = 0
    /// The value of `traceparent`.
    private(set) var trace: InlineArray<55, UInt8> = .init(repeating: 0)

    /// Long enough for a UUID or a ULID with a prefix; it is written to logs as it came.
    static let identifierLengthMax = 64
    /// `00-` trace `-` span `-` flags: W3C Trace Context, version 00.
    private static let traceLength = 55

    init(_ headers: Headers, _ random: inout NameSource) {
        if let given = headers[.traceparent], Self.isTrace(given.span) {
            for index in 0..<Self.traceLength { trace[index] = given.span[index] }
        } else {
            makeTrace(&random)
        }
        if let given = headers[.requestID], Self.isIdentifier(given.span) {
            identifierCount = given.count
            for index in 0..<given.count { identifier[index] = given.span[index] }
        } else {
            // The trace's own name, so that one search finds both.
            identifierCount = 32
            for index in 0..<32 { identifier[index] = trace[3 + index] }
        }
    }

    /// Where in `trace` the trace itself stands.
    static let traceID = 3..<35

    /// The value of `x-request-id`.
    var requestID: String {
        let bytes = identifier.span.extracting(first: identifierCount)
        guard let text = try? UTF8Span(validating: bytes) else { return "" }
        return String(copying: text)
    }

    private mutating func makeTrace(_ random: inout NameSource) {
        let dash = UInt8(ascii: "-")
        (trace[0], trace[1], trace[2]) = (UInt8(ascii: "0"), UInt8(ascii: "0"), dash)
        setHex(random.next(), at: 3)
        setHex(random.next(), at: 19)
        trace[35] = dash
        setHex(random.next(), at: 36)
        (trace[52], trace[53], trace[54]) = (dash, UInt8(ascii: "0"), UInt8(ascii: "1"))
    }

    private mutating func setHex(_ bits: UInt64, at start: Int) {
        var bits = bits
        for index in 0..<16 {
            let digit = UInt8(truncatingIfNeeded: bits >> 60)
            trace[start + index] = digit < 10 ? digit + 48 : digit + 87
            bits <<= 4
        }
    }

    static func isIdentifier(_ text: Span<UInt8>) -> Bool {
        guard 1...identifierLengthMax ~= text.count else { return false }
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                continue
            case _: return false
            }
        }
        return true
    }

    static func isTrace(_ text: Span<UInt8>) -> Bool {
        guard text.count == traceLength, text[0] == 48, text[1] == 48 else { return false }
        for index in [2, 35, 52] where text[index] != UInt8(ascii: "-") { return false }
        guard hasName(text.extracting(3..<35)), hasName(text.extracting(36..<52)) else {
            return false
        }
        return isHex(text[53]) && isHex(text[54])
    }

    /// Hexadecimal, and not all zeros.
    private static func hasName(_ text: Span<UInt8>) -> Bool {
        var hasDigit = false
        for index in text.indices {
            guard isHex(text[index]) else { return false }
            if text[index] != UInt8(ascii: "0") { hasDigit = true }
        }
        return hasDigit
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        48...57 ~= byte || 97...102 ~= byte
    }
}

/// Bits for names: different every time, and no secret. SplitMix64, seeded by the system.
struct NameSource {
    private var state: UInt64

    init(seed: UInt64 = .random(in: .min ... .max)) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }
}
