// NULL, and types that wrap another one: identifiers, enumerations with a raw value.

extension Optional: PostgresValue where Wrapped: PostgresValue {
    public static var postgresType: PostgresType { Wrapped.postgresType }
    public static var null: Wrapped?? { .some(.none) }

    public static func accepts(_ type: PostgresType) -> Bool { Wrapped.accepts(type) }

    public var isNull: Bool {
        switch self {
        case .none: true
        case .some(let value): value.isNull
        }
    }

    public func write(to writer: inout ByteWriter) {
        self?.write(to: &writer)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        self = .some(try Wrapped(reading: cell))
    }
}

extension Optional: PostgresElement where Wrapped: PostgresElement {
    public static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }
}

extension PostgresValue where Self: RawRepresentable, RawValue: PostgresValue {
    /// The type of what is wrapped. An enumeration of strings is `text`: where a column is of a
    /// PostgreSQL enum, the statement casts, as in `\(mood)::mood`.
    public static var postgresType: PostgresType { RawValue.postgresType }

    /// Whatever can be read as what is wrapped.
    public static func accepts(_ type: PostgresType) -> Bool { RawValue.accepts(type) }

    /// Writes what is wrapped.
    public func write(to writer: inout ByteWriter) {
        rawValue.write(to: &writer)
    }

    /// Reads what is wrapped.
    ///
    /// - Throws: `.refused` when `init(rawValue:)` does not take it.
    public init(reading cell: borrowing Cell) throws(CellError) {
        guard let value = Self(rawValue: try RawValue(reading: cell)) else { throw .refused }
        self = value
    }
}

extension PostgresElement where Self: RawRepresentable, RawValue: PostgresElement {
    /// The array type of what is wrapped.
    public static var postgresArrayType: PostgresType { RawValue.postgresArrayType }
}
