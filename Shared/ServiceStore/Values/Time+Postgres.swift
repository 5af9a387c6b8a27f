public import Postgres
public import Vocabulary

extension Instant: StoredValue {
    /// Microseconds, a `timestamptz`.
    public var stored: Timestamp { Timestamp(microsecondsSince1970: microseconds) }

    /// The infinities are the type's own ends.
    public init?(stored: Timestamp) { self.init(microseconds: stored.microsecondsSince1970) }
}

extension CalendarDate: StoredValue {
    // PostgreSQL counts days from 2000-01-01.
    private static let epochOffset = 10_957

    /// Days, a `date`.
    public var stored: CivilDate {
        CivilDate(daysSince2000: Int32(Int(daysSinceEpoch) - Self.epochOffset))
    }

    /// Nil beyond the years 1 to 9999.
    public init?(stored: CivilDate) {
        self.init(daysSinceEpoch: Int(stored.daysSince2000) + Self.epochOffset)
    }
}
