/// From the codes of one taxonomy version to those of a later one.
///
/// A code may stay, move, be split into several, merge with another, or be retired.
public struct TaxonomyMapping: Hashable, Sendable {
    public let from: String
    public let to: String
    /// Codes that changed; one that is absent stayed what it was.
    public let moves: [SkillCode: [SkillCode]]

    /// - Parameter moves: new codes by old; an empty list retires a skill.
    /// - Throws: ``InputError/unknown(.code)`` for a code that its version does not hold, and for
    ///   an old skill that is neither moved, retired, nor still there.
    public init(
        from old: Taxonomy,
        to new: Taxonomy,
        moves: [SkillCode: [SkillCode]]
    ) throws(InputError) {
        let targets = moves.values.joined()
        guard moves.keys.allSatisfy({ old.skill($0) != nil }),
            targets.allSatisfy({ new.skill($0) != nil }),
            old.skills.allSatisfy({ moves[$0.code] != nil || new.skill($0.code) != nil })
        else { throw .unknown(.code) }
        from = old.version
        to = new.version
        self.moves = moves
    }

    /// Maps by where skills come from, for catalogues such as ESCO whose addresses outlive our
    /// codes. A skill whose source is gone is retired; one without a source keeps its code.
    /// - Throws: as ``init(from:to:moves:)``.
    public init(bySource old: Taxonomy, _ new: Taxonomy) throws(InputError) {
        var codes: [String: SkillCode] = [:]
        for skill in new.skills { if let source = skill.source { codes[source] = skill.code } }
        var moves: [SkillCode: [SkillCode]] = [:]
        for skill in old.skills {
            guard let source = skill.source else { continue }
            let code = codes[source]
            if code != skill.code { moves[skill.code] = [code].compactMap(\.self) }
        }
        try self.init(from: old, to: new, moves: moves)
    }

    /// The new codes of an old one; none when it is retired.
    public func codes(for old: SkillCode) -> [SkillCode] { moves[old] ?? [old] }

    /// This mapping and then a later one.
    /// - Throws: ``InputError/unknown(.version)`` unless `later` starts where this one ends.
    public func followed(by later: TaxonomyMapping) throws(InputError) -> TaxonomyMapping {
        guard to == later.from else { throw .unknown(.version) }
        var joined = moves.mapValues { codes in
            var seen: Set<SkillCode> = []
            return codes.flatMap(later.codes(for:)).filter { seen.insert($0).inserted }
        }
        for (code, targets) in later.moves where moves[code] == nil { joined[code] = targets }
        return TaxonomyMapping(joining: from, later.to, joined)
    }

    private init(joining from: String, _ to: String, _ moves: [SkillCode: [SkillCode]]) {
        self.from = from
        self.to = to
        self.moves = moves
    }
}
