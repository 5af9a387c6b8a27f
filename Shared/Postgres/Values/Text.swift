public import FoundationEssentials

extension String: PostgresElement {
    public static var postgresType: PostgresType { .text }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1009) }

    /// Also the labels of a database's own enums, and extension types that travel as text.
    public static func accepts(_ type: PostgresType) -> Bool {
        switch type {
        case .text, .varchar, .bpchar, .name, .unknown: true
        default: type.isUserDefined
        }
    }

    public func write(to writer: inout ByteWriter) {
        writer.write(bytes: utf8)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        guard let text = unsafe String(validating: cell.buffer, as: UTF8.self) else {
            throw .malformed
        }
        self = text
    }
}

extension [UInt8] {
    /// The bytes as a `bytea`; an array of numbers would be a `smallint[]`, if it were one.
    public var bytea: Bytes { Bytes(self) }
}

/// A `bytea`.
public struct Bytes: PostgresElement, Hashable {
    /// The bytes themselves.
    public var array: [UInt8]

    /// A `bytea` of these bytes.
    public init(_ bytes: some Sequence<UInt8>) {
        array = Array(bytes)
    }

    public static var postgresType: PostgresType { .bytea }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1001) }

    public func write(to writer: inout ByteWriter) {
        writer.write(bytes: array)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        array = cell.bytes
    }
}

extension UUID: PostgresElement {
    public static var postgresType: PostgresType { .uuid }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 2951) }

    public func write(to writer: inout ByteWriter) {
        unsafe withUnsafeBytes(of: uuid) { bytes in
            unsafe writer.write(bytes: bytes)
        }
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        guard cell.count == 16, let start = unsafe cell.start else { throw .malformed }
        unsafe self.init(uuid: UnsafeRawPointer(start).loadUnaligned(as: uuid_t.self))
    }
}
