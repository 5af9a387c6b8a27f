/// What came of a stage.
public enum StageOutcome: String, WireWord {
    /// Nothing yet.
    case pending
    /// On to the next.
    case passed
    /// Not good enough.
    case failed
    /// It will not take place.
    case cancelled
    /// Somebody did not come.
    case noShow = "no_show"
}
