// Swift's numbers. An integer is read from every column that is no wider than itself, so that
// `count(*)` and an `integer` column are both an `Int`; it is written as its own width.

extension Bool: PostgresElement {
    public static var postgresType: PostgresType { .bool }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1000) }

    public func write(to writer: inout ByteWriter) {
        writer.write(UInt8(self ? 1 : 0))
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        self = try cell.onlyInteger(as: UInt8.self) != 0
    }
}

extension Int: PostgresElement {
    public static var postgresType: PostgresType { .int8 }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1016) }

    public static func accepts(_ type: PostgresType) -> Bool { Int64.accepts(type) }

    public func write(to writer: inout ByteWriter) {
        writer.write(Int64(self))
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        self = Int(try Int64(reading: cell))
    }
}

extension Int64: PostgresElement {
    public static var postgresType: PostgresType { .int8 }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1016) }

    public static func accepts(_ type: PostgresType) -> Bool {
        type == .int8 || Int32.accepts(type)
    }

    public func write(to writer: inout ByteWriter) {
        writer.write(self)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        self = cell.count == 8 ? try cell.integer() : Int64(try Int32(reading: cell))
    }
}

extension Int32: PostgresElement {
    public static var postgresType: PostgresType { .int4 }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1007) }

    public static func accepts(_ type: PostgresType) -> Bool { type == .int4 || type == .int2 }

    public func write(to writer: inout ByteWriter) {
        writer.write(self)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        self = cell.count == 4 ? try cell.integer() : Int32(try Int16(reading: cell))
    }
}

extension Int16: PostgresElement {
    public static var postgresType: PostgresType { .int2 }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1005) }

    public func write(to writer: inout ByteWriter) {
        writer.write(self)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        self = try cell.onlyInteger()
    }
}

extension Double: PostgresElement {
    public static var postgresType: PostgresType { .float8 }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1022) }

    public static func accepts(_ type: PostgresType) -> Bool { type == .float8 || type == .float4 }

    public func write(to writer: inout ByteWriter) {
        writer.write(bitPattern)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        if cell.count == 8 {
            self.init(bitPattern: try cell.integer())
        } else {
            self.init(try Float(reading: cell))
        }
    }
}

extension Float: PostgresElement {
    public static var postgresType: PostgresType { .float4 }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1021) }

    public func write(to writer: inout ByteWriter) {
        writer.write(bitPattern)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        self.init(bitPattern: try cell.onlyInteger())
    }
}
