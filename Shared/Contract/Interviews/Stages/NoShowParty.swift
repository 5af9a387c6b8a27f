/// Who did not come.
public enum NoShowParty: String, WireWord {
    /// The candidate.
    case candidate
    /// An interviewer.
    case interviewer
}
