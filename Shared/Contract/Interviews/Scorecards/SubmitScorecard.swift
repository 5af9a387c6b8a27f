public import Vocabulary

/// Hands in a scorecard.
public struct SubmitScorecard: Hashable, Sendable {
    /// Identifies the stage.
    public var stageID: StageID
    /// The ratings itself.
    public var ratings: StageRatings
    /// What is advised.
    public var recommendation: Recommendation
    /// Skills that were seen.
    public var skills: [ScorecardSkill]?
    /// In words.
    public var notes: String?

    /// Takes every field.
    public init(
        stageID: StageID,
        ratings: StageRatings,
        recommendation: Recommendation,
        skills: [ScorecardSkill]? = nil,
        notes: String? = nil
    ) {
        self.stageID = stageID
        self.ratings = ratings
        self.recommendation = recommendation
        self.skills = skills
        self.notes = notes
    }
}

extension SubmitScorecard: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.post, "/interviews/stages/{stage_id}/scorecards", .created)
    /// Who may ask.
    public static let audience = Audience.user()
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict, .preconditionFailed]
    /// What it answers.
    public typealias Response = Scorecard
    /// What it does.
    public static let about = """
        Hands in the caller's scorecard of a stage that names them as interviewer. There is one
        a stage and interviewer; handing it in opens what the others said.
        """
    /// One request and its answer.
    public static let example = Example(
        SubmitScorecard(
            stageID: .example(12),
            ratings: .example,
            recommendation: .yes,
            skills: [ScorecardSkill(name: "Algebra", rating: .literal("9"))],
            notes: "Would build the engine with her."
        ),
        Scorecard.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(stageID:ratings:recommendation:skills:notes:),
        Field("stage_id", \.stageID, about: "Identifies the stage."),
        .inline(\.ratings),
        Field("recommendation", \.recommendation, about: "What is advised."),
        Field(
            "skills",
            \.skills,
            .items(0...Limits.shortListItems),
            about: "Skills that were seen."
        ),
        Field("notes", \.notes, .text(1...Limits.text), about: "In words.")
    )
}
