public import Vocabulary

/// Something that a candidate can do.
public struct CandidateSkill: Hashable, Sendable {
    /// As the candidate calls it.
    public var name: String
    /// How firmly it is held, C1 to C5.
    public var level: Competency?
    /// How well, 1 to 10.
    public var rating: SkillRating?
    /// For how many years.
    public var years: Double?
    /// When it was last used.
    public var lastUsed: PartialDate?

    /// Takes every field.
    public init(
        name: String,
        level: Competency? = nil,
        rating: SkillRating? = nil,
        years: Double? = nil,
        lastUsed: PartialDate? = nil
    ) {
        self.name = name
        self.level = level
        self.rating = rating
        self.years = years
        self.lastUsed = lastUsed
    }
}

extension CandidateSkill: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(name:level:rating:years:lastUsed:),
        Field("name", \.name, .line(1...Limits.name), about: "As the candidate calls it."),
        Field("level", \.level, about: "How firmly it is held, C1 to C5."),
        Field("rating", \.rating, about: "How well, 1 to 10."),
        Field("years", \.years, .number(0...70), about: "For how many years."),
        Field("last_used", \.lastUsed, about: "When it was last used.")
    )
}
