/// Why PostgreSQL, or the way to it, did not do what was asked.
///
/// What it prints holds names from the schema and codes, never data: the server's own texts
/// quote values, and are only to be had from `serverMessage`.
public struct PostgresError: Error, Sendable {
    /// What went wrong, to decide by.
    public let reason: Reason
    /// The five characters of SQLSTATE, where the server said something.
    public var sqlState: String? { report?.sqlState }

    let report: ServerReport?

    init(_ reason: Reason, report: ServerReport?) {
        self.reason = reason
        self.report = report
    }

    @usableFromInline
    init(_ reason: Reason) {
        self.init(reason, report: nil)
    }

    /// What the server wrote, which may quote the data of the statement. For a developer's eyes
    /// or a migration's failure; not for logs, and never for a caller.
    public var serverMessage: String? { report?.message }

    /// The names from the schema that the server gave with its refusal.
    public var table: String? { report?.table }
    /// The column that the server named with its refusal.
    public var column: String? { report?.column }
    /// The constraint that the server named with its refusal.
    public var constraint: String? { report?.constraint }
}

extension PostgresError {
    /// What went wrong.
    public enum Reason: Hashable, Sendable {
        /// 23505: another row has the same key.
        case uniqueViolation
        /// 23503: the row refers to one that is not there, or is itself referred to.
        case foreignKeyViolation
        /// 23514: a CHECK refused the row.
        case checkViolation
        /// 23502: a column without a value must have one.
        case notNullViolation
        /// 23P01: an EXCLUDE constraint refused the row.
        case exclusionViolation
        /// Another of class 23 or 40002.
        case integrityViolation
        /// 40001: it would not have been as if one transaction ran after the other.
        case serializationFailure
        /// 40P01: two transactions waited for each other.
        case deadlock
        /// 55P03: `NOWAIT`, or `lock_timeout`, and the lock is held.
        case lockNotAvailable
        /// 42501: the role, or row-level security, does not allow it.
        case notAllowed
        /// Class 22: a value that its type or function does not take.
        case invalidValue
        /// Class 42, 26 or 34: SQL that is wrong, or speaks of what does not exist.
        case invalidStatement
        /// Class 53 and 54: the server has run out of something.
        case serverExhausted
        /// Any other SQLSTATE.
        case server

        /// The time that the statement was given has passed.
        case timedOut
        /// The task was cancelled.
        case cancelled
        /// The transaction was rolled back because an earlier statement in it had failed.
        case transactionAborted
        /// The connection was lost, and nothing of what was asked was kept.
        case connectionLost
        /// The connection was lost after COMMIT, or a statement outside of a transaction, was
        /// sent: it may or may not have been kept.
        case outcomeUnknown
        /// No connection could be had within the time allowed; the server does not answer,
        /// or all connections are leased.
        case unavailable
        /// Too many are waiting already.
        case waitingLineFull
        /// The pool was closed.
        case closed
        /// The transaction, stream or copy is over.
        case ended

        /// A row was expected and there is none.
        case noRow
        /// One row was expected and there are more; or more than `rows` may return.
        case tooManyRows
        /// A column could not be read as what the row type wants.
        indirect case unreadable(Unreadable)
        /// A value could not be written, or there are more than 65 535.
        case unwritable
    }

    /// Which column could not be read, and why.
    public struct Unreadable: Hashable, Sendable {
        /// The name that the row type asked for.
        public let column: String
        /// The type of the column, if there is such a column.
        public let columnType: PostgresType?
        /// The Swift type that it was to be read as.
        public let wanted: String
        /// The Swift type of the row.
        public let row: String
        /// What does not fit; `nil` when there is no such column.
        public let problem: CellError?
    }
}

extension PostgresError {
    /// True when running the whole transaction again may succeed, and nothing was kept of it.
    public var isWorthRetrying: Bool {
        switch reason {
        case .serializationFailure, .deadlock, .connectionLost: true
        case .invalidStatement: report?.isStalePlan ?? false
        case .uniqueViolation, .foreignKeyViolation, .checkViolation, .notNullViolation,
            .exclusionViolation, .integrityViolation, .lockNotAvailable, .notAllowed,
            .invalidValue, .serverExhausted, .server, .timedOut, .cancelled,
            .transactionAborted, .outcomeUnknown, .unavailable, .waitingLineFull, .closed,
            .ended, .noRow, .tooManyRows, .unreadable, .unwritable:
            false
        }
    }
}
