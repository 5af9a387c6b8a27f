/// Reads JSON text into nodes. It never throws: `nil` is all there is to say of what is not JSON.
struct JSONParser {
    private let bytes: [UInt8]
    private var index = 0
    private var nodes: [JSONTape.Node] = []
    private var isASCII = true

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // A value takes some ten bytes in our bodies.
        nodes.reserveCapacity(min(bytes.count / 8 + 4, JSONTape.valuesMax))
    }

    /// One value with nothing but white space around it.
    mutating func text() -> [JSONTape.Node]? {
        guard value(depth: 0) else { return nil }
        skipSpace()
        guard index == bytes.count else { return nil }
        guard isASCII || (try? UTF8Span(validating: bytes.span)) != nil else { return nil }
        return nodes
    }

    private mutating func value(depth: Int) -> Bool {
        skipSpace()
        guard index < bytes.count, nodes.count < JSONTape.valuesMax else { return false }
        switch bytes[index] {
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "{"): return container(.object, UInt8(ascii: "}"), depth)
        case UInt8(ascii: "["): return container(.array, UInt8(ascii: "]"), depth)
        case UInt8(ascii: "t"): return word("true", .bool)
        case UInt8(ascii: "f"): return word("false", .bool)
        case UInt8(ascii: "n"): return word("null", .null)
        default: return number()
        }
    }

    private mutating func container(
        _ kind: JSONTape.Node.Kind,
        _ close: UInt8,
        _ depth: Int
    ) -> Bool {
        guard depth < JSONTape.depthMax else { return false }
        let position = nodes.count
        nodes.append(JSONTape.Node(kind: kind, start: UInt32(index), end: 0))
        index += 1
        var count: UInt32 = 0
        skipSpace()
        if index < bytes.count, bytes[index] == close {
            index += 1
        } else {
            repeat {
                if kind == .object { guard name() else { return false } }
                guard value(depth: depth + 1) else { return false }
                count += 1
                skipSpace()
                guard index < bytes.count else { return false }
                index += 1
            } while bytes[index - 1] == UInt8(ascii: ",")
            guard bytes[index - 1] == close else { return false }
        }
        nodes[position].end = UInt32(index)
        nodes[position].next = UInt32(nodes.count)
        nodes[position].count = count
        return true
    }

    private mutating func name() -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\""), string() else {
            return false
        }
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return false }
        index += 1
        return true
    }

    private mutating func string() -> Bool {
        index += 1
        let start = index
        var isEscaped = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                append(.string, from: start, isEscaped: isEscaped)
                index += 1
                return true
            }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                guard escape() else { return false }
                continue
            }
            guard byte >= 0x20 else { return false }
            if byte >= 0x80 { isASCII = false }
            index += 1
        }
        return false
    }

    /// Moves past `\n`, `\u0041`, `\ud83d\ude00` and their like.
    private mutating func escape() -> Bool {
        guard index + 1 < bytes.count else { return false }
        let escape = bytes[index + 1]
        guard escape == UInt8(ascii: "u") else {
            index += 2
            return Self.escapes.contains(escape)
        }
        guard let unit = Self.hexUnit(bytes, index + 2) else { return false }
        index += 6
        guard unit & 0xF800 == 0xD800 else { return true }
        guard unit & 0xFC00 == 0xD800, index + 1 < bytes.count,
            bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u"),
            let low = Self.hexUnit(bytes, index + 2), low & 0xFC00 == 0xDC00
        else { return false }
        index += 6
        return true
    }

    private mutating func number() -> Bool {
        let start = index
        if at(UInt8(ascii: "-")) { index += 1 }
        if at(UInt8(ascii: "0")) { index += 1 } else { guard digits() else { return false } }
        if at(UInt8(ascii: ".")) {
            index += 1
            guard digits() else { return false }
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if at(UInt8(ascii: "+")) || at(UInt8(ascii: "-")) { index += 1 }
            guard digits() else { return false }
        }
        append(.number, from: start)
        return true
    }

    private mutating func digits() -> Bool {
        let start = index
        while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        return index > start
    }

    private mutating func word(_ text: StaticString, _ kind: JSONTape.Node.Kind) -> Bool {
        let start = index
        for byte in text.description.utf8 {
            guard at(byte) else { return false }
            index += 1
        }
        append(kind, from: start)
        return true
    }

    private func at(_ byte: UInt8) -> Bool {
        index < bytes.count && bytes[index] == byte
    }

    private mutating func append(
        _ kind: JSONTape.Node.Kind,
        from start: Int,
        isEscaped: Bool = false
    ) {
        var node = JSONTape.Node(kind: kind, start: UInt32(start), end: UInt32(index))
        node.isEscaped = isEscaped
        node.next = UInt32(nodes.count + 1)
        nodes.append(node)
    }

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    private static let escapes = Array("\"\\/bfnrt".utf8)

    /// The UTF-16 unit of four hexadecimal digits.
    static func hexUnit(_ bytes: [UInt8], _ start: Int) -> UInt16? {
        guard start + 4 <= bytes.count else { return nil }
        var unit: UInt16 = 0
        for index in start..<start + 4 {
            let byte = bytes[index]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
