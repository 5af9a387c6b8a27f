/// A row of bits: PostgreSQL's `bit(n)` and `bit varying(n)`.
public struct BitString: Hashable, Sendable {
    /// How many bits there are.
    public let count: Int
    /// The bits, eight to a byte, the first one most significant; unused ones are zero.
    public let bytes: [UInt8]

    /// The bits of a sequence, in its order.
    public init(_ bits: some Sequence<Bool>) {
        var bytes: [UInt8] = []
        var count = 0
        for bit in bits {
            if count % 8 == 0 { bytes.append(0) }
            if bit { bytes[count / 8] |= 0x80 >> UInt8(count % 8) }
            count += 1
        }
        self.count = count
        self.bytes = bytes
    }

    /// The bit at `index`, which must lie in `0..<count`.
    public subscript(index: Int) -> Bool {
        precondition((0..<count).contains(index), "a bit outside of the row")
        return bytes[index / 8] & (0x80 >> UInt8(index % 8)) != 0
    }
}

extension BitString: PostgresElement {
    public static var postgresType: PostgresType { .varbit }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1563) }

    public static func accepts(_ type: PostgresType) -> Bool { type == .bit || type == .varbit }

    public func write(to writer: inout ByteWriter) {
        writer.write(Int32(truncatingIfNeeded: count))
        writer.write(bytes: bytes)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        count = Int(try cell.integer(at: 0, as: Int32.self))
        bytes = Array(cell.bytes.dropFirst(4))
        guard count >= 0, bytes.count == (count + 7) / 8 else { throw .malformed }
    }
}
