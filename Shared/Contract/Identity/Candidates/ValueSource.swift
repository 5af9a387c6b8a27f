/// Where the value of a field came from.
public enum ValueSource: String, WireWord {
    /// A résumé.
    case resume
    /// A member of the organization.
    case recruiter
    /// The candidate, in writing.
    case intakeText = "intake_text"
    /// The candidate, in a conversation.
    case intakeVoice = "intake_voice"
}
