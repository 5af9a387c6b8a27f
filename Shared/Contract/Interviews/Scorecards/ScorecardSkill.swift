public import Vocabulary

/// A skill as an interviewer saw it.
public struct ScorecardSkill: Hashable, Sendable {
    /// The skill's code in the taxonomy.
    public var code: String?
    /// The skill's name, where it has no code.
    public var name: String?
    /// How well the candidate has it, 1–10.
    public var rating: SkillRating

    /// Takes every field.
    public init(
        code: String? = nil,
        name: String? = nil,
        rating: SkillRating
    ) {
        self.code = code
        self.name = name
        self.rating = rating
    }
}

extension ScorecardSkill: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(code:name:rating:),
        Field("code", \.code, .line(1...Limits.name), about: "The skill's code in the taxonomy."),
        Field(
            "name",
            \.name,
            .line(1...Limits.name),
            about: "The skill's name, where it has no code."
        ),
        Field("rating", \.rating, about: "How well the candidate has it, 1–10.")
    )
}

extension ScorecardSkill {
    /// One of the two names it.
    public func faults() -> [FieldError] {
        guard code == nil, name == nil else { return [] }
        return [FieldError("code", .missing, "or name is required")]
    }
}
