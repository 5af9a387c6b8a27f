/// ESCO's skills with their parents, before they have codes.
struct EscoSkills {
    private struct Entry {
        var uri: ArraySlice<UInt8>
        var name: String
        var aliases: [String]
        var groups: [GroupCode] = []
        /// Broader skills, by index.
        var parents: [Int] = []
    }

    private var entries: [Entry] = []
    private var index: [ArraySlice<UInt8>: Int] = [:]
    private var codes: [SkillCode] = []

    init(_ skills: [UInt8]) throws(InputError) {
        let columns = ["conceptUri", "preferredLabel", "altLabels"]
        try CSVTable(skills).forEachRow(columns) { fields throws(InputError) in
            let name = Taxonomy.trim(fields[1].text)
            guard !fields[0].bytes.isEmpty, !name.isEmpty else { throw .malformed(.name) }
            guard index.updateValue(entries.count, forKey: fields[0].bytes) == nil else {
                throw .duplicate(.skills)
            }
            var seen: Set<String> = [Taxonomy.fold(name)]
            let aliases = fields[2].list(separatedBy: "\n").filter {
                seen.insert(Taxonomy.fold($0)).inserted
            }
            entries.append(Entry(uri: fields[0].bytes, name: name, aliases: aliases))
        }
    }

    mutating func readBroader(
        _ broader: [UInt8],
        groups: EscoGroups,
        facts: inout EscoCatalogue.Facts
    ) throws(InputError) {
        var (broaderSkills, dangling) = (0, 0)
        let columns = ["conceptUri", "broaderUri"]
        try CSVTable(broader).forEachRow(columns) { fields throws(InputError) in
            // Relations between groups are what the hierarchy file says too.
            guard let narrow = index[fields[0].bytes] else { return }
            if let group = groups.leaf[fields[1].bytes] {
                if !entries[narrow].groups.contains(group) { entries[narrow].groups.append(group) }
            } else if let parent = index[fields[1].bytes], parent != narrow {
                if !entries[narrow].parents.contains(parent) {
                    entries[narrow].parents.append(parent)
                }
                broaderSkills += 1
            } else {
                dangling += 1
            }
        }
        facts.broaderSkillRelations = broaderSkills
        facts.danglingRelations = dangling
        facts.skillsWithSeveralParents = entries.count { $0.groups.count + $0.parents.count > 1 }
        facts.skillsWithoutGroup = entries.count { $0.groups.isEmpty }
    }

    /// Gives codes: the lowest group of a skill is its code's, numbers follow ESCO's addresses.
    mutating func placed(facts: inout EscoCatalogue.Facts) throws(InputError) -> [Skill] {
        let groups = try entries.indices.map { (skill) throws(InputError) in
            let found = inheritedGroups(of: skill)
            guard !found.isEmpty else { throw .unknown(.group) }
            return found.sorted()
        }
        var numbers: [GroupCode: UInt16] = [:]
        let byAddress = entries.indices.sorted {
            entries[$0].uri.lexicographicallyPrecedes(entries[$1].uri)
        }
        var skills: [Skill] = []
        var given = [SkillCode?](repeating: nil, count: entries.count)
        for skill in byAddress {
            let number = numbers[groups[skill][0], default: 0] + 1
            numbers[groups[skill][0]] = number
            let code = try SkillCode(group: groups[skill][0], number: number)
            given[skill] = code
            skills.append(
                Skill(
                    code: code,
                    name: entries[skill].name,
                    aliases: entries[skill].aliases,
                    otherGroups: Array(groups[skill].dropFirst()),
                    source: String(decoding: entries[skill].uri, as: UTF8.self)
                )
            )
        }
        codes = given.compactMap(\.self)
        return skills
    }

    /// A skill's own groups, or those of its nearest ancestors that have some.
    private func inheritedGroups(of skill: Int) -> Set<GroupCode> {
        var level: Set<Int> = [skill]
        var seen = level
        while !level.isEmpty {
            let groups = level.reduce(into: Set<GroupCode>()) { $0.formUnion(entries[$1].groups) }
            if !groups.isEmpty { return groups }
            level = Set(level.flatMap { entries[$0].parents }).subtracting(seen)
            seen.formUnion(level)
        }
        return []
    }

    /// Relations between skills as edges: broader is `is_a` at 1 (the row goes from the broader
    /// skill, since whoever asks for it is served by the narrower); essential is related at 1,
    /// optional at 2. ESCO says nothing of distances, so an edge that brings nobody nearer than
    /// the groups do is left out.
    func edges(
        _ related: [UInt8],
        over taxonomy: Taxonomy,
        facts: inout EscoCatalogue.Facts
    ) throws(InputError) -> [SkillEdge] {
        var edges: [SkillEdge] = []
        var joined: Set<Pair> = []
        var (essential, optional, redundant, dangling) = (0, 0, 0, 0)
        func add(_ from: Int, _ to: Int, _ kind: SkillEdge.Kind, _ distance: Int) throws(InputError)
        {
            guard let one = taxonomy.skill(codes[from]), let other = taxonomy.skill(codes[to]),
                distance < taxonomy.taxonomyDistance(one, other) ?? .max,
                joined.insert(Pair(from, to)).inserted
            else { return redundant += 1 }
            edges.append(
                try SkillEdge(from: codes[from], to: codes[to], kind: kind, distance: distance)
            )
        }
        for skill in entries.indices {
            for parent in entries[skill].parents { try add(parent, skill, .isA, 1) }
        }
        let columns = ["originalSkillUri", "relationType", "relatedSkillUri"]
        try CSVTable(related).forEachRow(columns) { fields throws(InputError) in
            let isEssential: Bool
            switch fields[1].text {
            case "essential": isEssential = true
            case "optional": isEssential = false
            case _: throw .malformed(.edge)
            }
            if isEssential { essential += 1 } else { optional += 1 }
            guard let from = index[fields[0].bytes], let to = index[fields[2].bytes] else {
                return dangling += 1
            }
            // ESCO 1.2 has one skill that is related to itself.
            guard from != to else { return redundant += 1 }
            try add(from, to, .relatedTo, isEssential ? 1 : 2)
        }
        facts.essentialRelations = essential
        facts.optionalRelations = optional
        facts.redundantRelations = redundant
        facts.danglingRelations += dangling
        return edges
    }

    /// Two skills in either order.
    private struct Pair: Hashable {
        let low: Int
        let high: Int

        init(_ one: Int, _ other: Int) {
            low = min(one, other)
            high = max(one, other)
        }
    }
}
