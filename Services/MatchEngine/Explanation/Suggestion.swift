/// One thing a candidate could do, and exactly what it would give.
public struct Suggestion: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case addSkill = "add_skill"
        case raiseLevel = "raise_level"
        case addProof = "add_proof"
        case refreshSkill = "refresh_skill"
        case updateValue = "update_value"
    }

    /// What is changed.
    public enum Subject: Hashable, Sendable {
        case skill(SkillReference)
        case principle(Principle)
    }

    public let kind: Kind
    public let subject: Subject
    public internal(set) var cautious: WhatIf
    public internal(set) var confident: WhatIf

    /// `+8 to +12 points`: hundredths of the score, to the nearest whole.
    public var impact: String {
        let (low, high) = (cautious.points, confident.points)
        return low == high
            ? "\(Self.signed(low)) points"
            : "\(Self.signed(low)) to \(Self.signed(high)) points"
    }

    private static func signed(_ points: Int) -> String { points < 0 ? "\(points)" : "+\(points)" }
}

/// A changed profile, scored again.
public struct WhatIf: Hashable, Sendable {
    public let change: ProfileChange
    /// What is assumed, in words.
    public let assumption: String
    /// The score of the changed profile.
    public let score: Double
    /// Exactly ``score`` minus the score now.
    public let delta: Double
    /// Rank among the others now and then; nil where nobody asked.
    public internal(set) var rank: RankChange?

    /// The delta in whole points.
    public var points: Int { Int((delta * 100).rounded()) }
}

/// Ranks by score, 1 the best; equal scores share a rank.
public struct RankChange: Hashable, Sendable {
    public let before: Int
    public let after: Int
}
