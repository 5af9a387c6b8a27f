/// Skills, their groups and their curated relations: one immutable version.
///
/// Adjacency from the taxonomy is computed from packed group codes and never stored: ESCO has
/// 13 939 skills and so 97 million pairs.
public struct Taxonomy: Sendable {
    public let version: String
    /// In the order of their codes.
    public let groups: [SkillGroup]
    /// In the order of their codes; a ``SkillID`` is an index.
    public let skills: [Skill]
    public private(set) var edges: [SkillEdge]

    /// Groups (packed L1.L2.L3) of skill `i`: `placements[placementStart[i]..<[i + 1]]`.
    let placementStart: [UInt32]
    let placements: [UInt32]
    /// Every (group, skill) pair in order, so that an L1, L2 or L3 group is one range.
    let members: [Member]
    private(set) var outgoing: EdgeTable
    private let byName: [String: [SkillID]]

    struct Member { var group: UInt32, skill: UInt32 }

    /// Checks and indexes one version.
    /// - Throws: ``InputError`` for a code or edge given twice, a group or skill that is missing,
    ///   or more skills than ``EngineLimits/taxonomySkillsMax``.
    public init(
        version: String,
        groups: [SkillGroup],
        skills: [Skill],
        edges: [SkillEdge] = []
    ) throws(InputError) {
        guard skills.count <= EngineLimits.taxonomySkillsMax else { throw .tooMany(.skills) }
        self.version = version
        self.groups = groups.sorted { $0.code < $1.code }
        self.skills = skills.sorted { $0.code < $1.code }
        self.edges = edges
        try Self.checkGroups(self.groups)
        (placementStart, placements, members) = try Self.place(self.skills, in: self.groups)
        outgoing = try EdgeTable(edges, skills: self.skills)
        byName = Self.names(of: self.skills)
    }

    public subscript(_ skill: SkillID) -> Skill { skills[Int(skill.rawValue)] }

    /// The skill with exactly this code.
    public func skill(_ code: SkillCode) -> SkillID? {
        let index = skills.partitionPoint { $0.code >= code }
        guard index < skills.count, skills[index].code == code else { return nil }
        return SkillID(rawValue: UInt32(index))
    }

    /// Skills whose name or alias is `name`, case and outer space aside, in code order.
    public func skills(named name: String) -> [SkillID] { byName[Self.fold(name)] ?? [] }

    public func group(_ code: GroupCode) -> SkillGroup? {
        let index = groups.partitionPoint { $0.code >= code }
        guard index < groups.count, groups[index].code == code else { return nil }
        return groups[index]
    }

    /// Every group of a skill, that of its code first.
    public func groups(of skill: SkillID) -> [GroupCode] {
        let entry = self[skill]
        return [entry.code.group] + entry.otherGroups
    }

    /// The same skills with other edges, without indexing them again.
    /// - Throws: ``InputError`` for an edge given twice or to nowhere.
    func with(_ edges: [SkillEdge]) throws(InputError) -> Taxonomy {
        var joined = self
        joined.edges = edges
        joined.outgoing = try EdgeTable(edges, skills: skills)
        return joined
    }

    /// How names are compared: small letters, no outer space.
    static func fold(_ name: String) -> String { trim(name.lowercased()) }

    static func trim(_ text: some StringProtocol) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index whose element holds, given that all that hold come last.
    func partitionPoint(_ holds: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
