extension Taxonomy {
    static func checkGroups(_ groups: [SkillGroup]) throws(InputError) {
        var known: Set<GroupCode> = []
        for group in groups {
            guard known.insert(group.code).inserted else { throw .duplicate(.group) }
            // Sorted order puts every parent before its children.
            let depth = group.code.depth
            guard depth == 1 || known.contains(group.code.ancestor(depth - 1)) else {
                throw .unknown(.group)
            }
        }
    }

    static func place(
        _ skills: [Skill],
        in groups: [SkillGroup]
    ) throws(InputError) -> (start: [UInt32], placements: [UInt32], members: [Member]) {
        let known = Set(groups.lazy.map(\.code))
        var start: [UInt32] = [0]
        var placements: [UInt32] = []
        var members: [Member] = []
        start.reserveCapacity(skills.count + 1)
        placements.reserveCapacity(skills.count * 2)
        for (index, skill) in skills.enumerated() {
            guard index == 0 || skills[index - 1].code != skill.code else {
                throw .duplicate(.code)
            }
            let first = placements.count
            for code in CollectionOfOne(skill.code.group) + skill.otherGroups {
                guard code.depth == 3, known.contains(code) else { throw .unknown(.group) }
                guard !placements[first...].contains(code.packed) else {
                    throw .duplicate(.parents)
                }
                placements.append(code.packed)
                members.append(Member(group: code.packed, skill: UInt32(index)))
            }
            start.append(UInt32(placements.count))
        }
        members.sort { ($0.group, $0.skill) < ($1.group, $1.skill) }
        return (start, placements, members)
    }

    static func names(of skills: [Skill]) -> [String: [SkillID]] {
        var byName: [String: [SkillID]] = [:]
        byName.reserveCapacity(skills.count * 2)
        for (index, skill) in skills.enumerated() {
            let id = SkillID(rawValue: UInt32(index))
            for name in CollectionOfOne(skill.name) + skill.aliases {
                let key = fold(name)
                if byName[key]?.last != id { byName[key, default: []].append(id) }
            }
        }
        return byName
    }
}
