/// Why a schema was not migrated. Nothing of the migration that failed was kept.
public enum MigrationError: Error, Sendable {
    /// The name is not `NNNN_what`.
    case malformedName(String)
    /// The numbers of a list must rise; this one's does not.
    case outOfOrder(String)
    /// The file was edited after it was applied.
    case edited(String)
    /// The schema was migrated by another file of the same number.
    case replaced(applied: String, given: String)
    /// Another process that migrates, or a table in use, kept its lock for longer than the limit.
    case lockTimedOut(after: Duration)
    /// The file ended its transaction, so that part of it may have been kept.
    case endedTransaction(String)
    /// The file's SQL failed. The error's own description holds no data.
    case failed(String, PostgresError)
    /// The server, or the way to it, did not do what was asked outside of any file.
    case database(PostgresError)
}

extension MigrationError: CustomStringConvertible {
    /// One sentence with the name of the file, for whoever deploys.
    public var description: String {
        switch self {
        case .malformedName(let name): "\"\(name)\" is not a migration's name (0001_what)."
        case .outOfOrder(let name): "The migration \(name) is not where its number says."
        case .edited(let name): "The migration \(name) was edited after it was applied."
        case .replaced(let applied, let given):
            "The schema was migrated by \(applied), which is now called \(given)."
        case .lockTimedOut(let limit): "A lock was held by others for longer than \(limit)."
        case .endedTransaction(let name): "The migration \(name) ended its transaction."
        case .failed(let name, let error): "The migration \(name) failed: \(error)"
        case .database(let error): "\(error)"
        }
    }
}
