/// Collects bytes in network order, the way PostgreSQL's binary format wants them.
public struct ByteWriter: Sendable {
    var bytes: [UInt8] = []
    /// Set when a value could not be written; the statement that holds it is then refused.
    private(set) var hasFailed = false

    init() {}

    init(reservingCapacity capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Appends an integer, most significant byte first.
    public mutating func write<Integer: FixedWidthInteger>(_ integer: Integer) {
        unsafe withUnsafeBytes(of: integer.bigEndian) { source in
            unsafe bytes.append(contentsOf: source)
        }
    }

    /// Appends bytes as they are.
    public mutating func write(bytes more: some Sequence<UInt8>) {
        bytes.append(contentsOf: more)
    }

    /// Records that a value cannot be written (a `Codable` type that refuses to be encoded).
    public mutating func fail() {
        hasFailed = true
    }

    /// Hands out what was written so far and begins anew.
    mutating func takeBytes() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    mutating func append(_ other: ByteWriter) {
        bytes += other.bytes
        hasFailed = hasFailed || other.hasFailed
    }

    /// Appends a value behind its length, or the length −1 for NULL, as in a Bind message.
    mutating func writeField(_ value: some PostgresValue) {
        guard !value.isNull else { return write(Int32(-1)) }
        let start = bytes.count
        write(Int32(0))
        value.write(to: &self)
        patch(Int32(truncatingIfNeeded: bytes.count - start - 4), at: start)
    }

    private mutating func patch(_ length: Int32, at offset: Int) {
        for byte in 0..<4 {
            bytes[offset + byte] = UInt8(truncatingIfNeeded: length >> (24 - 8 * Int32(byte)))
        }
    }
}
