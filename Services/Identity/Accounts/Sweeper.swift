import Postgres
import ServiceStore
import Tokens
import Vocabulary

/// Forgets what can no longer matter, a little at a time.
struct Sweeper: Sendable {
    /// So many rows of each kind at once: more would hold locks, and the log, for long.
    static let batch = 1_000
    static let interval: Duration = .seconds(60)
    /// No token is older, and its clock no further ahead.
    private static let revocationsKept = TokenType.longestLifetime + TokenVerifier.skew * 2

    let database: Postgres
    let now: @Sendable () -> Instant

    /// Sweeps once. Replicas that sweep at once do each other's work; nothing comes of it.
    func sweep() async throws(PostgresError) {
        let now = now()
        try await SessionsAcrossTenants(database).sweep(at: now, limit: Self.batch)
        try await OneTimeTokenStore(database).sweep(at: now, limit: Self.batch)
        try await TryStore(database).sweep(before: now - TryLimit.windowMax, limit: Self.batch)
        let oldest = now - Self.revocationsKept
        try await RevocationStore(database).sweep(before: oldest, limit: Self.batch)
    }
}
