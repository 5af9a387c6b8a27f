import Postgres
import ServiceStore
import Vocabulary

/// How often something was tried lately, counted for all replicas together.
struct TryStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    /// Counts a try, unless there were too many; those that are refused do not count, so that a
    /// flood cannot lock anybody out for longer than the window.
    ///
    /// - Returns: how long to wait where it is refused; `nil` where it is not.
    func refusal(
        of subject: TryLimit.Subject,
        _ limit: TryLimit,
        at now: Instant
    ) async throws(PostgresError) -> Duration? {
        let key: Statement = "sha256(convert_to(\(subject.text), 'UTF8'))"
        let allowed = try await source.execute(
            """
            INSERT INTO tries AS t (key, at, last_at) VALUES (\(key), ARRAY[\(now)], \(now))
            ON CONFLICT (key) DO UPDATE
            SET at = (ARRAY[\(now)] || t.at)[1:\(Int32(limit.count))], last_at = \(now)
            WHERE t.at[\(Int32(limit.count))] IS NULL
                OR t.at[\(Int32(limit.count))] <= \(now - limit.window)
            """
        )
        guard allowed == 0 else { return nil }
        let oldest: Instant?? = try await source.rowIfAny(
            "SELECT at[\(Int32(limit.count))] FROM tries WHERE key = \(key)"
        )
        // Gone, or NULL, where others were swept meanwhile.
        return (oldest ?? nil).map { $0 + limit.window - now } ?? limit.window
    }

    /// Forgets what was tried before an instant.
    func sweep(before instant: Instant, limit: Int) async throws(PostgresError) {
        try await source.execute(
            """
            DELETE FROM tries WHERE key IN (SELECT key FROM tries
                WHERE last_at < \(instant) ORDER BY last_at LIMIT \(Int64(limit)))
            """
        )
    }
}
