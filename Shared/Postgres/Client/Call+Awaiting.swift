extension Call {
    /// Hands the call to the driver and waits. A task that is cancelled gets `.cancelled` at once.
    func run() async -> Outcome {
        await withTaskCancellationHandler {
            if Task.isCancelled { return .failure(PostgresError(.cancelled)) }
            Driver.inbox.submit(self)
            return await outcome()
        } onCancel: {
            finish(.cancelled)
            // Without a lease there is nothing to be stopped.
            if ticket != nil { Driver.inbox.submit(.cancel(self)) }
        }
    }

    /// Waits for a call that was handed over before.
    func wait() async -> Outcome {
        await withTaskCancellationHandler {
            await outcome()
        } onCancel: {
            finish(.cancelled)
            Driver.inbox.submit(.cancel(self))
        }
    }

    /// As `run`, but to the end even when the task is cancelled.
    func runToEnd() async -> Outcome {
        Driver.inbox.submit(self)
        return await outcome()
    }

    /// Runs a statement.
    func answer() async throws(PostgresError) -> Answer {
        try await run().answer()
    }
}

extension Call.Outcome {
    /// The answer of a statement.
    func answer() throws(PostgresError) -> Answer {
        switch self {
        case .answer(let answer): return answer
        case .failure(let error): throw error
        // The driver answers statements with answers.
        case .bytes, .done: throw PostgresError(.ended)
        }
    }

    /// The error, if it is one.
    func check() throws(PostgresError) {
        if case .failure(let error) = self { throw error }
    }
}

extension Statement {
    /// - Throws: `.unwritable` when a value could not be encoded, or there are too many.
    func check() throws(PostgresError) {
        guard !values.hasFailed, parameterCount <= Statement.parametersMax else {
            throw PostgresError(.unwritable)
        }
    }
}
