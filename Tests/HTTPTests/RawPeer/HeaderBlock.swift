/// A header block in HPACK (RFC 7541), written instruction by instruction, so that it can be wrong.
struct HeaderBlock: ExpressibleByArrayLiteral, Sendable {
    private(set) var bytes: [UInt8]

    enum Instruction: Sendable {
        /// A field of the static or dynamic table (6.1).
        case indexed(Int)
        /// A literal that is not indexed (6.2.2), both strings without Huffman coding.
        case field(String, String)
        /// A literal that is added to the dynamic table (6.2.1).
        case added(String, String)
        /// A literal that must never be indexed (6.2.3).
        case never(String, String)
        /// A literal whose value is Huffman-coded octets, right or wrong (5.2).
        case huffman(String, [UInt8])
        /// A change of the dynamic table's size (6.3).
        case tableSize(Int)
        /// Octets as they are.
        case raw([UInt8])
    }

    init(_ instructions: [Instruction]) { bytes = instructions.flatMap(Self.encode) }

    init(arrayLiteral elements: Instruction...) { self.init(elements) }

    init(bytes: [UInt8]) { self.bytes = bytes }

    static func + (one: HeaderBlock, other: HeaderBlock) -> HeaderBlock {
        HeaderBlock(bytes: one.bytes + other.bytes)
    }

    private static func encode(_ instruction: Instruction) -> [UInt8] {
        switch instruction {
        case .indexed(let index): integer(index, prefix: 7, pattern: 0x80)
        case .field(let name, let value): [0x00] + string(name) + string(value)
        case .added(let name, let value): [0x40] + string(name) + string(value)
        case .never(let name, let value): [0x10] + string(name) + string(value)
        case .huffman(let name, let coded):
            [0x00] + string(name) + integer(coded.count, prefix: 7, pattern: 0x80) + coded
        case .tableSize(let size): integer(size, prefix: 5, pattern: 0x20)
        case .raw(let bytes): bytes
        }
    }

    private static func string(_ text: String) -> [UInt8] {
        integer(text.utf8.count, prefix: 7, pattern: 0) + text.utf8
    }

    /// RFC 7541, section 5.1.
    private static func integer(_ number: Int, prefix: Int, pattern: UInt8) -> [UInt8] {
        let full = (1 << prefix) - 1
        guard number >= full else { return [pattern | UInt8(number)] }
        var bytes = [pattern | UInt8(full)]
        var rest = number - full
        while rest >= 128 {
            bytes.append(UInt8(rest % 128) | 0x80)
            rest /= 128
        }
        return bytes + [UInt8(rest)]
    }
}

extension HeaderBlock {
    /// A well-formed request, and whatever is put behind it.
    static func request(
        _ method: String = "GET",
        _ path: String = "/",
        _ more: Instruction...
    ) -> HeaderBlock {
        request(method, path, more)
    }

    static func request(
        _ method: String,
        _ path: String,
        _ more: [Instruction]
    ) -> HeaderBlock {
        HeaderBlock(
            [
                .field(":method", method), .field(":scheme", "http"), .field(":path", path),
                .field(":authority", "localhost"),
            ] + more
        )
    }

    static let get = request("GET", "/")
    static let post = request("POST", "/echo")
}
