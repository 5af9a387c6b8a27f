/// What is done to many processes at once.
public enum BulkAction: String, WireWord {
    /// They wait.
    case hold
    /// They go on.
    case resume
    /// There is nothing to fill any more.
    case close
    /// Ending them was a mistake.
    case reopen
}
