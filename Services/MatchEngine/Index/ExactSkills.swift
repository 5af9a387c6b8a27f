/// The skills score of a row in the reference's order of evaluation, from exact columns.
struct ExactSkills {
    private let query: Query
    private let space: SkillSpace

    init(_ query: Query, space: SkillSpace) {
        self.query = query
        self.space = space
    }

    /// Bit for bit ``ReferenceScorer/skills(of:for:asOf:)``.
    func measure(_ record: ColdRecord) throws(SnapshotError) -> Measure {
        guard query.asksForSkills else { return .notApplicable }
        guard record.skillCount > 0 else { return .unknown }
        var best: [Double] = []
        for group in query.groups { best += try matches(record, group) }
        let asked = query.assignment
        switch (
            coverage(asked.required, best[..<asked.required.count]),
            coverage(asked.nice, best[asked.required.count...])
        ) {
        case (let required?, let nice?):
            let policy = query.rules.policy
            return .known(policy.requiredShare * required + policy.niceShare * nice)
        case (let alone?, nil), (nil, let alone?): return .known(alone)
        case (nil, nil): return .notApplicable
        }
    }

    private func coverage(_ list: [Requirement], _ matches: ArraySlice<Double>) -> Double? {
        var covered = 0.0
        var weights = 0.0
        for (requirement, match) in zip(list, matches) {
            covered += requirement.weight * match
            weights += requirement.weight
        }
        return list.isEmpty ? nil : covered / weights
    }

    /// The maxima of one group's lanes.
    private func matches(
        _ record: ColdRecord,
        _ group: RequirementLanes
    ) throws(SnapshotError) -> [Double] {
        let policy = query.rules.policy
        var best = [Double](repeating: 0, count: group.lanes.count)
        for index in 0..<record.skillCount {
            let row = Int(group.rowOfSkill[Int(record.skillID(index))])
            if row == 0 { continue }
            let skill = try record.skill(index)
            let quality = policy.quality(of: skill, asOf: query.asOf)
            let classes = group.classes[row]
            for (lane, entry) in group.lanes.enumerated() where classes[lane] != 0 {
                let requirement = entry.requirement
                let adjacency =
                    group.isExact
                    ? group.adjacency[Int(classes[lane])]
                    : space.taxonomy.adjacency(
                        required: requirement.skill,
                        candidate: skill.skill,
                        policy: policy
                    )
                let level = policy.level(skill.level, for: requirement.level)
                best[lane] = max(best[lane], (adjacency * level) * quality)
            }
        }
        return best
    }
}
