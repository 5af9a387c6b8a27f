/// A column that stores each distinct value of its segment once and a 16-bit code for each row.
///
/// Weeks, places, pay, languages and the like repeat: a query scores each distinct value at most
/// once in a segment, exactly, whoever holds it.
struct InternedColumn<Value: Hashable & Sendable>: Sendable {
    private(set) var codes: [UInt16] = []
    private(set) var values: [Value] = []

    /// Fills a column; not needed once the segment is complete.
    struct Builder {
        private(set) var column = InternedColumn()
        private var known: [Value: UInt16] = [:]

        /// At most 65 536 calls: no segment is larger, so a code always suffices.
        mutating func append(_ value: Value) {
            if let code = known[value] { return column.codes.append(code) }
            let code = UInt16(column.values.count)
            known[value] = code
            column.values.append(value)
            column.codes.append(code)
        }
    }

    init() {}

    init(codes: [UInt16], values: [Value]) {
        self.codes = codes
        self.values = values
    }

    subscript(_ row: Int) -> Value { values[Int(codes[row])] }
}
