public import Vocabulary

/// Records what came of a stage.
public struct RecordOutcome: Hashable, Sendable {
    /// Identifies the stage.
    public var stageID: StageID
    /// What came of it.
    public var outcome: StageOutcome
    /// What it was rated; those that are given.
    public var ratings: StageRatings?
    /// What was said of the candidate.
    public var feedback: String?
    /// The day it took place.
    public var completedDate: CalendarDate?
    /// Leave the process open although the stage failed.
    public var keepOpen: Bool

    /// Takes every field.
    public init(
        stageID: StageID,
        outcome: StageOutcome,
        ratings: StageRatings? = nil,
        feedback: String? = nil,
        completedDate: CalendarDate? = nil,
        keepOpen: Bool = false
    ) {
        self.stageID = stageID
        self.outcome = outcome
        self.ratings = ratings
        self.feedback = feedback
        self.completedDate = completedDate
        self.keepOpen = keepOpen
    }
}

extension RecordOutcome: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.put, "/interviews/stages/{stage_id}/outcome")
    /// Who may ask.
    public static let audience = Audience.user().orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict]
    /// What it answers.
    public typealias Response = Stage
    /// What it does.
    public static let about = """
        Records what came of a stage. A failed stage rejects the process unless `keep_open`.
        Another outcome than the one recorded is a correction: it moves the process only where
        this stage had put it where it is; else the answer says `process_unchanged`.
        """
    /// One request and its answer.
    public static let example = Example(
        RecordOutcome(
            stageID: .example(12),
            outcome: .passed,
            ratings: .example,
            feedback: "Saw the loop at once.",
            completedDate: .literal("2026-05-12")
        ),
        Stage.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(stageID:outcome:ratings:feedback:completedDate:keepOpen:),
        Field("stage_id", \.stageID, about: "Identifies the stage."),
        Field("outcome", \.outcome, about: "What came of it."),
        Field("ratings", \.ratings, about: "What it was rated; those that are given."),
        Field(
            "feedback",
            \.feedback,
            .text(1...Limits.text),
            about: "What was said of the candidate."
        ),
        Field("completed_date", \.completedDate, about: "The day it took place."),
        Field(
            "keep_open",
            \.keepOpen,
            default: false,
            about: "Leave the process open although the stage failed."
        )
    )
}
