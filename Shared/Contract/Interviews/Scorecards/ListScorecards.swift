public import Vocabulary

/// Lists the scorecards of a stage.
public struct ListScorecards: Hashable, Sendable {
    /// Identifies the stage.
    public var stageID: StageID

    /// Takes every field.
    public init(
        stageID: StageID
    ) {
        self.stageID = stageID
    }
}

extension ListScorecards: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/stages/{stage_id}/scorecards")
    /// Who may ask.
    public static let audience = Audience.user().orKey
    /// What it answers.
    public typealias Response = Page<Scorecard>
    /// What it does.
    public static let about = """
        Lists the scorecards of a stage, all on one page. An interviewer of the stage sees none
        before their own is in.
        """
    /// One request and its answer.
    public static let example = Example(
        ListScorecards(stageID: .example(12)),
        Page([Scorecard.example])
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(stageID:),
        Field("stage_id", \.stageID, about: "Identifies the stage.")
    )
}
