import HTTP

/// What names a request in every log line on its way: `x-request-id` and `traceparent`, the
/// client's own where they are well formed.
struct RequestNames {
    /// `traceparent`, and behind it `x-request-id` where that is the client's own.
    private var text: [UInt8] = []
    private var identifier = traceID

    /// Long enough for a UUID or a ULID with a prefix; it is written to logs as it came.
    static let identifierLengthMax = 64
    /// `00-` trace `-` span `-` flags: W3C Trace Context, version 00.
    private static let traceLength = 55
    /// Where in it the trace itself stands.
    private static let traceID = 3..<35

    init(_ headers: Headers, _ random: inout NameSource) {
        text.reserveCapacity(Self.traceLength + Self.identifierLengthMax)
        if let given = headers[.traceparent], Self.isTrace(given.span) {
            text.append(contentsOf: given)
        } else {
            makeTrace(&random)
        }
        // Else the trace's own name serves, so that one search finds both.
        if let given = headers[.requestID], Self.isIdentifier(given.span) {
            text.append(contentsOf: given)
            identifier = Self.traceLength..<text.count
        }
    }

    /// The value of `x-request-id`.
    var requestID: ArraySlice<UInt8> { text[identifier] }

    /// The value of `traceparent`.
    var traceparent: ArraySlice<UInt8> { text[..<Self.traceLength] }

    /// The trace that the request belongs to, 32 hexadecimal digits.
    var trace: ArraySlice<UInt8> { text[Self.traceID] }

    /// The value of `x-request-id`, for people.
    var requestIDText: String { String(decoding: requestID, as: UTF8.self) }

    private mutating func makeTrace(_ random: inout NameSource) {
        text.append(contentsOf: Self.version)
        appendHex(random.next())
        appendHex(random.next())
        text.append(UInt8(ascii: "-"))
        appendHex(random.next())
        text.append(contentsOf: Self.sampled)
    }

    private static let version = Array("00-".utf8)
    private static let sampled = Array("-01".utf8)

    private mutating func appendHex(_ bits: UInt64) {
        var bits = bits
        for _ in 0..<16 {
            let digit = UInt8(truncatingIfNeeded: bits >> 60)
            text.append(digit < 10 ? digit + 48 : digit + 87)
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
