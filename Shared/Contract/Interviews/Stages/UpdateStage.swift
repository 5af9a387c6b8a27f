public import Vocabulary

/// Changes a stage.
public struct UpdateStage: Hashable, Sendable {
    /// Identifies the stage.
    public var stageID: StageID
    /// What it is called.
    public var stageName: String?
    /// What it is about.
    public var stageKind: StageKind?
    /// Its place, while it is pending.
    public var stageOrder: Int?
    /// The day it is planned for.
    public var scheduledDate: Patch<CalendarDate>
    /// The moment it is planned for.
    public var scheduledAt: Patch<Instant>
    /// The zone of that moment, as in `Europe/Stockholm`.
    public var timeZone: Patch<String>
    /// The day it took place.
    public var completedDate: Patch<CalendarDate>
    /// Who interviews, by name.
    public var interviewerNames: [String]?
    /// Who interviews, as members of the organization.
    public var interviewerIDs: [UserID]?
    /// What follows.
    public var nextSteps: Patch<String>

    /// Takes every field.
    public init(
        stageID: StageID,
        stageName: String? = nil,
        stageKind: StageKind? = nil,
        stageOrder: Int? = nil,
        scheduledDate: Patch<CalendarDate> = .keep,
        scheduledAt: Patch<Instant> = .keep,
        timeZone: Patch<String> = .keep,
        completedDate: Patch<CalendarDate> = .keep,
        interviewerNames: [String]? = nil,
        interviewerIDs: [UserID]? = nil,
        nextSteps: Patch<String> = .keep
    ) {
        self.stageID = stageID
        self.stageName = stageName
        self.stageKind = stageKind
        self.stageOrder = stageOrder
        self.scheduledDate = scheduledDate
        self.scheduledAt = scheduledAt
        self.timeZone = timeZone
        self.completedDate = completedDate
        self.interviewerNames = interviewerNames
        self.interviewerIDs = interviewerIDs
        self.nextSteps = nextSteps
    }
}

extension UpdateStage: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.put, "/interviews/stages/{stage_id}")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict]
    /// What it answers.
    public typealias Response = Stage
    /// What it does.
    public static let about = """
        Changes the fields it gives. What came of the stage is recorded with its outcome.
        """
    /// One request and its answer.
    public static let example = Example(
        UpdateStage(
            stageID: .example(12),
            stageKind: .onsite,
            scheduledDate: .set(.literal("2026-05-13")),
            nextSteps: .clear
        ),
        Stage.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            stageID:
            stageName:
            stageKind:
            stageOrder:
            scheduledDate:
            scheduledAt:
            timeZone:
            completedDate:
            interviewerNames:
            interviewerIDs:
            nextSteps:
        ),
        Field("stage_id", \.stageID, about: "Identifies the stage."),
        Field("stage_name", \.stageName, .line(1...Limits.name), about: "What it is called."),
        Field("stage_kind", \.stageKind, about: "What it is about."),
        Field(
            "stage_order",
            \.stageOrder,
            .number(1...Double(Limits.stages)),
            about: "Its place, while it is pending."
        ),
        Field(
            "scheduled_date",
            \.scheduledDate,
            about: "The day it is planned for; that of `scheduled_at` in UTC unless it is said."
        ),
        Field("scheduled_at", \.scheduledAt, about: "The moment it is planned for."),
        Field(
            "time_zone",
            \.timeZone,
            .line(1...Limits.timeZone),
            about: "The zone of that moment, as in `Europe/Stockholm`."
        ),
        Field("completed_date", \.completedDate, about: "The day it took place."),
        Field(
            "interviewer_names",
            \.interviewerNames,
            .items(0...Limits.shortListItems, each: .line(1...Limits.name)),
            about: "Who interviews, by name."
        ),
        Field(
            "interviewer_ids",
            \.interviewerIDs,
            .items(0...Limits.shortListItems),
            about: "Who interviews, as members of the organization."
        ),
        Field("next_steps", \.nextSteps, .text(1...Limits.text), about: "What follows.")
    )
}

extension UpdateStage {
    /// Day and moment agree, and the zone is one.
    public func faults() -> [FieldError] {
        StageSchedule(
            date: scheduledDate.applied(to: nil),
            moment: scheduledAt.applied(to: nil),
            zone: timeZone.applied(to: nil)
        ).faults
    }
}
