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

extension ByteWriter {
    /// Appends the 36 characters of an identifier, as the value of a text. Foundation's own way to
    /// them formats each byte by `snprintf`.
    mutating func writeField(textOf id: UUID) {
        write(Int32(36))
        unsafe withUnsafeBytes(of: id.uuid) { id in
            for index in id.indices {
                let byte = unsafe id[index]
                if index == 4 || index == 6 || index == 8 || index == 10 { bytes.append(0x2D) }
                bytes.append(ByteWriter.digit(byte >> 4))
                bytes.append(ByteWriter.digit(byte & 15))
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x57 + value
    }
}
