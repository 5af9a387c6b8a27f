/// What an interviewer advises.
public enum Recommendation: String, WireWord {
    /// By no means.
    case definitelyNo = "definitely_no"
    /// Rather not.
    case no
    /// Rather yes.
    case yes
    /// By all means.
    case strongYes = "strong_yes"
    /// Cannot say.
    case noDecision = "no_decision"
}
