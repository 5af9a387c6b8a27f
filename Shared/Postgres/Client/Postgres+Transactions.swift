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
    @discardableResult
    public func transaction<Result>(
        tenant: Tenant? = nil,
        isolation: Isolation = .readCommitted,
        readOnly: Bool = false,
        attempts: Int = 5,
        _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        let handle = tenant.map { tenant in acting(for: tenant) } ?? self
        let begin = isolation.begin(readOnly: readOnly)
        var backoff = Backoff(first: .milliseconds(5), limit: .milliseconds(200))
        for _ in 1..<max(1, attempts) {
            let transaction = try handle.open(begin)
            do {
                return try await transaction.run(body)
            } catch {
                guard !Task.isCancelled, transaction.isWorthRetrying(after: error) else {
                    throw error
                }
            }
            try? await Task.sleep(for: backoff.failed())
        }
        return try await handle.open(begin).run(body)
    }

    /// Announces a lease to the driver; it gets a connection with its first statement.
    func open(_ begin: String) throws(PostgresError) -> Transaction {
        let (scope, timeout) = try terms.now()
        let ticket = LeaseTicket(begin: begin, scope: scope, pool: pool.id)
        Driver.inbox.submit(.lease(ticket))
        return Transaction(ticket: ticket, timeout: timeout)
    }
}

extension Transaction {
    fileprivate func run<Result>(
        _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        let result: Result
        do {
            result = try await body(self)
            if Task.isCancelled { throw PostgresError(.cancelled) }
        } catch {
            abandon()
            throw error
        }
        try await commit()
        return result
    }

    /// Waits for its end even when the task is cancelled meanwhile: the outcome matters.
    func commit() async throws(PostgresError) {
        let outcome = noting(await call(.commit).runToEnd())
        try outcome.check()
    }

    /// Rolls back, without waiting for it.
    func abandon() {
        Driver.inbox.submit(call(.rollback))
    }

    fileprivate func isWorthRetrying(after error: any Error) -> Bool {
        // An error that `body` threw may wrap the one that is to blame.
        guard let error = error as? PostgresError else { return ticket.retriable != nil }
        return error.isWorthRetrying
            || (error.reason == .transactionAborted && ticket.retriable != nil)
    }
}
