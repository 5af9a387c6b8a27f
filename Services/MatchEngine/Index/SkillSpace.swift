/// A taxonomy with what the index needs besides: who points at a skill.
struct SkillSpace: Sendable {
    let taxonomy: Taxonomy
    /// Skills with an edge to the key.
    private let incoming: [UInt32: [UInt32]]

    var count: Int { taxonomy.skills.count }
    var takesWideWords: Bool { count > 1 << UInt32.skillBits }

    init(_ taxonomy: Taxonomy) {
        var incoming: [UInt32: [UInt32]] = [:]
        for from in 0..<UInt32(taxonomy.skills.count) {
            for row in taxonomy.outgoing[SkillID(rawValue: from)] {
                incoming[row.to, default: []].append(from)
            }
        }
        self.taxonomy = taxonomy
        self.incoming = incoming
    }

    func contains(_ skill: SkillID) -> Bool { skill.rawValue < UInt32(count) }

    /// Skills that share an edge with `skill`, in either direction.
    func edgeNeighbours(of skill: SkillID) -> [UInt32] {
        taxonomy.outgoing[skill].map(\.to) + (incoming[skill.rawValue] ?? [])
    }

    /// Groups of `skill` as packed codes.
    func groups(of skill: SkillID) -> ArraySlice<UInt32> {
        let index = Int(skill.rawValue)
        let starts = taxonomy.placementStart
        return taxonomy.placements[Int(starts[index])..<Int(starts[index + 1])]
    }

    /// Members of all L3 groups that agree with `group` in its first `depth` levels, 1…3.
    func members(of group: UInt32, depth: Int) -> ArraySlice<Taxonomy.Member> {
        let width = UInt32(1) << UInt32(8 * (3 - depth))
        let low = group & ~(width - 1)
        let members = taxonomy.members
        let first = members.partitionPoint { $0.group >= low }
        let end = members.partitionPoint { $0.group >= low + width }
        return members[first..<end]
    }
}
