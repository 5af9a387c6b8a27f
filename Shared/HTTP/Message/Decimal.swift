/// Calls `body` with the digits of a number that is not negative, without an allocation.
func withDecimal<Result>(
    _ number: Int,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
    // 20 digits hold every UInt64.
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
        var rest = number
        var first = 20
        repeat {
            first -= 1
            unsafe digits[first] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        } while rest > 0
        return unsafe body(UnsafeBufferPointer(rebasing: digits[first...]))
    }
}

/// Reads a number of at most 18 digits, which no Int overflows; nil for anything else.
func decimal(_ digits: some Collection<UInt8>) -> Int? {
    guard (1...18).contains(digits.count) else { return nil }
    var number = 0
    for digit in digits {
        guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
        number = number * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return number
}
