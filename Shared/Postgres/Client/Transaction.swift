/// A transaction that is open; it has a connection to itself until it ends.
///
/// Statements that are sent concurrently travel together, in some order.
public struct Transaction: Database {
    let ticket: LeaseTicket
    /// How long each statement may take, in nanoseconds.
    let timeout: Int64

    /// Runs one statement and returns all of its rows, undecoded.
    public func answer(to statement: Statement) async throws(PostgresError) -> Answer {
        try statement.check()
        return try await outcome(of: .statement(statement)).answer()
    }

    /// Runs `body` so that its statements can be undone alone: when it throws, the transaction
    /// goes on as if they had not been.
    ///
    /// Savepoints nest; two beside each other in one transaction cannot run at the same time.
    ///
    /// - Throws: what `body` throws.
    @discardableResult
    public func savepoint<Result>(
        _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        let name = Statement(stringLiteral: "vouch_\(ticket.nextSavepoint())")
        try await execute(once("SAVEPOINT \(name)"))
        do {
            let result = try await body(self)
            try await execute(once("RELEASE SAVEPOINT \(name)"))
            return result
        } catch {
            // Should this fail, so will everything else in the transaction.
            _ = try? await execute(once("ROLLBACK TO SAVEPOINT \(name)"))
            throw error
        }
    }

    /// Runs SQL that consists of several statements, without parameters: migrations.
    ///
    /// The text is run as it is. It must come with the program, never from input.
    public func run(script: String) async throws(PostgresError) {
        try await outcome(of: .script(script)).check()
    }

    private func once(_ statement: Statement) -> Statement { statement.unprepared() }

    /// Does something on the transaction's connection, and remembers an error that makes the
    /// transaction worth repeating.
    func outcome(of work: Call.Work) async -> Call.Outcome {
        noting(await call(work).run())
    }

    func call(_ work: Call.Work) -> Call {
        Call(work, scope: nil, ticket: ticket, pool: ticket.pool, timeout: timeout)
    }

    func noting(_ outcome: Call.Outcome) -> Call.Outcome {
        if case .failure(let error) = outcome { ticket.note(error) }
        return outcome
    }
}

/// The isolation that a transaction has from others.
public enum Isolation: Sendable {
    /// Each statement sees what was committed before it began.
    case readCommitted
    /// All statements see what was committed before the first began.
    case repeatableRead
    /// As if transactions ran one after the other.
    case serializable

    func begin(readOnly: Bool) -> String {
        let access = readOnly ? " READ ONLY" : ""
        switch self {
        case .readCommitted: return "BEGIN ISOLATION LEVEL READ COMMITTED" + access
        case .repeatableRead: return "BEGIN ISOLATION LEVEL REPEATABLE READ" + access
        case .serializable: return "BEGIN ISOLATION LEVEL SERIALIZABLE" + access
        }
    }
}
