/// A short text in stack memory, for what is written once a request. It is read as
/// `text.bytes.span.extracting(first: text.count)`: a property of ours cannot return a span yet.
struct InlineText<let capacity: Int> {
    private(set) var bytes: InlineArray<capacity, UInt8> = .init(repeating: 0)
    private(set) var count = 0

    /// What does not fit is left out.
    mutating func append(_ byte: UInt8) {
        guard count < capacity else { return }
        bytes[count] = byte
        count += 1
    }

    mutating func append(_ text: Span<UInt8>) {
        for index in text.indices { append(text[index]) }
    }

    mutating func append(_ text: String) {
        for byte in text.utf8 { append(byte) }
    }

    /// - Parameter number: 0 or more.
    mutating func append(decimal number: Int) {
        if number >= 10 { append(decimal: number / 10) }
        append(UInt8(truncatingIfNeeded: number % 10) + UInt8(ascii: "0"))
    }
}
