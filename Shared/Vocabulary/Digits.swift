/// Decimal numbers of a fixed width, as dates and times are written.
enum Digits {
    /// The `width` digits at `start`, or `nil` where a byte is no digit. The caller has checked
    /// that the bytes are there.
    static func read(_ utf8: Span<UInt8>, _ start: Int, _ width: Int) -> Int? {
        var value = 0
        for index in start..<start + width {
            let digit = utf8[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// Appends a non-negative number with leading zeros.
    static func append(_ value: Int, width: Int, to bytes: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(value / divisor % 10) + UInt8(ascii: "0"))
            divisor /= 10
        }
    }
}
