public import Postgres
public import Vocabulary

/// A whole number of a type that knows its range, stored as an `integer`.
public protocol StoredRating: PostgresElement, Rating {}

extension StoredRating {
    /// `integer`.
    public static var postgresType: PostgresType { Int32.postgresType }
    /// `integer[]`.
    public static var postgresArrayType: PostgresType { Int32.postgresArrayType }

    /// Any whole number.
    public static func accepts(_ type: PostgresType) -> Bool { Int32.accepts(type) }

    /// Writes the number.
    public func write(to writer: inout ByteWriter) { Int32(value).write(to: &writer) }

    /// Reads the number.
    public init(reading cell: borrowing Cell) throws(CellError) {
        guard let value = Self(Int(try Int32(reading: cell))) else { throw .range }
        self = value
    }
}

extension StageRating: StoredRating {}
extension SkillRating: StoredRating {}

/// A computed number of a type that knows its range, stored as a `double precision`.
public protocol StoredScore: PostgresElement, Score {}

extension StoredScore {
    /// `double precision`.
    public static var postgresType: PostgresType { Double.postgresType }
    /// `double precision[]`.
    public static var postgresArrayType: PostgresType { Double.postgresArrayType }

    /// Any number.
    public static func accepts(_ type: PostgresType) -> Bool { Double.accepts(type) }

    /// Writes the number.
    public func write(to writer: inout ByteWriter) { value.write(to: &writer) }

    /// Reads the number.
    public init(reading cell: borrowing Cell) throws(CellError) {
        guard let value = Self(try Double(reading: cell)) else { throw .range }
        self = value
    }
}

extension MatchScore: StoredScore {}
extension InterviewScore: StoredScore {}
extension Confidence: StoredScore {}

extension Amount: PostgresElement {
    /// `bigint`, of hundredths.
    public static var postgresType: PostgresType { Int64.postgresType }
    /// `bigint[]`.
    public static var postgresArrayType: PostgresType { Int64.postgresArrayType }

    /// Writes hundredths.
    public func write(to writer: inout ByteWriter) { hundredths.write(to: &writer) }

    /// Reads hundredths.
    public init(reading cell: borrowing Cell) throws(CellError) {
        guard let amount = Amount(hundredths: try Int64(reading: cell)) else { throw .range }
        self = amount
    }
}

// Words, stored as they are spelled.
extension Role: PostgresElement {}
extension TokenKind: PostgresElement {}
extension Service: PostgresElement {}
extension LanguageLevel: PostgresElement {}
