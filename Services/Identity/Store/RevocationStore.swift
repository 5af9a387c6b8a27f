import Postgres
import ServiceStore
import Vocabulary

/// Whose tokens are believed no longer. Every service learns of it within seconds.
struct RevocationStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    /// Tokens of these, issued before an instant, are refused from now on.
    func revoke(
        _ subjects: [UUID128],
        before instant: Instant,
        at now: Instant
    ) async throws(PostgresError) {
        // Always in one order, so that two who revoke the same do not wait for each other.
        try await source.execute(
            """
            INSERT INTO revocations AS r (subject, before, recorded_at)
            SELECT subject, \(instant), \(now) FROM unnest(\(subjects.sorted())) AS subject
            ON CONFLICT (subject) DO UPDATE
            SET before = greatest(r.before, excluded.before), recorded_at = excluded.recorded_at
            """
        )
    }

    /// What was recorded since an instant, oldest first.
    func revocations(
        since instant: Instant,
        limit: Int
    ) async throws(PostgresError) -> [RecordedRevocation] {
        try await source.rows(
            """
            SELECT subject, before, recorded_at FROM revocations
            WHERE recorded_at >= \(instant) ORDER BY recorded_at, subject LIMIT \(Int64(limit))
            """
        )
    }

    /// Forgets what no token can be concerned by any more.
    func sweep(before instant: Instant, limit: Int) async throws(PostgresError) {
        try await source.execute(
            """
            DELETE FROM revocations WHERE subject IN (SELECT subject FROM revocations
                WHERE recorded_at < \(instant) ORDER BY recorded_at LIMIT \(Int64(limit)))
            """
        )
    }
}

/// One entry of the record.
struct RecordedRevocation: Hashable, PostgresRow {
    let subject: UUID128
    let before: Instant
    let recordedAt: Instant

    init(_ row: borrowing Row) throws(PostgresError) {
        subject = try row["subject"]
        before = try row["before"]
        recordedAt = try row["recorded_at"]
    }
}
