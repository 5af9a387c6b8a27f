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
    /// How far back this replica looks each time: longer than a transaction takes to commit.
    private static let overlap: Duration = .seconds(60)
    private static let interval: Duration = .seconds(1)

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
            items: found.map { Revocation(subject: $0.subject.description, before: $0.before) }
        )
    }

    /// Has this replica's own verifier know what others have revoked, for as long as it runs.
    func follow() async throws {
        var since = now() - (TokenType.access.lifetime + TokenVerifier.skew)
        while !Task.isCancelled {
            let asked = now()
            // Without an answer the next one goes back as far.
            if (try? await take(since: since)) != nil { since = asked - Self.overlap }
            try await Task.sleep(for: Self.interval)
        }
    }

    /// Takes over what was revoked since an instant.
    func take(since instant: Instant) async throws {
        let found = try await RevocationStore(database).revocations(
            since: instant,
            limit: Self.answerMax
        )
        for entry in found { verifier.revoke(entry.subject, before: entry.before, at: now()) }
    }
}
