/// A JSON text (RFC 8259) read once into a flat list of its values, so that fields can be looked
/// up and checked one by one without reading the text again, and so that "not JSON" (400) is
/// known before "wrong content" (422) is asked.
///
/// Stricter than the grammar where two readers could differ: valid UTF-8 and no lone surrogates
/// (I-JSON, RFC 7493). Duplicate names are found by whoever reads the object.
struct JSONTape: Sendable {
    /// Deeper texts are refused; ours have at most five levels.
    static let depthMax = 32
    /// 200 000 values × 20 bytes is 4 MB for one request at worst.
    static let valuesMax = 200_000

    /// One value. Those within an array or object follow it; in an object each after its name.
    struct Node: Sendable {
        enum Kind: UInt8, Sendable {
            case object, array, string, number, bool, null
        }

        var kind: Kind
        /// Whether a string has escapes, so that its bytes are not its text.
        var isEscaped = false
        /// Where the text is; for strings, between the quotes.
        var start: UInt32
        var end: UInt32
        /// The index after this value and all within it.
        var next: UInt32 = 0
        /// Members of an object, elements of an array.
        var count: UInt32 = 0
    }

    let bytes: [UInt8]
    let nodes: [Node]

    /// `nil` for what is not one JSON text within the limits.
    init?(_ bytes: [UInt8]) {
        guard bytes.count < Int(UInt32.max) else { return nil }
        var parser = JSONParser(bytes)
        guard let nodes = parser.text() else { return nil }
        self.bytes = bytes
        self.nodes = nodes
    }

    /// An empty object, for requests without a body.
    static let empty = JSONTape(node: Node(kind: .object, start: 0, end: 0, next: 1))

    private init(node: Node) {
        bytes = []
        nodes = [node]
    }

    /// The text of a string that has escapes.
    func unescaped(_ node: Node) -> [UInt8] {
        var text: [UInt8] = []
        var index = Int(node.start)
        while index < Int(node.end) {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            let escape = bytes[index]
            index += 1
            switch escape {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"):
                text.append(
                    contentsOf: UTF8.encode(scalar(&index)) ?? UTF8.encodedReplacementCharacter
                )
            default: text.append(escape)
            }
        }
        return text
    }

    /// The scalar of one or two `\u` escapes; the parser has seen that they are whole.
    private func scalar(_ index: inout Int) -> Unicode.Scalar {
        var unit = UInt32(JSONParser.hexUnit(bytes, index) ?? 0)
        index += 4
        if unit & 0xFC00 == 0xD800 {
            let low = UInt32(JSONParser.hexUnit(bytes, index + 2) ?? 0)
            index += 6
            unit = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
        }
        return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }
}
