public import MatchEngine

/// A made-up taxonomy with the shape of ESCO: uneven groups, skills with several parents, edges.
public enum SyntheticTaxonomy {
    /// - Throws: ``InputError`` beyond about 900 000 skills, for which its codes do not suffice.
    public static func make(skills count: Int, seed: UInt64) throws(InputError) -> Taxonomy {
        var random = PoolRandom(seed: seed)
        var groups: [SkillGroup] = []
        var leaves: [GroupCode] = []
        // About 25 skills to an L3 group, about 6 of these to an L2 group, 20 of those to a domain.
        let wanted = max(6, count / 25)
        while leaves.count < wanted {
            let domain = groups.count { $0.code.depth == 1 } + 1
            groups.append(SkillGroup(code: try GroupCode(domain), name: "Domain \(domain)"))
            // At least six domains, whatever the size.
            let end = leaves.count + max(1, wanted / 6)
            for category in 1...(8 + random.below(25)) where leaves.count < min(end, wanted) {
                let parent = try GroupCode(domain, category)
                groups.append(SkillGroup(code: parent, name: "Category \(parent)"))
                for group in 1...(2 + random.below(9)) {
                    let code = try GroupCode(domain, category, group)
                    groups.append(SkillGroup(code: code, name: "Group \(code)"))
                    leaves.append(code)
                }
            }
        }
        let popular = Zipf(count: leaves.count, exponent: 0.5)
        var numbers = [UInt16](repeating: 0, count: leaves.count)
        var skills: [Skill] = []
        for index in 0..<count {
            let home = popular.pick(&random)
            numbers[home] += 1
            let other = random.chance(0.3) ? leaves[popular.pick(&random)] : leaves[home]
            skills.append(
                Skill(
                    code: try SkillCode(group: leaves[home], number: numbers[home]),
                    name: "Skill \(index)",
                    otherGroups: other == leaves[home] ? [] : [other]
                )
            )
        }
        return try Taxonomy(
            version: "synthetic-\(count)-\(seed)",
            groups: groups,
            skills: skills,
            edges: try edges(skills, &random)
        )
    }

    private static func edges(
        _ skills: [Skill],
        _ random: inout PoolRandom
    ) throws(InputError) -> [SkillEdge] {
        var pairs: Set<[SkillCode]> = []
        var edges: [SkillEdge] = []
        guard skills.count > 1 else { return [] }
        for _ in 0..<skills.count / 3 {
            let from = skills[random.below(skills.count)].code
            let to = skills[random.below(skills.count)].code
            guard from != to, pairs.insert([from, to]).inserted else { continue }
            edges.append(
                try SkillEdge(
                    from: from,
                    to: to,
                    kind: SkillEdge.Kind.allCases[random.below(4)],
                    distance: 1 + random.below(3),
                    strength: random.chance(0.05) ? 0 : Double(1 + random.below(20)) / 20
                )
            )
        }
        return edges
    }
}
