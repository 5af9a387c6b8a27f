public import Vocabulary

/// What a stage was rated, each 1–5.
public struct StageRatings: Hashable, Sendable {
    /// All in all.
    public var overallRating: StageRating?
    /// Technical skill.
    public var technicalRating: StageRating?
    /// How one would work together.
    public var cultureFitRating: StageRating?
    /// How the candidate speaks and listens.
    public var communicationRating: StageRating?

    /// Takes every field.
    public init(
        overallRating: StageRating? = nil,
        technicalRating: StageRating? = nil,
        cultureFitRating: StageRating? = nil,
        communicationRating: StageRating? = nil
    ) {
        self.overallRating = overallRating
        self.technicalRating = technicalRating
        self.cultureFitRating = cultureFitRating
        self.communicationRating = communicationRating
    }
}

extension StageRatings: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(overallRating:technicalRating:cultureFitRating:communicationRating:),
        Field("overall_rating", \.overallRating, about: "All in all."),
        Field("technical_rating", \.technicalRating, about: "Technical skill."),
        Field("culture_fit_rating", \.cultureFitRating, about: "How one would work together."),
        Field(
            "communication_rating",
            \.communicationRating,
            about: "How the candidate speaks and listens."
        )
    )
}
