/// The skills score of a row in the reference's order of evaluation, from exact columns.
struct ExactSkills {
    private let query: Query
    private let segment: Segment
    private let space: SkillSpace
    private let decay: Float

    init(_ query: Query, _ segment: Segment, space: SkillSpace) {
        self.query = query
        self.segment = segment
        decay = Rounding.single(query.decay(in: segment))
        self.space = space
    }

    /// Bit for bit ``ReferenceScorer/skills(of:for:asOf:)``.
    func measure(_ row: Int, _ record: ColdRecord) throws(SnapshotError) -> Measure {
        guard query.asksForSkills else { return .notApplicable }
        guard record.skillCount > 0 else { return .unknown }
        var best: [Double] = []
        for group in query.groups { best += try matches(row, record, group) }
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
        _ row: Int,
        _ record: ColdRecord,
        _ group: RequirementLanes
    ) throws(SnapshotError) -> [Double] {
        let policy = query.rules.policy
        var best = [Double](repeating: 0, count: group.lanes.count)
        var reached = SIMD16<Float>.zero
        for index in 0..<record.skillCount {
            // What cannot exceed what others gave already needs no exact look.
            guard let ceiling = segment.skills.ceiling(row, index, group, decay),
                any(ceiling .> reached)
            else { continue }
            let skill = try record.skill(index)
            let quality = policy.quality(of: skill, asOf: query.asOf)
            let classes = group.classes[Int(group.rowOfSkill[Int(skill.skill.rawValue)])]
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
                let match = (adjacency * level) * quality
                guard match > best[lane] else { continue }
                best[lane] = match
                reached[lane] = Rounding.singleBelow(entry.share * match)
            }
        }
        return best
    }
}
