import FoundationEssentials

/// A `Codable` value that is stored as `jsonb` (and read from `json` as well).
public struct JSON<Value: Codable & Sendable>: Sendable {
    /// The value itself.
    public var value: Value

    /// Stores `value` as JSON. A value that refuses to be encoded fails the statement it is in.
    public init(_ value: Value) {
        self.value = value
    }
}

extension JSON: Equatable where Value: Equatable {}
extension JSON: Hashable where Value: Hashable {}

extension JSON: PostgresElement {
    public static var postgresType: PostgresType { .jsonb }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 3807) }

    public static func accepts(_ type: PostgresType) -> Bool { JSONText.accepts(type) }

    public func write(to writer: inout ByteWriter) {
        guard let data = try? JSONEncoder().encode(value) else { return writer.fail() }
        writer.write(JSONText.version)
        writer.write(bytes: data)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        let data = Data(try JSONText(reading: cell).utf8)
        guard let value = try? JSONDecoder().decode(Value.self, from: data) else { throw .refused }
        self.value = value
    }
}

/// JSON that is passed on as it is, for `jsonb` columns that nobody here looks into.
public struct JSONText: PostgresElement, Hashable {
    /// The text in UTF-8. The server refuses what is not JSON.
    public var utf8: [UInt8]

    /// Takes text that is JSON already.
    public init(utf8: some Sequence<UInt8>) {
        self.utf8 = Array(utf8)
    }

    public static var postgresType: PostgresType { .jsonb }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 3807) }

    public static func accepts(_ type: PostgresType) -> Bool { type == .jsonb || type == .json }

    /// The only version that `jsonb` has in the binary format.
    static let version: UInt8 = 1

    public func write(to writer: inout ByteWriter) {
        writer.write(JSONText.version)
        writer.write(bytes: utf8)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        guard cell.type == .jsonb else {
            utf8 = cell.bytes
            return
        }
        guard try cell.integer(as: UInt8.self) == JSONText.version else { throw .malformed }
        utf8 = Array(cell.bytes.dropFirst())
    }
}
