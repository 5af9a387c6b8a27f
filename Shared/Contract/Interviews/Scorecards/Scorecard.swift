public import Vocabulary

/// What one interviewer says of one stage.
public struct Scorecard: Hashable, Sendable {
    /// Identifies the card.
    public var id: ScorecardID
    /// The stage.
    public var stageID: StageID
    /// Who says it.
    public var interviewerID: UserID
    /// The ratings itself.
    public var ratings: StageRatings
    /// What the interviewer advises.
    public var recommendation: Recommendation
    /// Skills that were seen.
    public var skills: [ScorecardSkill]
    /// In words.
    public var notes: String?
    /// When it was handed in.
    public var submittedAt: Instant

    /// Takes every field.
    public init(
        id: ScorecardID,
        stageID: StageID,
        interviewerID: UserID,
        ratings: StageRatings,
        recommendation: Recommendation,
        skills: [ScorecardSkill],
        notes: String? = nil,
        submittedAt: Instant
    ) {
        self.id = id
        self.stageID = stageID
        self.interviewerID = interviewerID
        self.ratings = ratings
        self.recommendation = recommendation
        self.skills = skills
        self.notes = notes
        self.submittedAt = submittedAt
    }
}

extension Scorecard: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:stageID:interviewerID:ratings:recommendation:skills:notes:submittedAt:),
        Field("id", \.id, about: "Identifies the card."),
        Field("stage_id", \.stageID, about: "The stage."),
        Field("interviewer_id", \.interviewerID, about: "Who says it."),
        .inline(\.ratings),
        Field("recommendation", \.recommendation, about: "What the interviewer advises."),
        Field("skills", \.skills, about: "Skills that were seen."),
        Field("notes", \.notes, about: "In words."),
        Field("submitted_at", \.submittedAt, about: "When it was handed in.")
    )
}
