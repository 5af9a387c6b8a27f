/// Reads what ``ByteWriter`` wrote. Nothing here trusts a length: what would reach beyond the end
/// is refused before memory is taken for it.
struct ByteReader {
    let region: ByteRegion
    private(set) var offset = 0

    init(_ region: ByteRegion) { self.region = region }

    var remaining: Int { region.count - offset }

    mutating func take<Value: FixedWidthInteger & BitwiseCopyable>(
        _: Value.Type = Value.self
    ) throws(SnapshotError) -> Value {
        let size = MemoryLayout<Value>.size
        guard remaining >= size else { throw .truncated }
        defer { offset += size }
        return Value(littleEndian: region.load(offset, as: Value.self))
    }

    mutating func takeDouble() throws(SnapshotError) -> Double {
        Double(bitPattern: try take(UInt64.self))
    }

    mutating func takeArray<Value: FixedWidthInteger & BitwiseCopyable>(
        _: Value.Type = Value.self
    ) throws(SnapshotError) -> [Value] {
        let count = Int(try take(UInt32.self))
        let size = count * MemoryLayout<Value>.size
        guard remaining >= size else { throw .truncated }
        defer { offset += size }
        var values = [Value](repeating: 0, count: count)
        let part = region.part(offset..<offset + size)
        unsafe part.withBytes { source in
            unsafe values.withUnsafeMutableBytes { unsafe $0.copyMemory(from: source) }
        }
        if UInt16(littleEndian: 1) != 1 { values = values.map { Value(littleEndian: $0) } }
        return values
    }

    mutating func takeText() throws(SnapshotError) -> String {
        let count = Int(try take(UInt8.self))
        guard remaining >= count else { throw .truncated }
        defer { offset += count }
        let bytes = (offset..<offset + count).map { region.load($0, as: UInt8.self) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
        return text
    }

    mutating func takeRegion(_ count: Int) throws(SnapshotError) -> ByteRegion {
        guard count >= 0, remaining >= count else { throw .truncated }
        defer { offset += count }
        return region.part(offset..<offset + count)
    }
}
