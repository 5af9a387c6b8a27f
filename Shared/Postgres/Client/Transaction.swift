/// A transaction that is open; it has a connection to itself until it ends.
public struct Transaction: Database {
    public func answer(to statement: Statement) async throws(PostgresError) -> Answer {
        throw PostgresError(.closed)
    }

    /// Runs `body` so that its statements can be undone alone: when it throws, the transaction
    /// goes on as if they had not been.
    ///
    /// Savepoints nest, one inside the other; two at once in one transaction are not possible.
    public func savepoint<Result>(
        _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        try await body(self)
    }

    /// Runs SQL that consists of several statements, without parameters: migrations.
    ///
    /// The text is run as it is. It must come with the program, never from input.
    public func run(script: String) async throws(PostgresError) {}

    /// Copies rows into a table, in `COPY`'s binary format. Row-level security does not allow it
    /// to roles that it applies to.
    ///
    /// - Returns: how many rows were copied.
    @discardableResult
    public func copy(
        into table: Identifier,
        in schema: Identifier? = nil,
        columns: [Identifier],
        _ body: (CopyWriter) async throws -> Void
    ) async throws -> Int { 0 }
}

/// Takes the rows of a `COPY … FROM`.
public struct CopyWriter: Sendable {
    /// Adds one row: a value for each column, of exactly the column's type.
    public func write<each Value: PostgresValue>(
        _ value: repeat each Value
    ) async throws(PostgresError) {}
}

/// The isolation that a transaction has from others.
public enum Isolation: Sendable {
    /// Each statement sees what was committed before it began.
    case readCommitted
    /// All statements see what was committed before the first began.
    case repeatableRead
    /// As if transactions ran one after the other.
    case serializable
}

extension Postgres {
    /// Runs `body` in a transaction: commits what it did when it returns, rolls it back when it
    /// throws.
    ///
    /// `BEGIN`, the tenant and the first statement travel together; without any statement nothing
    /// is sent at all. When the server could not serialize it, chose it to break a deadlock, or
    /// went away before COMMIT was sent, `body` runs again from its beginning, at most `attempts`
    /// times in all; so whatever else it does must bear being repeated.
    ///
    /// - Throws: what `body` throws; `.outcomeUnknown` when the connection was lost after COMMIT
    ///   was sent.
    public func transaction<Result>(
        tenant: Tenant? = nil,
        isolation: Isolation = .readCommitted,
        readOnly: Bool = false,
        attempts: Int = 5,
        _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        throw PostgresError(.closed)
    }

    /// Runs `body` with the rows of an answer of any size, of which at most `2 × batch` are held
    /// in memory at a time.
    public func stream<Row: PostgresRow, Result>(
        _ statement: Statement,
        as: Row.Type = Row.self,
        batch: Int = 512,
        _ body: (RowStream<Row>) async throws -> Result
    ) async throws -> Result {
        throw PostgresError(.closed)
    }
}

/// The rows of a stream; they can be gone through once.
public struct RowStream<Row: PostgresRow>: AsyncSequence {
    public struct AsyncIterator: AsyncIteratorProtocol {
        public mutating func next() async throws(PostgresError) -> Row? { nil }
    }
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator() }
}
