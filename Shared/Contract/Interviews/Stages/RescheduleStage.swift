public import Vocabulary

/// Gives a stage another date.
public struct RescheduleStage: Hashable, Sendable {
    /// Identifies the stage.
    public var stageID: StageID
    /// The new day.
    public var scheduledDate: CalendarDate?
    /// The new moment.
    public var scheduledAt: Instant?
    /// The zone of that moment, as in `Europe/Stockholm`.
    public var timeZone: String?
    /// Who did not come to the date before.
    public var noShowBy: NoShowParty?

    /// Takes every field.
    public init(
        stageID: StageID,
        scheduledDate: CalendarDate? = nil,
        scheduledAt: Instant? = nil,
        timeZone: String? = nil,
        noShowBy: NoShowParty? = nil
    ) {
        self.stageID = stageID
        self.scheduledDate = scheduledDate
        self.scheduledAt = scheduledAt
        self.timeZone = timeZone
        self.noShowBy = noShowBy
    }
}

extension RescheduleStage: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.post, "/interviews/stages/{stage_id}/reschedule")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict, .preconditionFailed]
    /// What it answers.
    public typealias Response = Stage
    /// What it does.
    public static let about = """
        Gives a stage that is pending, or that somebody missed, another date. It counts as
        another attempt, not as a correction.
        """
    /// One request and its answer.
    public static let example = Example(
        RescheduleStage(
            stageID: .example(12),
            scheduledAt: .example,
            timeZone: "Europe/Stockholm",
            noShowBy: .candidate
        ),
        Stage.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(stageID:scheduledDate:scheduledAt:timeZone:noShowBy:),
        Field("stage_id", \.stageID, about: "Identifies the stage."),
        Field("scheduled_date", \.scheduledDate, about: "The new day."),
        Field("scheduled_at", \.scheduledAt, about: "The new moment."),
        Field(
            "time_zone",
            \.timeZone,
            .line(1...Limits.timeZone),
            about: "The zone of that moment, as in `Europe/Stockholm`."
        ),
        Field("no_show_by", \.noShowBy, about: "Who did not come to the date before.")
    )
}

extension RescheduleStage {
    /// There is a new date; day and moment agree, and the zone is one.
    public func faults() -> [FieldError] {
        let schedule = StageSchedule(date: scheduledDate, moment: scheduledAt, zone: timeZone)
        guard scheduledDate == nil, scheduledAt == nil else { return schedule.faults }
        return [FieldError("scheduled_date", .missing, "or scheduled_at is required")]
            + schedule.faults
    }
}
