/// ESCO's skills pillar, read from the bytes of its published CSV files.
///
/// ESCO's level-1 groups (`S1`, `K06` …) become domains, their children categories and groups; a
/// group that has no children where we need some stands in for them. The poly-hierarchy is kept
/// as it is: every group of a skill counts, relations between skills become edges.
public struct EscoCatalogue: Sendable {
    public let taxonomy: Taxonomy
    public let facts: Facts

    /// What was read, to be checked against what ESCO publishes.
    public struct Facts: Hashable, Sendable {
        public internal(set) var skills = 0
        public internal(set) var groups = 0
        /// Skills with more than one parent, groups and skills together.
        public internal(set) var skillsWithSeveralParents = 0
        /// Skills that have skills for parents only, and so their parents' groups.
        public internal(set) var skillsWithoutGroup = 0
        public internal(set) var broaderSkillRelations = 0
        public internal(set) var essentialRelations = 0
        public internal(set) var optionalRelations = 0
        /// Relations left out because the taxonomy already puts the two at least as near, or
        /// another relation joins them.
        public internal(set) var redundantRelations = 0
        /// Relations that name something the files do not hold.
        public internal(set) var danglingRelations = 0
    }

    /// The files' bytes. Columns are bound by header, so their order does not matter.
    public struct Files: Sendable {
        public let skills: [UInt8]
        public let hierarchy: [UInt8]
        public let broader: [UInt8]
        public let related: [UInt8]

        /// - Parameters:
        ///   - skills: `skills_en.csv`
        ///   - hierarchy: `skillsHierarchy_en.csv`
        ///   - broader: `broaderRelationsSkillPillar_en.csv`
        ///   - related: `skillSkillRelations_en.csv`
        public init(skills: [UInt8], hierarchy: [UInt8], broader: [UInt8], related: [UInt8]) {
            self.skills = skills
            self.hierarchy = hierarchy
            self.broader = broader
            self.related = related
        }
    }

    /// - Throws: ``InputError`` when a file is not CSV, lacks a column, or holds more than the
    ///   limits allow.
    public init(_ files: Files, version: String) throws(InputError) {
        var facts = Facts()
        let groups = try EscoGroups(files.hierarchy)
        var skills = try EscoSkills(files.skills)
        try skills.readBroader(files.broader, groups: groups, facts: &facts)
        let placed = try skills.placed(facts: &facts)
        let bare = try Taxonomy(version: version, groups: groups.all, skills: placed)
        let edges = try skills.edges(files.related, over: bare, facts: &facts)
        facts.skills = placed.count
        facts.groups = groups.count
        taxonomy = try bare.with(edges)
        self.facts = facts
    }
}

/// ESCO's groups as our three levels.
struct EscoGroups {
    private(set) var all: [SkillGroup] = []
    /// The group at our third level in which an ESCO group's own skills stand.
    private(set) var leaf: [ArraySlice<UInt8>: GroupCode] = [:]
    /// ESCO's own groups, its four pillars included.
    private(set) var count = 0

    private static let columns = [
        "Level 0 URI", "Level 1 URI", "Level 2 URI", "Level 3 URI", "Level 1 preferred term",
        "Level 2 preferred term", "Level 3 preferred term", "Level 0 code", "Level 1 code",
        "Level 2 code", "Level 3 code",
    ]

    private struct Row {
        var uri: ArraySlice<UInt8>
        var name: String
        /// Codes of the levels above and its own; sorting them puts parents first.
        var path: [String]
    }

    init(_ hierarchy: [UInt8]) throws(InputError) {
        var rows: [Row] = []
        var pillars = 0
        try CSVTable(hierarchy).forEachRow(Self.columns) { fields throws(InputError) in
            guard let depth = (0...3).last(where: { !fields[$0].bytes.isEmpty }) else { return }
            guard depth > 0 else { return pillars += 1 }
            let path = (0...depth).map { fields[7 + $0].text }
            guard path.allSatisfy({ !$0.isEmpty }) else { throw .malformed(.group) }
            rows.append(Row(uri: fields[depth].bytes, name: fields[3 + depth].text, path: path))
        }
        rows.sort { $0.path.lexicographicallyPrecedes($1.path) }
        count = rows.count + pillars
        try number(rows)
    }

    /// Numbers groups in order of their paths and completes those that end early.
    private mutating func number(_ rows: [Row]) throws(InputError) {
        var levels = [0, 0, 0]
        for (index, row) in rows.enumerated() {
            let depth = row.path.count - 1
            levels[depth - 1] += 1
            for below in depth..<3 { levels[below] = 0 }
            guard depth == 1 || levels[depth - 2] > 0 else { throw .unknown(.group) }
            all.append(SkillGroup(code: try Self.code(levels, depth), name: row.name))
            let hasChildren =
                index + 1 < rows.count && rows[index + 1].path.count > row.path.count
            if depth < 3, !hasChildren {
                for below in depth..<3 {
                    levels[below] = 1
                    all.append(SkillGroup(code: try Self.code(levels, below + 1), name: row.name))
                }
            }
            if depth == 3 || !hasChildren { leaf[row.uri] = try Self.code(levels, 3) }
        }
    }

    private static func code(_ levels: [Int], _ depth: Int) throws(InputError) -> GroupCode {
        switch depth {
        case 1: try GroupCode(levels[0])
        case 2: try GroupCode(levels[0], levels[1])
        case _: try GroupCode(levels[0], levels[1], levels[2])
        }
    }
}
