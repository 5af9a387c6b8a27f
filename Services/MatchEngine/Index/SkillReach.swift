/// What one profile's skills give at most under any requirement, by skill and level.
struct SkillReach {
    /// Neighbours at distance 3 give everyone this at most.
    private var everybody: Float = 0
    private var near: [Float]

    init(_ profile: Profile, asOf: Day, space: SkillSpace, policy: ScoringPolicy) {
        near = [Float](repeating: 0, count: space.count * 5)
        let steps = [1, 2, 3].map { SkillRelation.taxonomy(distance: $0).factor(policy) }
        var highest = 0.0
        for skill in profile.skills {
            let quality = policy.quality(of: skill, asOf: asOf) * Rounding.up
            highest = max(highest, quality)
            for group in space.groups(of: skill.skill) {
                for (depth, step) in [(2, steps[1]), (3, steps[0])] {
                    for member in space.members(of: group, depth: depth) {
                        raise(member.skill, skill.level, step * quality, policy)
                    }
                }
            }
            for neighbour in space.edgeNeighbours(of: skill.skill) {
                let adjacency = space.taxonomy.adjacency(
                    required: SkillID(rawValue: neighbour),
                    candidate: skill.skill,
                    policy: policy
                )
                raise(neighbour, skill.level, adjacency * quality, policy)
            }
            raise(skill.skill.rawValue, skill.level, quality, policy)
        }
        everybody = Rounding.single(highest * steps[2] * Rounding.up)
    }

    static func cell(_ skill: SkillID, _ level: Competency) -> UInt32 {
        skill.rawValue * 5 + UInt32(level.rawValue) - 1
    }

    /// Never below the reference's `m_r` for the cell's skill and level.
    subscript(_ cell: UInt32) -> Float { max(everybody, near[Int(cell)]) }

    private mutating func raise(
        _ skill: UInt32,
        _ held: Competency,
        _ value: Double,
        _ policy: ScoringPolicy
    ) {
        for asked in Competency.allCases {
            let cell = Int(Self.cell(SkillID(rawValue: skill), asked))
            let most = Rounding.single(value * policy.level(held, for: asked) * Rounding.up)
            if most > near[cell] { near[cell] = most }
        }
    }
}
