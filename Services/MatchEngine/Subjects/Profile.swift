public import FoundationEssentials

/// What the engine knows of somebody: skills, mission, values, and practical wishes.
///
/// Everything optional is *unknown* when nil; an empty list is a known nothing. Nothing here
/// names the person.
public struct Profile: Hashable, Sendable {
    public let id: UUID
    /// By skill, each once. An empty list means that no skill is known yet.
    public private(set) var skills: [CandidateSkill]
    public var mission: TextVector?
    public var vision: TextVector?
    /// Values and causes together; nil when neither was ever stated.
    public var principles: Set<Principle>?
    public internal(set) var practical: PracticalProfile
    /// Organizations that must not learn of this profile.
    public let hiddenFrom: Set<UUID>

    /// - Throws: ``InputError`` for a skill given twice or more than the limits allow.
    public init(
        id: UUID,
        skills: [CandidateSkill],
        mission: TextVector? = nil,
        vision: TextVector? = nil,
        principles: Set<Principle>? = nil,
        practical: PracticalProfile = PracticalProfile(),
        hiddenFrom: Set<UUID> = []
    ) throws(InputError) {
        guard skills.count <= EngineLimits.profileSkillsMax else { throw .tooMany(.skills) }
        guard principles?.count ?? 0 <= EngineLimits.tagsMax else { throw .tooMany(.values) }
        guard hiddenFrom.count <= EngineLimits.hiddenFromMax else { throw .tooMany(.profiles) }
        try practical.checkLimits()
        self.id = id
        self.skills = skills.sorted { $0.skill < $1.skill }
        self.mission = mission
        self.vision = vision
        self.principles = principles
        self.practical = practical
        self.hiddenFrom = hiddenFrom
        for (one, next) in zip(self.skills, self.skills.dropFirst()) where one.skill == next.skill {
            throw .duplicate(.skills)
        }
    }

    /// The profile's entry for a skill.
    public subscript(_ skill: SkillID) -> CandidateSkill? {
        let index = skills.partitionPoint { $0.skill >= skill }
        return index < skills.count && skills[index].skill == skill ? skills[index] : nil
    }

    /// Adds an entry or replaces that of the same skill.
    /// - Throws: ``InputError/tooMany(_:)`` beyond ``EngineLimits/profileSkillsMax``.
    public mutating func put(_ entry: CandidateSkill) throws(InputError) {
        let index = skills.partitionPoint { $0.skill >= entry.skill }
        if index < skills.count, skills[index].skill == entry.skill {
            skills[index] = entry
        } else {
            guard skills.count < EngineLimits.profileSkillsMax else { throw .tooMany(.skills) }
            skills.insert(entry, at: index)
        }
    }
}
