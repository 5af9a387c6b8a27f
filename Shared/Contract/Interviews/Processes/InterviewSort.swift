/// How processes are ordered.
public enum InterviewSort: String, WireWord {
    /// Latest made first.
    case newest
    /// Earliest made first.
    case oldest
    /// Latest changed first.
    case recentlyChanged = "recently_changed"
    /// By company, latest made first.
    case company
}
