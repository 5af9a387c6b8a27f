import Contract
import Postgres
import ServiceKit
import ServiceStore
import Tokens
import Vocabulary

/// Tells everybody whose tokens are believed no longer.
struct Revocations: Sendable {
    /// More in one answer would take more than a moment to read; the next answer goes on.
    static let answerMax = 10_000
    /// How far back this replica looks each time. What was recorded earlier it knows; what is
    /// recorded takes as long as its transaction to be seen.
    static let lookBack: Duration = .seconds(60)
    /// How often it looks.
    static let interval: Duration = .seconds(1)

    let database: Postgres
    let verifier: TokenVerifier
    let now: @Sendable () -> Instant

    /// Lists what was revoked since an instant, oldest first.
    func list(_ request: ListRevocations, _ call: Call) async throws -> RevocationList {
        let found = try await RevocationStore(database).revocations(
            since: request.since,
            limit: Self.answerMax
        )
        return RevocationList(
            items: found.map { Revocation(subject: $0.subject, before: $0.before) }
        )
    }

    /// Has this replica know whom tokens still about may not be believed of.
    func takeAll() async throws {
        try await take(since: now() - (TokenType.longestLifetime + TokenVerifier.skew))
    }

    /// Has this replica know what others have revoked since an instant.
    func take(since instant: Instant) async throws {
        let found = try await RevocationStore(database).revocations(
            since: instant,
            limit: Self.answerMax
        )
        for entry in found { verifier.revoke(entry.subject, before: entry.before, at: now()) }
    }
}
