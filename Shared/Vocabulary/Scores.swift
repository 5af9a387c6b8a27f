/// A number that is computed rather than given, within a range that its type knows.
public protocol Score: Hashable, Comparable, Sendable {
    /// The numbers there are.
    static var range: ClosedRange<Double> { get }
    /// The number.
    var value: Double { get }
    /// `nil` outside the range, and for what is no number.
    init?(_ value: Double)
}

extension Score {
    /// Lower scores are less.
    public static func < (left: Self, right: Self) -> Bool {
        left.value < right.value
    }
}

/// How well a profile and an assignment fit, 0–1.
public struct MatchScore: Score {
    /// 0–1.
    public static let range = 0.0...1.0
    /// The number.
    public let value: Double

    /// `nil` outside 0–1.
    public init?(_ value: Double) {
        guard Self.range ~= value else { return nil }
        self.value = value
    }
}

/// What an interview process came to, 0–100.
public struct InterviewScore: Score {
    /// 0–100.
    public static let range = 0.0...100.0
    /// The number.
    public let value: Double

    /// `nil` outside 0–100.
    public init?(_ value: Double) {
        guard Self.range ~= value else { return nil }
        self.value = value
    }
}

/// How sure a reader of text was of a value, 0–1.
public struct Confidence: Score {
    /// 0–1.
    public static let range = 0.0...1.0
    /// The number.
    public let value: Double

    /// `nil` outside 0–1.
    public init?(_ value: Double) {
        guard Self.range ~= value else { return nil }
        self.value = value
    }
}
