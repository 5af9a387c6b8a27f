/// One L4 skill of a taxonomy.
public struct Skill: Hashable, Sendable {
    public let code: SkillCode
    public let name: String
    /// Other names people use: `JS`, `ECMAScript`.
    public let aliases: [String]
    /// Groups the skill belongs to besides that of its code.
    public let otherGroups: [GroupCode]
    /// Where the skill comes from, such as an ESCO address; nil for our own.
    public let source: String?

    public init(
        code: SkillCode,
        name: String,
        aliases: [String] = [],
        otherGroups: [GroupCode] = [],
        source: String? = nil
    ) {
        self.code = code
        self.name = name
        self.aliases = aliases
        self.otherGroups = otherGroups
        self.source = source
    }
}

/// A named L1, L2 or L3 group.
public struct SkillGroup: Hashable, Sendable {
    public let code: GroupCode
    public let name: String

    public init(code: GroupCode, name: String) {
        self.code = code
        self.name = name
    }
}

/// A curated relation between two skills. Overrides what the taxonomy says, also downwards.
public struct SkillEdge: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case isA = "is_a"
        case relatedTo = "related_to"
        case adjacentTo = "adjacent_to"
        case prerequisiteOf = "prerequisite_of"
    }

    public let from: SkillCode
    public let to: SkillCode
    public let kind: Kind
    /// 1, 2 or 3.
    public let distance: Int
    /// 0…1; 0 forbids the pair. Absent in the source means 1.
    public let strength: Double

    /// - Throws: ``InputError/outOfRange(_:)``, or `duplicate` when both ends are one skill.
    public init(
        from: SkillCode,
        to: SkillCode,
        kind: Kind,
        distance: Int,
        strength: Double = 1
    ) throws(InputError) {
        guard from != to else { throw .duplicate(.edge) }
        guard (1...3).contains(distance) else { throw .outOfRange(.distance) }
        guard (0...1).contains(strength) else { throw .outOfRange(.strength) }
        self.from = from
        self.to = to
        self.kind = kind
        self.distance = distance
        self.strength = strength
    }
}

/// How a candidate's skill stands to a required one.
public enum SkillRelation: Hashable, Sendable {
    case same
    /// By a curated edge: distance 1…3, strength 0…1.
    case edge(distance: Int, strength: Double)
    /// By the nearest common group: 1 same L3, 2 same L2, 3 same L1.
    case taxonomy(distance: Int)
    case unrelated
}
