extension Taxonomy {
    /// Reads a taxonomy of our own from three CSV files.
    ///
    /// - Parameters:
    ///   - groups: `code,name`
    ///   - skills: `code,name,aliases,other_groups`; lists are separated by `|`
    ///   - edges: `from_code,to_code,relation_type,distance,strength`; an empty strength is 1
    /// - Throws: ``InputError``
    public init(
        version: String,
        groups: [UInt8],
        skills: [UInt8],
        edges: [UInt8]
    ) throws(InputError) {
        var read: (groups: [SkillGroup], skills: [Skill], edges: [SkillEdge]) = ([], [], [])
        try CSVTable(groups).forEachRow(["code", "name"]) { fields throws(InputError) in
            read.groups.append(
                SkillGroup(code: try GroupCode(fields[0].text), name: fields[1].text)
            )
        }
        let skillColumns = ["code", "name", "aliases", "other_groups"]
        try CSVTable(skills).forEachRow(skillColumns) { fields throws(InputError) in
            var others: [GroupCode] = []
            for code in fields[3].list(separatedBy: "|") { others.append(try GroupCode(code)) }
            read.skills.append(
                Skill(
                    code: try SkillCode(fields[0].text),
                    name: fields[1].text,
                    aliases: fields[2].list(separatedBy: "|"),
                    otherGroups: others
                )
            )
        }
        let edgeColumns = ["from_code", "to_code", "relation_type", "distance", "strength"]
        try CSVTable(edges).forEachRow(edgeColumns) { fields throws(InputError) in
            read.edges.append(try SkillEdge(fields))
        }
        try self.init(
            version: version,
            groups: read.groups,
            skills: read.skills,
            edges: read.edges
        )
    }

    /// Edges that put two skills further apart than their groups do. They count as they are; an
    /// importer shows them as warnings.
    public var loweringEdges: [SkillEdge] {
        edges.filter { edge in
            guard let from = skill(edge.from), let to = skill(edge.to),
                let distance = taxonomyDistance(from, to)
            else { return false }
            let byEdge = SkillRelation.edge(distance: edge.distance, strength: edge.strength)
            let byGroups = SkillRelation.taxonomy(distance: distance)
            return byEdge.factor(.standard) < byGroups.factor(.standard)
        }
    }
}

extension SkillEdge {
    fileprivate init(_ fields: [CSVField]) throws(InputError) {
        guard let kind = Kind(rawValue: fields[2].text), let distance = Int(fields[3].text),
            let strength = fields[4].bytes.isEmpty ? 1 : Double(fields[4].text)
        else { throw .malformed(.edge) }
        try self.init(
            from: SkillCode(fields[0].text),
            to: SkillCode(fields[1].text),
            kind: kind,
            distance: distance,
            strength: strength
        )
    }
}
