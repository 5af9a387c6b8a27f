import Postgres
import ServiceStore
import Tokens
import Vocabulary

/// Links that were sent: for the system role only, because a link does not say whose it is.
struct OneTimeTokenStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    /// Keeps a link's hash.
    func insert(
        _ hash: SecretHash,
        for link: Link,
        until expiry: Instant
    ) async throws(PostgresError) {
        try await source.execute(
            """
            INSERT INTO one_time_tokens (hash, purpose, email, email_key, org_id, user_id,
                expires_at)
            VALUES (\(hash.bytes.bytea), \(link.purpose), \(link.email), \(link.email.key),
                \(link.member?.organization), \(link.member?.user), \(expiry))
            """
        )
    }

    /// What a link is for, if it is still good.
    func link(
        _ hash: SecretHash,
        _ purpose: Link.Purpose,
        at now: Instant
    ) async throws(PostgresError) -> Link? {
        try await source.rowIfAny(
            """
            SELECT purpose, email, org_id, user_id FROM one_time_tokens
            WHERE hash = \(hash.bytes.bytea) AND purpose = \(purpose) AND expires_at > \(now)
            """
        )
    }

    /// Uses a link up, and with it all others for the same; of many who try at once, one does.
    func use(_ hash: SecretHash, for link: Link) async throws(PostgresError) -> Bool {
        let used = try await source.execute(
            "DELETE FROM one_time_tokens WHERE hash = \(hash.bytes.bytea)"
        )
        try await forget(link)
        return used > 0
    }

    /// Takes back all links for the same.
    func forget(_ link: Link) async throws(PostgresError) {
        try await source.execute(
            """
            DELETE FROM one_time_tokens
            WHERE email_key = \(link.email.key) AND purpose = \(link.purpose)
                AND user_id IS NOT DISTINCT FROM \(link.member?.user)
            """
        )
    }

    /// Forgets links that are no longer good.
    func sweep(at now: Instant, limit: Int) async throws(PostgresError) {
        try await source.execute(
            """
            DELETE FROM one_time_tokens WHERE hash IN (SELECT hash FROM one_time_tokens
                WHERE expires_at < \(now) ORDER BY expires_at LIMIT \(Int64(limit)))
            """
        )
    }
}

extension Link.Purpose: PostgresElement {}

extension Link: PostgresRow {
    init(_ row: borrowing Row) throws(PostgresError) {
        purpose = try row["purpose"]
        email = try row["email"]
        let organization: OrganizationID? = try row["org_id"]
        let user: UserID? = try row["user_id"]
        if let organization, let user {
            member = Invited(organization: organization, user: user)
        } else {
            member = nil
        }
    }
}
