import CLibPQ

/// Gives a statement's parameters to libpq, which wants them as parallel arrays of pointers.
enum Parameters {
    static func prepare(_ statement: Statement, as name: String, on raw: OpaquePointer) -> Bool {
        let types = statement.shape.parameters.map { parameter in parameter.type.oid }
        return unsafe PQsendPrepare(raw, name, statement.sql, Int32(types.count), types) == 1
    }

    static func send(
        _ statement: Statement,
        preparedAs name: String,
        on raw: OpaquePointer
    ) -> Bool {
        unsafe withParameters(of: statement) { count, values, lengths, formats in
            // Lent as it is; passed as a `String` it would be copied to the heap.
            unsafe name.withCString { name in
                unsafe PQsendQueryPrepared(raw, name, count, values, lengths, formats, 1) == 1
            }
        }
    }

    static func send(_ statement: Statement, on raw: OpaquePointer) -> Bool {
        let types = statement.shape.parameters.map { parameter in parameter.type.oid }
        return unsafe withParameters(of: statement) { count, values, lengths, formats in
            let sql = statement.sql
            return unsafe PQsendQueryParams(raw, sql, count, types, values, lengths, formats, 1)
                == 1
        }
    }

    private typealias Values = UnsafePointer<UnsafePointer<CChar>?>?
    private typealias Numbers = UnsafePointer<Int32>?

    private static func withParameters(
        of statement: Statement,
        _ body: (Int32, Values, Numbers, Numbers) -> Bool
    ) -> Bool {
        let count = statement.parameterCount
        guard count > 0 else { return body(0, nil, nil, nil) }
        return unsafe statement.values.bytes.withUnsafeBytes { bytes in
            unsafe withUnsafeTemporaryAllocation(
                of: UnsafePointer<CChar>?.self,
                capacity: count
            ) { values in
                unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count) {
                    numbers in
                    unsafe locate(bytes, count, values, numbers)
                    let lengths = numbers.baseAddress
                    let formats = unsafe lengths.map { start in unsafe start + count }
                    return unsafe body(Int32(count), values.baseAddress, lengths, formats)
                }
            }
        }
    }

    /// Finds each value behind its length.
    private static func locate(
        _ bytes: UnsafeRawBufferPointer,
        _ count: Int,
        _ values: UnsafeMutableBufferPointer<UnsafePointer<CChar>?>,
        _ numbers: UnsafeMutableBufferPointer<Int32>
    ) {
        var offset = 0
        for index in 0..<count {
            let raw = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)
            let length = Int32(bigEndian: raw)
            offset += 4
            // An empty value is not NULL, so it must have an address.
            let start = unsafe bytes.baseAddress.map { base in
                unsafe (base + offset).assumingMemoryBound(to: CChar.self)
            }
            unsafe values.initializeElement(at: index, to: length < 0 ? nil : start)
            unsafe numbers.initializeElement(at: index, to: max(0, length))
            unsafe numbers.initializeElement(at: count + index, to: 1)
            offset += Int(max(0, length))
        }
    }
}
