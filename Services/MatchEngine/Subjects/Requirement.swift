/// One skill an assignment asks for.
public struct Requirement: Hashable, Sendable {
    public let skill: SkillID
    public let level: Competency
    /// Relative weight, above 0 and at most 1000.
    public let weight: Double
    /// Counts in the organization's score; candidates never learn of it.
    public let isHidden: Bool

    /// - Throws: ``InputError/outOfRange(_:)`` for a weight that is not above 0.
    public init(
        skill: SkillID,
        level: Competency,
        weight: Double = 1,
        isHidden: Bool = false
    ) throws(InputError) {
        guard weight > 0, weight <= 1000 else { throw .outOfRange(.weight) }
        self.skill = skill
        self.level = level
        self.weight = weight
        self.isHidden = isHidden
    }
}
