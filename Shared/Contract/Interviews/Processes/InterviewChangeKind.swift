/// What happened to an interview process.
public enum InterviewChangeKind: String, WireWord {
    /// It was made.
    case created
    /// It was imported, with its past.
    case imported
    /// Fields were changed.
    case updated
    /// It moved.
    case statusChanged = "status_changed"
    /// Its end was a mistake and is undone.
    case reopened
    /// A stage was added.
    case stageAdded = "stage_added"
    /// Fields of a stage were changed.
    case stageUpdated = "stage_updated"
    /// A stage was removed.
    case stageRemoved = "stage_removed"
    /// A stage got a new date.
    case stageRescheduled = "stage_rescheduled"
    /// What came of a stage was recorded.
    case outcomeRecorded = "outcome_recorded"
    /// What had been recorded of a stage was corrected.
    case outcomeCorrected = "outcome_corrected"
    /// An offer was made, sent, answered or ended.
    case offerChanged = "offer_changed"
    /// An interviewer handed in a scorecard.
    case scorecardSubmitted = "scorecard_submitted"
    /// It led to a job.
    case placementMade = "placement_made"
    /// The job was recorded by mistake.
    case placementUndone = "placement_undone"
    /// What is said of the job was corrected.
    case placementCorrected = "placement_corrected"
    /// The job ended.
    case placementEnded = "placement_ended"
}
