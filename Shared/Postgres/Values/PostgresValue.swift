/// A Swift type that PostgreSQL can be given as a parameter and can answer with.
///
/// The driver speaks the binary format both ways, so a conformance must match the server's `send`
/// and `receive` functions for `postgresType` exactly. A type that merely wraps another one
/// conforms by declaring it, because wrappers (`RawRepresentable`) get everything from what they
/// wrap:
///
/// ```swift
/// extension CandidateID: PostgresElement {}
/// ```
public protocol PostgresValue: Sendable {
    /// The type that a parameter of this Swift type is declared as.
    static var postgresType: PostgresType { get }

    /// Whether a column of `type` can be read as this Swift type.
    static func accepts(_ type: PostgresType) -> Bool

    /// What SQL's NULL is read as, or `nil` where it may not occur.
    static var null: Self? { get }

    /// True for the value that is written as SQL's NULL.
    var isNull: Bool { get }

    /// Appends the value in the server's binary format. Never asked of a value that `isNull`.
    func write(to writer: inout ByteWriter)

    /// Reads the value from a column that is not NULL and whose type was accepted.
    ///
    /// - Throws: `CellError` when the bytes do not spell a value of this type.
    init(reading cell: borrowing Cell) throws(CellError)
}

extension PostgresValue {
    /// By default exactly the type that parameters are declared as.
    public static func accepts(_ type: PostgresType) -> Bool { type == postgresType }
    /// By default NULL may not occur.
    public static var null: Self? { nil }
    /// By default no value is NULL.
    public var isNull: Bool { false }
}

/// A value that can also be an element of a PostgreSQL array.
public protocol PostgresElement: PostgresValue {
    /// The array type of `postgresType`.
    static var postgresArrayType: PostgresType { get }
}

/// Why the bytes of one column could not be read. Holds no data.
public enum CellError: Error, Hashable, Sendable {
    /// The column is NULL and the Swift type has no value for it.
    case null
    /// The column has a type that the Swift type cannot be read from.
    case type
    /// The bytes are not a value of the type, or of a length it does not have.
    case malformed
    /// The value is one that the Swift type cannot hold.
    case range
    /// The wrapping type refused the value (an enumeration without such a case, for one).
    case refused
}
