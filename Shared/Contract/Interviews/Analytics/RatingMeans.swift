import Vocabulary

/// Means of ratings, each 1–5.
public struct RatingMeans: Hashable, Sendable {
    /// How many were rated overall.
    public var n: Int
    /// All in all.
    public var overallRating: Double?
    /// Technical skill.
    public var technicalRating: Double?
    /// How one would work together.
    public var cultureFitRating: Double?
    /// How the candidate speaks and listens.
    public var communicationRating: Double?

    /// Takes every field.
    public init(
        n: Int,
        overallRating: Double? = nil,
        technicalRating: Double? = nil,
        cultureFitRating: Double? = nil,
        communicationRating: Double? = nil
    ) {
        self.n = n
        self.overallRating = overallRating
        self.technicalRating = technicalRating
        self.cultureFitRating = cultureFitRating
        self.communicationRating = communicationRating
    }
}

extension RatingMeans: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(n:overallRating:technicalRating:cultureFitRating:communicationRating:),
        Field("n", \.n, about: "How many were rated overall."),
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
