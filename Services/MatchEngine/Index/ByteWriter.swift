/// Appends little-endian values to bytes.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func put<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value) {
        unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    mutating func put(_ value: Double) { put(value.bitPattern) }

    /// The count in 32 bits, then the elements.
    mutating func put<Value: FixedWidthInteger & BitwiseCopyable>(_ values: [Value]) {
        put(UInt32(values.count))
        if UInt16(littleEndian: 1) == 1 {
            unsafe values.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
        } else {
            for value in values { put(value) }
        }
    }

    /// At most 255 bytes of UTF-8.
    mutating func put(_ text: String) {
        let utf8 = Array(text.utf8.prefix(255))
        put(UInt8(utf8.count))
        bytes.append(contentsOf: utf8)
    }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }
}
