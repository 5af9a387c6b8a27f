/// Several names of header fields, to be found at little cost: most fields are told apart by the
/// lengths of their names alone.
public struct HeaderNames: Sendable, ExpressibleByArrayLiteral {
    private let names: [HeaderName]
    /// Bit `n` is set where a name has `n` bytes.
    private let lengths: UInt64

    /// - Precondition: no name is longer than 63 bytes.
    public init(arrayLiteral names: HeaderName...) {
        precondition(
            names.allSatisfy { unsafe $0.bytes.count < UInt64.bitWidth },
            "a name is too long"
        )
        self.names = names
        lengths = names.reduce(0) { unsafe $0 | 1 << UInt64($1.bytes.count) }
    }

    /// Whether these bytes are one of the names.
    func contains(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count < UInt64.bitWidth, lengths & 1 << UInt64(bytes.count) != 0 else {
            return false
        }
        for name in names where unsafe name.matches(bytes) { return true }
        return false
    }
}
