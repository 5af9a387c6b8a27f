/// The distinct values of one column of a segment, each once, with a 16-bit code.
///
/// Weeks, places, pay, languages and the like repeat: a query scores each distinct value at most
/// once in a segment, exactly, whoever holds it.
struct Dictionary16<Value: Hashable & Sendable>: Sendable {
    private(set) var values: [Value] = []
    private var codes: [Value: UInt16] = [:]

    /// The code of a value, a new one for a new value. At most 65 536 calls: no segment is larger,
    /// so a code always suffices.
    mutating func code(_ value: Value) -> UInt16 {
        if let code = codes[value] { return code }
        let code = UInt16(values.count)
        codes[value] = code
        values.append(value)
        return code
    }
}
