/// Every requirement against every skill of one candidate: the best and the second best of each
/// requirement, so that a changed skill is scored again without touching the others.
///
/// Products are formed exactly as ``ReferenceScorer`` forms them, and a maximum has no rounding,
/// so both give the same bits; a property test holds them together.
struct SkillMatrix {
    /// The best skill for one requirement, and what would be left without it.
    struct Row {
        let requirement: Requirement
        var best = 0.0
        /// Index into the candidate's skills; nil while nothing serves.
        var bestIndex: Int?
        var second = 0.0

        mutating func take(_ product: Double, from index: Int) {
            if product > best {
                (second, best, bestIndex) = (best, product, index)
            } else if product > second {
                second = product
            }
        }
    }

    let profile: Profile
    let asOf: Day
    let taxonomy: Taxonomy
    let policy: ScoringPolicy
    let requiredCount: Int
    /// Required first, then nice.
    private(set) var rows: [Row]

    init(
        of profile: Profile,
        for assignment: Assignment,
        taxonomy: Taxonomy,
        policy: ScoringPolicy,
        asOf: Day
    ) {
        self.profile = profile
        self.asOf = asOf
        self.taxonomy = taxonomy
        self.policy = policy
        requiredCount = assignment.required.count
        rows = (assignment.required + assignment.nice).map { Row(requirement: $0) }
        for (index, skill) in profile.skills.enumerated() {
            let quality = policy.quality(of: skill, asOf: asOf)
            for row in rows.indices {
                let fit = self.fit(skill, rows[row].requirement)
                if fit > 0 { rows[row].take(fit * quality, from: index) }
            }
        }
    }

    /// Skills as they are.
    var measure: Measure { combine { rows[$0].best } }

    /// Skills if one entry were added, or replaced its like.
    func measure(with entry: CandidateSkill) -> Measure {
        let replaced = profile.skills.partitionPoint { $0.skill >= entry.skill }
        let exists =
            replaced < profile.skills.count && profile.skills[replaced].skill == entry.skill
        let quality = policy.quality(of: entry, asOf: asOf)
        return combine(profileIsEmpty: false) { index in
            let row = rows[index]
            let others = exists && row.bestIndex == replaced ? row.second : row.best
            return max(others, fit(entry, row.requirement) * quality)
        }
    }

    /// `adjacency · level`
    private func fit(_ skill: CandidateSkill, _ requirement: Requirement) -> Double {
        taxonomy.adjacency(
            required: requirement.skill,
            candidate: skill.skill,
            policy: policy
        ) * policy.level(skill.level, for: requirement.level)
    }

    private func combine(
        profileIsEmpty: Bool? = nil,
        _ match: (Int) -> Double
    ) -> Measure {
        Coverage.combining(
            coverage(0..<requiredCount, match),
            coverage(requiredCount..<rows.count, match),
            profileIsEmpty: profileIsEmpty ?? profile.skills.isEmpty,
            policy: policy
        )
    }

    private func coverage(_ range: Range<Int>, _ match: (Int) -> Double) -> Double? {
        var covered = 0.0
        var weights = 0.0
        for index in range {
            covered += rows[index].requirement.weight * match(index)
            weights += rows[index].requirement.weight
        }
        return range.isEmpty ? nil : covered / weights
    }
}
