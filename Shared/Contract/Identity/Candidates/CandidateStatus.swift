/// How far a candidate record has come.
public enum CandidateStatus: String, WireWord {
    /// Made, nothing else.
    case new
    /// A résumé was read.
    case resumeParsed = "resume_parsed"
    /// An intake link is out.
    case intakeSent = "intake_sent"
    /// The candidate has answered something.
    case intakeStarted = "intake_started"
    /// The candidate has confirmed everything.
    case intakeCompleted = "intake_completed"
    /// Set aside.
    case archived
}
