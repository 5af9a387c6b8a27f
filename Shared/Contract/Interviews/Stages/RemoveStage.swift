public import Vocabulary

/// Removes a stage.
public struct RemoveStage: Hashable, Sendable {
    /// Identifies the stage.
    public var stageID: StageID

    /// Takes every field.
    public init(
        stageID: StageID
    ) {
        self.stageID = stageID
    }
}

extension RemoveStage: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.delete, "/interviews/stages/{stage_id}", .noContent)
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict, .preconditionFailed]
    /// What it answers.
    public typealias Response = Nothing
    /// What it does.
    public static let about = """
        Removes a stage while it is pending; those behind it move down.
        """
    /// One request and its answer.
    public static let example = Example(
        RemoveStage(stageID: .example(12)),
        Nothing()
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(stageID:),
        Field("stage_id", \.stageID, about: "Identifies the stage.")
    )
}
