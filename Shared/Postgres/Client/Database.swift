/// What statements run on: the pool (`Postgres`) or a transaction in it (`Transaction`).
///
/// Store functions take one of these, so that they serve inside a transaction and outside.
public protocol Database: Sendable {
    /// Runs one statement and waits for its whole answer.
    func answer(to statement: Statement) async throws(PostgresError) -> Answer
}

extension Database {
    /// Runs a statement whose rows, if any, do not matter.
    ///
    /// - Returns: how many rows it inserted, updated, deleted or selected.
    @discardableResult
    public func execute(_ statement: Statement) async throws(PostgresError) -> Int {
        try await answer(to: statement).affectedRows
    }

    /// The only row of the answer.
    ///
    /// - Throws: `.noRow` and `.tooManyRows` when there is not exactly one.
    public func row<Row: PostgresRow>(
        _ statement: Statement,
        as: Row.Type = Row.self
    ) async throws(PostgresError) -> Row {
        guard let row: Row = try await rowIfAny(statement) else { throw PostgresError(.noRow) }
        return row
    }

    /// The only row of the answer, or `nil` when there is none.
    ///
    /// - Throws: `.tooManyRows` when there are several.
    public func rowIfAny<Row: PostgresRow>(
        _ statement: Statement,
        as: Row.Type = Row.self
    ) async throws(PostgresError) -> Row? {
        try await answer(to: statement).onlyIfAny()
    }

    /// All rows of the answer, at most `PostgresConfiguration.rowsMax`; use a stream for more.
    ///
    /// - Throws: `.tooManyRows` when there are more than that.
    public func rows<Row: PostgresRow>(
        _ statement: Statement,
        as: Row.Type = Row.self
    ) async throws(PostgresError) -> [Row] {
        try await answer(to: statement).all()
    }
}

// The same for answers of one column: `let count: Int = try await database.row("SELECT …")`.
extension Database {
    /// The first column of the only row of the answer.
    ///
    /// - Throws: `.noRow` and `.tooManyRows` when there is not exactly one.
    @inlinable
    public func row<Value: PostgresValue>(
        _ statement: Statement,
        as: Value.Type = Value.self
    ) async throws(PostgresError) -> Value {
        guard let value: Value = try await rowIfAny(statement) else { throw PostgresError(.noRow) }
        return value
    }

    /// The first column of the only row of the answer, or `nil` when there is no row.
    ///
    /// - Throws: `.tooManyRows` when there are several.
    @inlinable
    public func rowIfAny<Value: PostgresValue>(
        _ statement: Statement,
        as: Value.Type = Value.self
    ) async throws(PostgresError) -> Value? {
        try await answer(to: statement).onlyIfAny()
    }

    /// The first column of every row of the answer, at most `PostgresConfiguration.rowsMax`.
    ///
    /// - Throws: `.tooManyRows` when there are more than that.
    @inlinable
    public func rows<Value: PostgresValue>(
        _ statement: Statement,
        as: Value.Type = Value.self
    ) async throws(PostgresError) -> [Value] {
        try await answer(to: statement).all()
    }
}
