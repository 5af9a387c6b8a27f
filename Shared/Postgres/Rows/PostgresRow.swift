/// A type that is read from a row, column by column:
///
/// ```swift
/// struct Account: PostgresRow {
///     let id: UUID
///     let name: String
///     let closedAt: Timestamp?
///
///     init(_ row: borrowing Row) throws(PostgresError) {
///         id = try row["id"]
///         name = try row["name"]
///         closedAt = try row["closed_at"]
///     }
/// }
/// ```
public protocol PostgresRow: Sendable {
    /// Reads the columns.
    init(_ row: borrowing Row) throws(PostgresError)
}
