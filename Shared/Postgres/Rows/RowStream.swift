/// The rows of an answer of any size. They can be gone through once, in order.
///
/// While one batch is gone through, the next is on its way; nothing else is fetched, so at most
/// two batches are held in memory.
public struct RowStream<Row: PostgresRow>: AsyncSequence, Sendable {
    /// Going on can fail as any statement can.
    public typealias Failure = PostgresError

    let transaction: Transaction
    let fetch: Statement
    let batch: Int
    let first: Call

    /// The one iterator; the rows pass once.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(stream: self)
    }

    /// Goes through a stream.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private let stream: RowStream
        private var rows: [Row] = []
        private var index = 0
        /// The fetch that is under way; `nil` when there are no more rows.
        private var fetching: Call?

        init(stream: RowStream) {
            self.stream = stream
            fetching = stream.first
        }

        /// The next row; nil after the last.
        public mutating func next() async throws(PostgresError) -> Row? {
            while index == rows.count {
                guard let call = fetching else { return nil }
                let answer = try stream.transaction.noting(await call.wait()).answer()
                fetching = answer.rowCount < stream.batch ? nil : stream.fetchMore()
                rows = try answer.all()
                index = 0
            }
            defer { index += 1 }
            return rows[index]
        }
    }

    private func fetchMore() -> Call {
        let call = transaction.call(.statement(fetch))
        Driver.inbox.submit(call)
        return call
    }
}

extension Postgres {
    /// Runs `body` with the rows of an answer of any size, of which at most `2 × batch` are held
    /// in memory at a time. The server runs it as a cursor, in a transaction that reads only.
    ///
    /// Each batch has the handle's timeout. A consumer slower than `idleTransactionTimeout` per
    /// batch loses its connection.
    ///
    /// - Throws: what `body` throws.
    @discardableResult
    public func stream<Row: PostgresRow, Result>(
        _ statement: Statement,
        as: Row.Type = Row.self,
        batch: Int = 512,
        _ body: (RowStream<Row>) async throws -> Result
    ) async throws -> Result {
        try statement.check()
        return try await transaction(isolation: .readCommitted, readOnly: true, attempts: 1) {
            transaction in
            // The whole answer is wanted, not its beginning soon.
            let plan: Statement = "SET LOCAL cursor_tuple_fraction = 1"
            let declare: Statement = "DECLARE vouch_rows NO SCROLL CURSOR FOR \(statement)"
            let count = Swift.max(1, Swift.min(batch, Answer.batchMax))
            let fetch = Statement(stringLiteral: "FETCH FORWARD \(count) FROM vouch_rows")
                .unprepared()
            // All of it in one flight.
            Driver.inbox.submit(transaction.call(.statement(plan.unprepared())))
            let declaring = transaction.call(.statement(declare.unprepared()))
            Driver.inbox.submit(declaring)
            let first = transaction.call(.statement(fetch))
            Driver.inbox.submit(first)
            try transaction.noting(await declaring.wait()).check()
            return try await body(
                RowStream(transaction: transaction, fetch: fetch, batch: count, first: first)
            )
        }
    }
}

extension Answer {
    /// Rows of a batch at most.
    static let batchMax = 10_000
}
