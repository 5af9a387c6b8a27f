public import Postgres
public import Vocabulary

/// A whole number of a type that knows its range, stored as an `integer`.
public protocol StoredRating: StoredValue, Rating where Stored == Int32 {}

extension StoredRating {
    /// The number.
    public var stored: Int32 { Int32(value) }

    /// Nil beyond the range.
    public init?(stored: Int32) { self.init(Int(stored)) }
}

extension StageRating: StoredRating {}
extension SkillRating: StoredRating {}

/// A computed number of a type that knows its range, stored as a `double precision`.
public protocol StoredScore: StoredValue, Score where Stored == Double {}

extension StoredScore {
    /// The number.
    public var stored: Double { value }

    /// Nil beyond the range.
    public init?(stored: Double) { self.init(stored) }
}

extension MatchScore: StoredScore {}
extension InterviewScore: StoredScore {}
extension Confidence: StoredScore {}

extension Amount: StoredValue {
    /// Hundredths, a `bigint`.
    public var stored: Int64 { hundredths }

    /// Nil beyond the range.
    public init?(stored: Int64) { self.init(hundredths: stored) }
}
