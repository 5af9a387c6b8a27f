import Guarded
import Synchronization

/// A statement that sets tenant and timeout in front of others. A class, because one serves many
/// calls and is passed around with each.
final class Scope: Sendable {
    let statement: Statement

    init(_ statement: Statement) {
        self.statement = statement
    }
}

/// One thing that a caller wants of a connection, and the way back to the caller.
///
/// Driver, caller and canceller meet here: whoever takes the continuation first answers, so a
/// caller is answered exactly once.
final class Call: Sendable {
    enum Work: Sendable {
        case statement(Statement)
        case commit
        /// Ends the lease; the caller does not wait.
        case rollback
        case script(String)
        case copyIn(String)
        case copyData([UInt8])
        case copyEnd(keep: Bool)
        case copyOut(String)
        case copyRead
    }

    enum Outcome: Sendable {
        case answer(Answer)
        /// What a copy out has to give; `nil` at its end.
        case bytes([UInt8]?)
        case done
        case failure(PostgresError)
    }

    private enum State: Sendable {
        case unanswered
        case awaited(Reply<Outcome>)
        case answered(Outcome)
        case over
    }

    let work: Work
    /// Sets tenant and timeout in front of the statement, in the same flight.
    let scope: Scope?
    /// The lease it belongs to; `nil` on shared connections.
    let ticket: LeaseTicket?
    let pool: Int
    /// How long it may run, in nanoseconds.
    let timeout: Int64
    private let state = Guarded(State.unanswered)
    /// Tells ThreadSanitizer that what was answered was there before its caller went on: the
    /// runtime does not where a continuation is resumed before its task waits.
    private let isHandedOver = Atomic(false)

    init(_ work: Work, scope: Scope?, ticket: LeaseTicket?, pool: Int, timeout: Int64) {
        self.work = work
        self.scope = scope
        self.ticket = ticket
        self.pool = pool
        self.timeout = timeout
    }

    var isCommit: Bool {
        if case .commit = work { true } else { false }
    }

    /// True when nobody waits for the answer any more.
    var isOver: Bool {
        state.withLock { state in
            if case .over = state { true } else { false }
        }
    }

    /// Answers the caller, unless somebody did already.
    func finish(_ outcome: Outcome) {
        let reply = state.withLock { state -> Reply<Outcome>? in
            switch state {
            case .unanswered:
                state = .answered(outcome)
                return nil
            case .awaited(let reply):
                state = .over
                return reply
            case .answered, .over:
                return nil
            }
        }
        isHandedOver.store(true, ordering: .releasing)
        reply?.send(outcome)
    }

    func finish(_ reason: PostgresError.Reason) {
        finish(.failure(PostgresError(reason)))
    }

    /// Waits for the answer. Called once.
    func outcome() async -> Outcome {
        defer { _ = isHandedOver.load(ordering: .acquiring) }
        return await Reply.wait { reply in
            let early = state.withLock { state -> Outcome? in
                switch state {
                case .unanswered:
                    state = .awaited(reply)
                    return nil
                case .answered(let outcome):
                    state = .over
                    return outcome
                case .awaited, .over:
                    return .failure(PostgresError(.ended))
                }
            }
            if let early { reply.send(early) }
        }
    }
}

/// A caller's claim to a connection of its own. The driver knows the lease by it.
final class LeaseTicket: Sendable {
    /// Opens the transaction; `nil` for a single statement, which is one by itself.
    let begin: String?
    /// Sets tenant and timeout behind `begin`.
    let scope: Scope?
    let pool: Int
    private let notes = Guarded(Notes())

    private struct Notes: Sendable {
        var retriable: PostgresError?
        var savepoints = 0
    }

    init(begin: String?, scope: Scope?, pool: Int) {
        self.begin = begin
        self.scope = scope
        self.pool = pool
    }

    /// The error of a statement that makes the whole transaction worth another attempt, however
    /// the caller's code may have wrapped it since.
    var retriable: PostgresError? { notes.withLock { notes in notes.retriable } }

    func note(_ error: PostgresError) {
        guard error.isWorthRetrying else { return }
        notes.withLock { notes in notes.retriable = error }
    }

    func nextSavepoint() -> Int {
        notes.withLock { notes in
            notes.savepoints += 1
            return notes.savepoints
        }
    }
}
