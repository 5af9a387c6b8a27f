/// What happened to a candidate record.
public enum CandidateChangeKind: String, WireWord {
    /// It was made.
    case created
    /// Fields were changed.
    case updated
    /// A résumé was read.
    case resumeParsed = "resume_parsed"
    /// An intake link was sent.
    case intakeSent = "intake_sent"
    /// The candidate began to answer.
    case intakeStarted = "intake_started"
    /// The candidate confirmed everything.
    case intakeCompleted = "intake_completed"
    /// What the intake had changed was undone.
    case enrichmentReverted = "enrichment_reverted"
    /// Another record was merged into it.
    case merged
    /// A job came of it.
    case placed
    /// That job ended.
    case placementEnded = "placement_ended"
    /// What was said of that job was corrected.
    case placementCorrected = "placement_corrected"
    /// That job had been recorded by mistake.
    case placementUndone = "placement_undone"
    /// A person accepted to be it.
    case linked
    /// It is no person's any more.
    case unlinked
    /// It was set aside.
    case archived
    /// It was taken up again.
    case restored
}
