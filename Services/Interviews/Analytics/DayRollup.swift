import Contract
import Postgres
import ServiceStore
import Vocabulary

/// Adds up the movements of days that are over, so that answers about the past stay fast.
struct DayRollup: Sendable {
    let store: ServiceStore
    let now: @Sendable () -> Instant

    /// How often it looks whether a day is over.
    static let interval = Duration.seconds(600)
    /// A change is dated before it is committed: by then, those of a day are all there.
    private static let patience = Duration.seconds(3_600)
    /// The first run may have years to add up.
    private static let timeout = Duration.seconds(600)

    /// Adds up what is over and was not added up before, in all organizations. Several replicas
    /// may run it at once: they wait for each other's lock.
    @discardableResult
    func run() async throws -> Bool {
        guard let today = (now() - Self.patience).date else { return false }
        return try await store.system.within(Self.timeout).transaction { transaction in
            let mark: CalendarDate = try await transaction.row(
                "SELECT day FROM interview_day_mark WHERE singleton FOR UPDATE"
            )
            guard mark < today else { return false }
            try await transaction.execute(Self.add(from: mark, to: today))
            try await transaction.execute(
                "UPDATE interview_day_mark SET day = \(today) WHERE singleton"
            )
            return true
        }
    }

    private static func add(from mark: CalendarDate, to today: CalendarDate) -> Statement {
        """
        INSERT INTO interview_days (org_id, scope, subject, day, metric, change)
        SELECT m.org_id, s.scope, s.subject, (m.at AT TIME ZONE 'UTC')::date, m.metric,
            sum(m.change)
        FROM interview_movements m CROSS JOIN LATERAL (VALUES
            ('all', \(NameID.none)), ('company', m.company), ('feeder', m.feeder))
            AS s (scope, subject)
        WHERE m.at >= \(Instant(startOf: mark)) AND m.at < \(Instant(startOf: today))
        GROUP BY m.org_id, s.scope, s.subject, (m.at AT TIME ZONE 'UTC')::date, m.metric
        HAVING sum(m.change) <> 0
        """
    }
}
