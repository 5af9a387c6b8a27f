/// Cuts what a program prints into lines, however it arrives.
struct Lines {
    /// Longer lines are cut: a program that prints without end must not fill the memory.
    static let lengthMax = 64 * 1024

    private var rest: [UInt8] = []

    /// Takes more of the output and calls `body` with each line that it completes.
    mutating func append(_ bytes: some Sequence<UInt8>, _ body: ([UInt8]) -> Void) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") || rest.count == Self.lengthMax { finish(body) }
            if byte != UInt8(ascii: "\n") { rest.append(byte) }
        }
    }

    /// The output is over; what stands there without a line feed is a line as well.
    mutating func finish(_ body: ([UInt8]) -> Void) {
        guard !rest.isEmpty else { return }
        body(rest)
        rest.removeAll(keepingCapacity: true)
    }
}
