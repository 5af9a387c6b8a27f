import Vocabulary

/// Reads the little JSON that tokens and key sets are made of, strictly: no duplicate members,
/// no escapes in what is understood, and numbers only as dates.
///
/// A general parser would accept spellings that another reader understands otherwise; a token
/// that we issued never needs them.
struct JSONScanner {
    struct Malformed: Error {}

    /// More members than any token or key of ours has.
    static let membersMax = 32
    static let depthMax = 8

    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads one object and nothing after it.
    static func object(
        _ bytes: [UInt8],
        _ member: (String, inout JSONScanner) throws(Malformed) -> Void
    ) throws(Malformed) {
        var scanner = JSONScanner(bytes)
        try scanner.object(member)
        guard scanner.next() == nil else { throw Malformed() }
    }

    /// Reads an object; `member` must read or skip each value.
    mutating func object(
        _ member: (String, inout JSONScanner) throws(Malformed) -> Void
    ) throws(Malformed) {
        var seen: Set<String> = []
        try list(UInt8(ascii: "{"), UInt8(ascii: "}")) { scanner throws(Malformed) in
            let name = try scanner.string()
            guard seen.insert(name).inserted, seen.count <= Self.membersMax else {
                throw Malformed()
            }
            try scanner.take(UInt8(ascii: ":"))
            try member(name, &scanner)
        }
    }

    /// Reads an array; `element` must read or skip each value.
    mutating func array(
        _ element: (inout JSONScanner) throws(Malformed) -> Void
    ) throws(Malformed) {
        try list(UInt8(ascii: "["), UInt8(ascii: "]"), element)
    }

    /// Reads a string of printable ASCII without escapes.
    mutating func string() throws(Malformed) -> String {
        try take(UInt8(ascii: "\""))
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            guard 0x20..<0x7F ~= bytes[index], bytes[index] != UInt8(ascii: "\\") else {
                throw Malformed()
            }
            index += 1
        }
        guard index < bytes.count else { throw Malformed() }
        index += 1
        return String(decoding: bytes[start..<index - 1], as: UTF8.self)
    }

    /// Reads a NumericDate (RFC 7519 §2): seconds since 1970, with at most six digits of
    /// fraction; no sign, no exponent, nothing past the year 9999.
    mutating func date() throws(Malformed) -> Instant {
        let (seconds, digits) = (next() == nil) ? (0, 0) : number(digitsMax: 12)
        let hasLeadingZero = digits > 1 && bytes[index - digits] == UInt8(ascii: "0")
        guard digits > 0, !hasLeadingZero else { throw Malformed() }
        var fraction: Int64 = 0
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            let (value, count) = number(digitsMax: 6)
            guard count > 0 else { throw Malformed() }
            fraction = value
            for _ in count..<6 { fraction *= 10 }
        }
        let instant = Instant(microseconds: seconds * 1_000_000 + fraction)
        guard instant <= .latest else { throw Malformed() }
        return instant
    }

    /// The plain strings among an object's members; `nil`, and the value passed over, where it is
    /// something else or written in a way that this reader does not take.
    mutating func texts() throws(Malformed) -> [String: String]? {
        var attempt = self
        var texts: [String: String] = [:]
        try skip()
        do throws(Malformed) {
            try attempt.object { name, scanner throws(Malformed) in
                if scanner.next() == UInt8(ascii: "\"") {
                    texts[name] = try scanner.string()
                } else {
                    try scanner.skip()
                }
            }
        } catch {
            return nil
        }
        return texts
    }

    /// Passes over a value of any kind.
    mutating func skip(depth: Int = 0) throws(Malformed) {
        guard depth < Self.depthMax, let byte = next() else { throw Malformed() }
        switch byte {
        case UInt8(ascii: "{"):
            try list(UInt8(ascii: "{"), UInt8(ascii: "}")) { scanner throws(Malformed) in
                try scanner.skipString()
                try scanner.take(UInt8(ascii: ":"))
                try scanner.skip(depth: depth + 1)
            }
        case UInt8(ascii: "["):
            try array { scanner throws(Malformed) in try scanner.skip(depth: depth + 1) }
        case UInt8(ascii: "\""): try skipString()
        default: try skipWord()
        }
    }

    /// The next byte that is not white space, without taking it.
    mutating func next() -> UInt8? {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return bytes[index]
            }
        }
        return nil
    }

    private mutating func take(_ byte: UInt8) throws(Malformed) {
        guard next() == byte else { throw Malformed() }
        index += 1
    }

    private mutating func list(
        _ open: UInt8,
        _ close: UInt8,
        _ element: (inout JSONScanner) throws(Malformed) -> Void
    ) throws(Malformed) {
        try take(open)
        guard next() != close else { return index += 1 }
        while true {
            try element(&self)
            if next() == close { return index += 1 }
            try take(UInt8(ascii: ","))
        }
    }

    private mutating func number(digitsMax: Int) -> (value: Int64, digits: Int) {
        let start = index
        var value: Int64 = 0
        while index < bytes.count, index - start <= digitsMax {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            value = value * 10 + Int64(digit)
            index += 1
        }
        return index - start <= digitsMax ? (value, index - start) : (0, 0)
    }

    private mutating func skipString() throws(Malformed) {
        try take(UInt8(ascii: "\""))
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            guard bytes[index] >= 0x20 else { throw Malformed() }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < bytes.count else { throw Malformed() }
        index += 1
    }

    /// Numbers, `true`, `false` and `null` in what is skipped: only their end matters.
    private mutating func skipWord() throws(Malformed) {
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
            let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            guard isLetter || isDigit || isSign || byte == UInt8(ascii: ".") else { break }
            index += 1
        }
        guard index > start else { throw Malformed() }
    }
}
