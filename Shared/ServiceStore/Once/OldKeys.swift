import Postgres

/// Keys that nobody will come with again.
struct OldKeys {
    /// A replay is answered for that long.
    static let age = Interval(days: 1)
    /// So many at a time, so that no transaction holds many locks.
    static let batchMax = 1_000

    private let system: Postgres

    init(_ system: Postgres) { self.system = system }

    /// Forgets them.
    /// - Returns: how many.
    @discardableResult
    func forgetAcrossTenants() async throws(PostgresError) -> Int {
        var total = 0
        while true {
            let count = try await system.leased.execute(
                """
                DELETE FROM idempotency_keys
                WHERE (tenant_id, principal, operation, key) IN (
                    SELECT tenant_id, principal, operation, key FROM idempotency_keys
                    WHERE created_at < now() - \(Self.age)
                    ORDER BY created_at LIMIT \(Int64(Self.batchMax)) FOR UPDATE SKIP LOCKED
                )
                """
            )
            total += count
            guard count == Self.batchMax else { return total }
        }
    }
}
