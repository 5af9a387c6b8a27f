/// How well somebody commands a skill: C1 (novice) to C5 (expert). Not the CEFR scale.
public enum Competency: UInt8, Hashable, Comparable, Sendable, CaseIterable {
    case c1 = 1
    case c2, c3, c4, c5

    /// The next lower level; C1 stays C1.
    public var lowered: Competency { Competency(rawValue: rawValue - 1) ?? .c1 }

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension Competency {
    /// The next higher level; C5 stays C5.
    public var raised: Competency { Competency(rawValue: rawValue + 1) ?? .c5 }

    /// `C1` … `C5`.
    public var name: String { "C\(rawValue)" }

    /// Reads `C1` … `C5`; nil for anything else.
    public init?(name: String) {
        guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }
}
