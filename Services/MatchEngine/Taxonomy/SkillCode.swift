/// Where a skill stands in the taxonomy: `01.03.01.142` is domain, category, group and skill.
///
/// Codes belong to a taxonomy version; ``SkillID`` is what the engine computes with.
public struct SkillCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The L1, L2 and L3 group the code lies in.
    public let group: GroupCode
    /// The skill's number in its group, 1…65 535, printed with at least three digits.
    public let number: UInt16

    /// - Throws: ``InputError/outOfRange(_:)`` when `number` is 0.
    public init(group: GroupCode, number: UInt16) throws(InputError) {
        guard number > 0, group.depth == 3 else { throw .outOfRange(.code) }
        self.group = group
        self.number = number
    }

    /// Reads `01.03.01.142`.
    /// - Throws: ``InputError/malformed(_:)`` for anything else.
    public init(_ text: some StringProtocol) throws(InputError) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, (3...5).contains(parts[3].utf8.count),
            parts[3].utf8.allSatisfy({ (48...57).contains($0) }),
            let number = UInt16(parts[3])
        else { throw .malformed(.code) }
        try self.init(group: GroupCode(parts[0..<3].joined(separator: ".")), number: number)
    }

    public var description: String {
        let digits = String(number)
        return "\(group)." + String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
    }

    public static func < (a: Self, b: Self) -> Bool {
        (a.group, a.number) < (b.group, b.number)
    }
}

/// A domain (`01`), category (`01.03`) or group (`01.03.01`) of the taxonomy.
public struct GroupCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Domain, category and group in one number, eight bits each, zero below its own depth.
    /// Numeric order is the order of the printed codes.
    public let packed: UInt32

    /// How many levels the code names, 1…3.
    public var depth: Int { packed & 0xFF != 0 ? 3 : packed & 0xFF00 != 0 ? 2 : 1 }

    /// - Parameters: each 1…99; `nil` ends the code.
    public init(_ domain: Int, _ category: Int? = nil, _ group: Int? = nil) throws(InputError) {
        guard (1...99).contains(domain), (1...99).contains(category ?? 1),
            (1...99).contains(group ?? 1), category != nil || group == nil
        else { throw .outOfRange(.group) }
        packed = UInt32(domain) << 16 | UInt32(category ?? 0) << 8 | UInt32(group ?? 0)
    }

    /// Reads `01`, `01.03` or `01.03.01`.
    /// - Throws: ``InputError/malformed(_:)`` for anything else.
    public init(_ text: some StringProtocol) throws(InputError) {
        var levels: [Int] = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            guard part.utf8.count == 2, part.utf8.allSatisfy({ (48...57).contains($0) }),
                let level = Int(part), level > 0
            else { throw .malformed(.group) }
            levels.append(level)
        }
        switch levels.count {
        case 1: try self.init(levels[0])
        case 2: try self.init(levels[0], levels[1])
        case 3: try self.init(levels[0], levels[1], levels[2])
        case _: throw .malformed(.group)
        }
    }

    private init(packed: UInt32) { self.packed = packed }

    /// The first `depth` levels (1…3) of this code.
    public func ancestor(_ depth: Int) -> GroupCode {
        GroupCode(packed: packed & (depth >= 3 ? .max : depth == 2 ? 0xFFFF00 : 0xFF0000))
    }

    public var description: String {
        let levels = [packed >> 16, packed >> 8 & 0xFF, packed & 0xFF].prefix(depth)
        return levels.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ".")
    }

    public static func < (a: Self, b: Self) -> Bool { a.packed < b.packed }
}

/// A skill's place in one ``Taxonomy``: 0, 1, 2 … in the order of its codes.
public struct SkillID: Hashable, Comparable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
