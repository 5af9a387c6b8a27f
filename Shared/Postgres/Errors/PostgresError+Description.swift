extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The reason, with SQLSTATE and the names that the server gave; no data.
    public var description: String {
        var text = "PostgreSQL: \(reason)"
        if let sqlState { text += " (\(sqlState))" }
        if let constraint { text += ", constraint \(constraint)" }
        if let table { text += ", table \(table)" }
        if let column { text += ", column \(column)" }
        return text
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Shows the reason only, so that dumping an error shows no data either.
    public var customMirror: Mirror { Mirror(self, children: ["reason": reason]) }
}

extension PostgresError.Reason: CustomStringConvertible {
    /// What went wrong, in words.
    public var description: String {
        switch self {
        case .uniqueViolation: "the key is taken"
        case .foreignKeyViolation: "the reference does not hold"
        case .checkViolation: "a check refused the row"
        case .notNullViolation: "a value is missing"
        case .exclusionViolation: "the row excludes another"
        case .integrityViolation: "a constraint was violated"
        case .serializationFailure: "serialization failure"
        case .deadlock: "deadlock"
        case .lockNotAvailable: "the lock is held by another"
        case .notAllowed: "not allowed"
        case .invalidValue: "a value was refused"
        case .invalidStatement: "the statement is not valid"
        case .serverExhausted: "the server has run out of something"
        case .server: "the server refused"
        case .timedOut: "timed out"
        case .cancelled: "cancelled"
        case .transactionAborted: "the transaction had failed and was rolled back"
        case .connectionLost: "the connection was lost, nothing was kept"
        case .outcomeUnknown: "the connection was lost, the outcome is unknown"
        case .unavailable: "no connection could be had in time"
        case .waitingLineFull: "too many are waiting"
        case .closed: "the pool is closed"
        case .ended: "the transaction, stream or copy is over"
        case .noRow: "no row"
        case .tooManyRows: "more rows than expected"
        case .unreadable(let unreadable): unreadable.description
        case .unwritable: "a parameter cannot be written"
        }
    }
}

extension PostgresError.Unreadable: CustomStringConvertible {
    /// Column, types and problem, in words.
    public var description: String {
        let type = columnType.map { type in " (\(type))" } ?? ""
        let what = "column \"\(column)\"\(type) of \(row) cannot be read as \(wanted)"
        guard let problem else { return what + ": there is no such column" }
        switch problem {
        case .null: return what + ": it is NULL"
        case .type: return what + ": the types do not match"
        case .malformed: return what + ": its bytes are not such a value"
        case .range: return what + ": the value does not fit"
        case .refused: return what + ": the value was refused"
        }
    }
}
