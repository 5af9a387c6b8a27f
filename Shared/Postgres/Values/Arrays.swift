/// One-dimensional arrays. PostgreSQL's array types do not say how many dimensions a value has,
/// so one with more is refused when it is read.
extension Array: PostgresValue where Element: PostgresElement {
    public static var postgresType: PostgresType { Element.postgresArrayType }

    /// The element's own array type, or one whose elements the element accepts: which those are
    /// stands in the value, and is checked when it is read.
    public static func accepts(_ type: PostgresType) -> Bool {
        type == postgresType || type.isUserDefined || type.isArray
    }

    public func write(to writer: inout ByteWriter) {
        writer.write(Int32(isEmpty ? 0 : 1))
        writer.write(Int32(contains { element in element.isNull } ? 1 : 0))
        writer.write(Element.postgresType.oid)
        guard !isEmpty else { return }
        writer.write(Int32(truncatingIfNeeded: count))
        writer.write(Int32(1))  // the index that SQL gives the first element
        for element in self {
            writer.writeField(element)
        }
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        let dimensions: Int32 = try cell.integer(at: 0)
        let elementType = PostgresType(oid: try cell.integer(at: 8))
        guard Element.accepts(elementType) else { throw .type }
        guard dimensions == 1 else {
            guard dimensions == 0 else { throw .range }
            self = []
            return
        }
        let length = Int(try cell.integer(at: 12, as: Int32.self))
        // Every element has at least the four bytes of its length.
        guard length >= 0, length <= (cell.count - 20) / 4 else { throw .malformed }
        self = []
        reserveCapacity(length)
        var offset = 20
        for _ in 0..<length {
            append(try Array.element(of: cell, at: &offset, type: elementType))
        }
        guard offset == cell.count else { throw .malformed }
    }

    private static func element(
        of cell: borrowing Cell,
        at offset: inout Int,
        type: PostgresType
    ) throws(CellError) -> Element {
        let count = Int(try cell.integer(at: offset, as: Int32.self))
        offset += 4
        guard count >= 0 else {
            guard let null = Element.null else { throw .null }
            return null
        }
        guard offset + count <= cell.count else { throw .malformed }
        defer { offset += count }
        return try Element(reading: cell.part(at: offset, count: count, type: type))
    }
}
