/// What the server said of an error, copied out of libpq's result.
///
/// A class, so that errors stay one word wide beside their reason.
final class ServerReport: Sendable {
    let sqlState: String
    /// Not translated, unlike the message.
    let severity: String
    let message: String
    let table: String?
    let column: String?
    let constraint: String?
    /// The function in the server's source that raised it.
    let routine: String?

    init(
        sqlState: String,
        severity: String = "ERROR",
        message: String = "",
        table: String? = nil,
        column: String? = nil,
        constraint: String? = nil,
        routine: String? = nil
    ) {
        self.sqlState = sqlState
        self.severity = severity
        self.message = message
        self.table = table
        self.column = column
        self.constraint = constraint
        self.routine = routine
    }

    /// True when the connection ends with this report and the server said so in advance, which
    /// it does between two statements or in place of a statement's result: what has not been
    /// answered by then was not executed.
    var endsConnectionCleanly: Bool {
        severity == "FATAL" && ["57P01", "57P05", "25P03"].contains(sqlState)
    }

    /// True when a prepared statement is of no use any more: a table that it reads was altered,
    /// or the statement itself is gone.
    var isStalePlan: Bool {
        switch sqlState {
        // "cached plan must not change result type" has no SQLSTATE of its own.
        case "0A000": routine == "RevalidateCachedQuery"
        case "26000": true
        default: false
        }
    }

    var reason: PostgresError.Reason {
        if let reason = ServerReport.reasons[sqlState] { return reason }
        return switch sqlState.prefix(2) {
        case "0A": isStalePlan ? .invalidStatement : .server
        case "22": .invalidValue
        case "23": .integrityViolation
        case "26", "34", "42": .invalidStatement
        case "53", "54": .serverExhausted
        default: .server
        }
    }

    private static let reasons: [String: PostgresError.Reason] = [
        "23502": .notNullViolation, "23503": .foreignKeyViolation, "23505": .uniqueViolation,
        "23514": .checkViolation, "23P01": .exclusionViolation, "40001": .serializationFailure,
        "40002": .integrityViolation, "40P01": .deadlock, "55P03": .lockNotAvailable,
        "42501": .notAllowed, "57014": .timedOut, "25P02": .transactionAborted,
    ]
}
