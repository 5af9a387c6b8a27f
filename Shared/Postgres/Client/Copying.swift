extension Transaction {
    /// Copies rows into a table, in `COPY`'s binary format: the fastest way in for many.
    /// Row-level security does not allow it to roles that it applies to.
    ///
    /// - Returns: how many rows were copied.
    /// - Throws: what `body` throws, after which the transaction can only be rolled back.
    @discardableResult
    public func copy(
        into table: Identifier,
        in schema: Identifier? = nil,
        columns: [Identifier],
        _ body: (CopyWriter) async throws -> Void
    ) async throws -> Int {
        let names = columns.map(\.quoted).joined(separator: ", ")
        let target = schema.map { schema in "\(schema.quoted)." } ?? ""
        let sql = "COPY \(target)\(table.quoted) (\(names)) FROM STDIN (FORMAT binary)"
        try await outcome(of: .copyIn(sql)).check()
        let writer = CopyWriter(transaction: self, columnCount: columns.count)
        do {
            try await body(writer)
            try await writer.finish()
        } catch {
            _ = noting(await call(.copyEnd(keep: false)).runToEnd())
            throw error
        }
        return try await outcome(of: .copyEnd(keep: true)).answer().affectedRows
    }
}

extension Postgres {
    /// Runs `body` with what a query answers, in the format that its `COPY` options ask for:
    ///
    /// ```swift
    /// try await database.copyOut("COPY (SELECT id FROM candidates) TO STDOUT (FORMAT csv)") {
    ///     chunks in
    ///     for try await chunk in chunks { try await response.write(chunk) }
    /// }
    /// ```
    ///
    /// PostgreSQL takes no parameters in `COPY`. What is not read is not sent by the server.
    ///
    /// - Throws: what `body` throws; `.unwritable` for a statement with parameters.
    @discardableResult
    public func copyOut<Result>(
        _ statement: Statement,
        _ body: (CopyChunks) async throws -> Result
    ) async throws -> Result {
        guard statement.parameterCount == 0 else { throw PostgresError(.unwritable) }
        let transaction = try open(Isolation.readCommitted.begin(readOnly: true))
        // Read to its end or not, the transaction has changed nothing.
        defer { transaction.abandon() }
        try await transaction.outcome(of: .copyOut(statement.sql)).check()
        return try await body(CopyChunks(transaction: transaction))
    }
}

/// What a `COPY … TO STDOUT` gives, in pieces of about 64 KiB that end where a row ends.
public struct CopyChunks: AsyncSequence, Sendable {
    /// Going on can fail as any statement can.
    public typealias Failure = PostgresError

    let transaction: Transaction

    /// The one iterator; the bytes pass once.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(transaction: transaction)
    }

    /// Goes through the pieces.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let transaction: Transaction
        private var isOver = false

        init(transaction: Transaction) {
            self.transaction = transaction
        }

        /// The next piece; nil after the last.
        public mutating func next() async throws(PostgresError) -> [UInt8]? {
            guard !isOver else { return nil }
            switch await transaction.outcome(of: .copyRead) {
            case .bytes(let bytes):
                isOver = bytes == nil
                return bytes
            case .failure(let error):
                isOver = true
                throw error
            case .answer, .done:
                throw PostgresError(.ended)
            }
        }
    }
}
