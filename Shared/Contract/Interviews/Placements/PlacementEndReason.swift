/// Why a placement ended.
public enum PlacementEndReason: String, WireWord {
    /// The candidate left.
    case resigned
    /// The company ended it.
    case dismissed
    /// It was meant to end.
    case contractEnded = "contract_ended"
    /// The candidate never began.
    case neverStarted = "never_started"
    /// Anything else.
    case other
}
