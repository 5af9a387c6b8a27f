/// CRC-64/XZ: notices every change of up to 64 neighbouring bits, and so every changed byte.
struct Checksum {
    private var state = UInt64.max

    var value: UInt64 { ~state }

    mutating func add(_ region: ByteRegion) {
        unsafe region.withBytes { bytes in
            unsafe Self.tables.withUnsafeBufferPointer { tables in
                var state = self.state
                var index = 0
                // Eight bytes a step, one table for each of their places.
                while index + 8 <= region.count {
                    let word = unsafe UInt64(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    )
                    let mixed = state ^ word
                    state = 0
                    for place in 0..<8 {
                        let byte = Int(truncatingIfNeeded: mixed >> UInt64(8 * place) & 0xFF)
                        state ^= unsafe tables[(7 - place) * 256 + byte]
                    }
                    index += 8
                }
                while index < region.count {
                    let byte = unsafe Int((state ^ UInt64(bytes[index])) & 0xFF)
                    state = unsafe tables[byte] ^ state >> 8
                    index += 1
                }
                self.state = state
            }
        }
    }

    static func of(_ region: ByteRegion) -> UInt64 {
        var checksum = Checksum()
        checksum.add(region)
        return checksum.value
    }

    /// `tables[256 · n + b]`: what byte `b` becomes n bytes later.
    private static let tables: [UInt64] = {
        var tables: [UInt64] = []
        for byte in 0..<UInt64(256) {
            var rest = byte
            for _ in 0..<8 {
                let carry = rest & 1 == 1
                rest >>= 1
                if carry { rest ^= 0xC96C_5795_D787_0F42 }
            }
            tables.append(rest)
        }
        for index in 256..<256 * 8 {
            let before = tables[index - 256]
            tables.append(tables[Int(before & 0xFF)] ^ before >> 8)
        }
        return tables
    }()
}
