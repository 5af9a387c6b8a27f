/// A whole number within a range that its type knows.
public protocol Rating: Hashable, Comparable, Sendable {
    /// The numbers there are.
    static var range: ClosedRange<Int> { get }
    /// The number.
    var value: Int { get }
    /// `nil` outside the range.
    init?(_ value: Int)
}

extension Rating {
    /// Lower ratings are less.
    public static func < (left: Self, right: Self) -> Bool {
        left.value < right.value
    }
}

/// What an interviewer gives in one stage, 1–5.
public struct StageRating: Rating {
    /// 1–5.
    public static let range = 1...5
    /// The number.
    public let value: Int

    /// `nil` outside 1–5.
    public init?(_ value: Int) {
        guard Self.range ~= value else { return nil }
        self.value = value
    }
}

/// How well somebody has a skill, 1–10.
public struct SkillRating: Rating {
    /// 1–10.
    public static let range = 1...10
    /// The number.
    public let value: Int

    /// `nil` outside 1–10.
    public init?(_ value: Int) {
        guard Self.range ~= value else { return nil }
        self.value = value
    }
}

/// How firmly a skill is held, from first contact (C1) to authority (C5). Never CEFR's C1.
public enum Competency: Int, CaseIterable, Sendable {
    /// First contact.
    case c1 = 1
    /// Works with guidance.
    case c2
    /// Works alone.
    case c3
    /// Guides others.
    case c4
    /// Is asked by everybody.
    case c5
}

/// How well somebody speaks a language, by the Common European Framework of Reference.
public enum LanguageLevel: String, CaseIterable, Sendable {
    /// Breakthrough.
    case a1 = "A1"
    /// Waystage.
    case a2 = "A2"
    /// Threshold.
    case b1 = "B1"
    /// Vantage.
    case b2 = "B2"
    /// Proficiency.
    case c1 = "C1"
    /// Mastery.
    case c2 = "C2"
}
