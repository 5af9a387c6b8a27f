import MatchEngine

/// Made-up occupations over a taxonomy, common and rare ones: each has skills it needs often and
/// skills it needs now and then.
struct Occupations: Sendable {
    struct Occupation: Sendable {
        /// Most typical first.
        var skills: [SkillID]
        /// Other skills of the same domain.
        var domain: [SkillID]
        /// What its people write about.
        var topic: Int
    }

    static let count = 240
    static let topics = 40

    let all: [Occupation]
    /// Skills that every kind of work mentions.
    let common: [SkillID]
    let anything: [SkillID]
    private let popularity = Zipf(count: count, exponent: 0.8)
    private let typicality = Zipf(count: 48, exponent: 0.6)
    private let ubiquity = Zipf(count: 40, exponent: 0.7)

    init(_ taxonomy: Taxonomy, seed: UInt64) {
        var random = PoolRandom(seed: seed, stream: 1)
        let ids = taxonomy.skills.indices.map { SkillID(rawValue: UInt32($0)) }
        var shuffled = ids
        shuffled.shuffle(using: &random)
        anything = shuffled
        common = Array(shuffled.prefix(40))
        let byDomain = Dictionary(grouping: ids) { taxonomy[$0].code.group.ancestor(1) }
        let byCategory = Dictionary(grouping: ids) { taxonomy[$0].code.group.ancestor(2) }
        all = (0..<Self.count).map { _ in
            let home = taxonomy[shuffled[random.below(shuffled.count)]].code.group
            let domain = byDomain[home.ancestor(1)] ?? []
            let category = byCategory[home.ancestor(2)] ?? []
            var skills: [SkillID] = []
            for rank in 0..<48 {
                // Half from one category, a third from the domain, the rest from anywhere.
                let source = rank % 6 < 3 ? category : rank % 6 < 5 ? domain : shuffled
                skills.append(source[random.below(source.count)])
            }
            return Occupation(skills: skills, domain: domain, topic: random.below(Self.topics))
        }
    }

    func pick(_ random: inout PoolRandom) -> Occupation { all[popularity.pick(&random)] }

    func typicalSkill(of occupation: Occupation, _ random: inout PoolRandom) -> SkillID {
        occupation.skills[typicality.pick(&random)]
    }

    /// A skill of somebody in this occupation.
    func skill(of occupation: Occupation, _ random: inout PoolRandom) -> SkillID {
        switch random.unit() {
        case ..<0.65: typicalSkill(of: occupation, &random)
        case ..<0.80: common[min(ubiquity.pick(&random), common.count - 1)]
        case ..<0.92: occupation.domain[random.below(occupation.domain.count)]
        case _: anything[random.below(anything.count)]
        }
    }
}
