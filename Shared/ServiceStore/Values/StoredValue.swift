public import Postgres

/// A value of ours that is stored as one that PostgreSQL knows.
public protocol StoredValue: PostgresElement {
    /// What it is stored as.
    associatedtype Stored: PostgresElement

    /// What is stored.
    var stored: Stored { get }
    /// Nil where that is none of ours: a row that holds it is refused when it is read.
    init?(stored: Stored)
}

extension StoredValue {
    /// That of what is stored.
    public static var postgresType: PostgresType { Stored.postgresType }
    /// That of what is stored.
    public static var postgresArrayType: PostgresType { Stored.postgresArrayType }

    /// Whatever can be read as what is stored.
    public static func accepts(_ type: PostgresType) -> Bool { Stored.accepts(type) }

    /// Writes what is stored.
    public func write(to writer: inout ByteWriter) { stored.write(to: &writer) }

    /// Reads what is stored.
    public init(reading cell: borrowing Cell) throws(CellError) {
        guard let value = Self(stored: try Stored(reading: cell)) else { throw .refused }
        self = value
    }
}
