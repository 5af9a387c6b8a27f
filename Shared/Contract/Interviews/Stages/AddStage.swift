public import Vocabulary

/// Adds a stage to a process.
public struct AddStage: Hashable, Sendable {
    /// Identifies the process.
    public var id: InterviewID
    /// What it is called.
    public var stageName: String
    /// What it is about; told from the name unless it is said.
    public var stageKind: StageKind?
    /// Its place; the next unless it is said. Pending stages behind it move up.
    public var stageOrder: Int?
    /// The day it is planned for.
    public var scheduledDate: CalendarDate?
    /// The moment it is planned for.
    public var scheduledAt: Instant?
    /// The zone of that moment, as in `Europe/Stockholm`.
    public var timeZone: String?
    /// Who interviews, by name.
    public var interviewerNames: [String]?
    /// Who interviews, as members of the organization.
    public var interviewerIDs: [UserID]?
    /// What follows.
    public var nextSteps: String?

    /// Takes every field.
    public init(
        id: InterviewID,
        stageName: String,
        stageKind: StageKind? = nil,
        stageOrder: Int? = nil,
        scheduledDate: CalendarDate? = nil,
        scheduledAt: Instant? = nil,
        timeZone: String? = nil,
        interviewerNames: [String]? = nil,
        interviewerIDs: [UserID]? = nil,
        nextSteps: String? = nil
    ) {
        self.id = id
        self.stageName = stageName
        self.stageKind = stageKind
        self.stageOrder = stageOrder
        self.scheduledDate = scheduledDate
        self.scheduledAt = scheduledAt
        self.timeZone = timeZone
        self.interviewerNames = interviewerNames
        self.interviewerIDs = interviewerIDs
        self.nextSteps = nextSteps
    }
}

extension AddStage: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.post, "/interviews/{id}/stages", .created)
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict, .preconditionFailed]
    /// What it answers.
    public typealias Response = Stage
    /// What it does.
    public static let about = """
        Adds a stage. Places are 1, 2, 3 … without gaps; never before a stage that is decided.
        """
    /// One request and its answer.
    public static let example = Example(
        AddStage(
            id: .example(11),
            stageName: "Technical interview",
            scheduledDate: .literal("2026-05-12"),
            interviewerNames: ["Mary Somerville"],
            interviewerIDs: [.example(8)],
            nextSteps: "A visit."
        ),
        Stage.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            id:
            stageName:
            stageKind:
            stageOrder:
            scheduledDate:
            scheduledAt:
            timeZone:
            interviewerNames:
            interviewerIDs:
            nextSteps:
        ),
        Field("id", \.id, about: "Identifies the process."),
        Field("stage_name", \.stageName, .line(1...Limits.name), about: "What it is called."),
        Field(
            "stage_kind",
            \.stageKind,
            about: "What it is about; told from the name unless it is said."
        ),
        Field(
            "stage_order",
            \.stageOrder,
            .number(1...Double(Limits.stages)),
            about: "Its place; the next unless it is said. Pending stages behind it move up."
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

extension AddStage {
    /// Day and moment agree, and the zone is one.
    public func faults() -> [FieldError] {
        StageSchedule(date: scheduledDate, moment: scheduledAt, zone: timeZone).faults
    }
}
