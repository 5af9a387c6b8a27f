public import Contract
public import Postgres

extension PostgresError: Refusable {
    /// Not now, where it is the database's or the way's fault; else our own mistake, for a use
    /// case sees to the rules that its rows must obey.
    public var refusal: Refusal {
        switch reason {
        case .timedOut, .connectionLost, .outcomeUnknown, .unavailable, .waitingLineFull, .closed,
            .serverExhausted, .serializationFailure, .deadlock, .lockNotAvailable, .cancelled:
            .unavailable(retryAfterSeconds: 1)
        case .server where ["57P01", "57P02", "57P03"].contains(sqlState ?? ""):
            // The server is being stopped, or started.
            .unavailable(retryAfterSeconds: 1)
        case .uniqueViolation, .foreignKeyViolation, .checkViolation, .notNullViolation,
            .exclusionViolation, .integrityViolation, .notAllowed, .invalidValue,
            .invalidStatement, .server, .transactionAborted, .ended, .noRow, .tooManyRows,
            .unreadable, .unwritable:
            Refusal(.failed, "Something is wrong here; it is in the log.")
        }
    }
}
