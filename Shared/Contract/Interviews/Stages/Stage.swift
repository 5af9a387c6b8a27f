public import Vocabulary

/// A stage of an interview process.
public struct Stage: Hashable, Sendable {
    /// Identifies the stage.
    public var id: StageID
    /// The process it belongs to.
    public var interviewProcessID: InterviewID
    /// Counts its changes.
    public var version: Int
    /// What it is called.
    public var stageName: String
    /// What it is about.
    public var stageKind: StageKind
    /// Its place in the process, from 1.
    public var stageOrder: Int
    /// Counts its dates, from 1.
    public var attempt: Int
    /// The day it is planned for.
    public var scheduledDate: CalendarDate?
    /// The moment it is planned for.
    public var scheduledAt: Instant?
    /// The zone that its moment was given in, as in `Europe/Stockholm`.
    public var timeZone: String?
    /// The day it took place.
    public var completedDate: CalendarDate?
    /// What came of it.
    public var outcome: StageOutcome
    /// The ratings itself.
    public var ratings: StageRatings
    /// What was said of the candidate.
    public var feedbackNotes: String?
    /// Who interviews, by name.
    public var interviewerNames: [String]
    /// Who interviews, as members of the organization.
    public var interviewerIDs: [UserID]
    /// What follows.
    public var nextSteps: String?
    /// Who did not come to the date before.
    public var noShowBy: NoShowParty?
    /// Means of its scorecards.
    public var scorecardMeans: RatingMeans?
    /// Whether a correction left the process where it was.
    public var processUnchanged: Bool?
    /// When it was added.
    public var createdAt: Instant
    /// When it last changed.
    public var updatedAt: Instant

    /// Takes every field.
    public init(
        id: StageID,
        interviewProcessID: InterviewID,
        version: Int,
        stageName: String,
        stageKind: StageKind,
        stageOrder: Int,
        attempt: Int,
        scheduledDate: CalendarDate? = nil,
        scheduledAt: Instant? = nil,
        timeZone: String? = nil,
        completedDate: CalendarDate? = nil,
        outcome: StageOutcome,
        ratings: StageRatings,
        feedbackNotes: String? = nil,
        interviewerNames: [String],
        interviewerIDs: [UserID],
        nextSteps: String? = nil,
        noShowBy: NoShowParty? = nil,
        scorecardMeans: RatingMeans? = nil,
        processUnchanged: Bool? = nil,
        createdAt: Instant,
        updatedAt: Instant
    ) {
        self.id = id
        self.interviewProcessID = interviewProcessID
        self.version = version
        self.stageName = stageName
        self.stageKind = stageKind
        self.stageOrder = stageOrder
        self.attempt = attempt
        self.scheduledDate = scheduledDate
        self.scheduledAt = scheduledAt
        self.timeZone = timeZone
        self.completedDate = completedDate
        self.outcome = outcome
        self.ratings = ratings
        self.feedbackNotes = feedbackNotes
        self.interviewerNames = interviewerNames
        self.interviewerIDs = interviewerIDs
        self.nextSteps = nextSteps
        self.noShowBy = noShowBy
        self.scorecardMeans = scorecardMeans
        self.processUnchanged = processUnchanged
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

extension Stage: WireObject, Versioned {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            id:
            interviewProcessID:
            version:
            stageName:
            stageKind:
            stageOrder:
            attempt:
            scheduledDate:
            scheduledAt:
            timeZone:
            completedDate:
            outcome:
            ratings:
            feedbackNotes:
            interviewerNames:
            interviewerIDs:
            nextSteps:
            noShowBy:
            scorecardMeans:
            processUnchanged:
            createdAt:
            updatedAt:
        ),
        Field("id", \.id, about: "Identifies the stage."),
        Field("interview_process_id", \.interviewProcessID, about: "The process it belongs to."),
        Field("version", \.version, about: "Counts its changes."),
        Field("stage_name", \.stageName, about: "What it is called."),
        Field("stage_kind", \.stageKind, about: "What it is about."),
        Field("stage_order", \.stageOrder, about: "Its place in the process, from 1."),
        Field("attempt", \.attempt, about: "Counts its dates, from 1."),
        Field("scheduled_date", \.scheduledDate, about: "The day it is planned for."),
        Field("scheduled_at", \.scheduledAt, about: "The moment it is planned for."),
        Field(
            "time_zone",
            \.timeZone,
            about: "The zone that its moment was given in, as in `Europe/Stockholm`."
        ),
        Field("completed_date", \.completedDate, about: "The day it took place."),
        Field("outcome", \.outcome, about: "What came of it."),
        .inline(\.ratings),
        Field("feedback_notes", \.feedbackNotes, about: "What was said of the candidate."),
        Field("interviewer_names", \.interviewerNames, about: "Who interviews, by name."),
        Field(
            "interviewer_ids",
            \.interviewerIDs,
            about: "Who interviews, as members of the organization."
        ),
        Field("next_steps", \.nextSteps, about: "What follows."),
        Field("no_show_by", \.noShowBy, about: "Who did not come to the date before."),
        Field("scorecard_means", \.scorecardMeans, about: "Means of its scorecards."),
        Field(
            "process_unchanged",
            \.processUnchanged,
            about: "Whether a correction left the process where it was."
        ),
        Field("created_at", \.createdAt, about: "When it was added."),
        Field("updated_at", \.updatedAt, about: "When it last changed.")
    )
}
