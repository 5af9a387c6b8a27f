import Postgres
import ServiceStore
import Tokens
import Vocabulary

/// Sessions and their refresh tokens: for the system role only, because a refresh token does not
/// say whose it is.
struct SessionsAcrossTenants<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    /// Begins a session.
    func insert(_ session: Session, at now: Instant) async throws(PostgresError) {
        try await source.execute(
            """
            INSERT INTO sessions (id, account_id, org_id, user_id, cut_offs, created_at, expires_at)
            VALUES (\(session.id), \(session.account), \(session.standing?.organization),
                \(session.standing?.user), \(Int32(session.standing?.cutOffs ?? 0)), \(now), \(now))
            """
        )
    }

    /// Keeps a refresh token, and the session for as long as it is good.
    func insert(
        _ token: SecretHash,
        of session: SessionID,
        until expiry: Instant
    ) async throws(PostgresError) {
        try await source.execute(
            """
            WITH prolonged AS (
                UPDATE sessions SET expires_at = \(expiry) WHERE id = \(session)
            )
            INSERT INTO refresh_tokens (hash, session_id, expires_at)
            VALUES (\(token.bytes.bytea), \(session), \(expiry))
            """
        )
    }

    /// Uses a refresh token up: of many who try at once, one gets its session.
    func use(_ token: SecretHash, at now: Instant) async throws(PostgresError) -> SessionID? {
        try await source.rowIfAny(
            """
            UPDATE refresh_tokens SET used_at = \(now)
            WHERE hash = \(token.bytes.bytea) AND used_at IS NULL AND expires_at > \(now)
            RETURNING session_id
            """
        )
    }

    /// The session that a refresh token belongs to, used up or not.
    func session(of token: SecretHash) async throws(PostgresError) -> Session? {
        try await source.rowIfAny(
            """
            SELECT id, account_id, org_id, user_id, cut_offs, ended_at FROM sessions
            WHERE id = (SELECT session_id FROM refresh_tokens WHERE hash = \(token.bytes.bytea))
            """
        )
    }

    /// One session, locked against its end.
    func lockedSession(_ id: SessionID) async throws(PostgresError) -> Session? {
        try await source.rowIfAny(
            """
            SELECT id, account_id, org_id, user_id, cut_offs, ended_at FROM sessions
            WHERE id = \(id) FOR UPDATE
            """
        )
    }

    /// Goes on with the session in another organization.
    func move(_ session: SessionID, to standing: Session.Standing) async throws(PostgresError) {
        try await source.execute(
            """
            UPDATE sessions SET org_id = \(standing.organization), user_id = \(standing.user),
                cut_offs = \(Int32(standing.cutOffs))
            WHERE id = \(session)
            """
        )
    }

    /// Ends a session.
    ///
    /// - Returns: false where it had ended before.
    func end(_ session: SessionID, at now: Instant) async throws(PostgresError) -> Bool {
        try await source.execute(
            "UPDATE sessions SET ended_at = \(now) WHERE id = \(session) AND ended_at IS NULL"
        ) > 0
    }

    /// Ends all sessions of an account.
    func endAll(of account: AccountID, at now: Instant) async throws(PostgresError) {
        try await source.execute(
            """
            UPDATE sessions SET ended_at = \(now)
            WHERE account_id = \(account) AND ended_at IS NULL
            """
        )
    }

    /// Forgets sessions and refresh tokens that can no longer be used.
    func sweep(at now: Instant, limit: Int) async throws(PostgresError) {
        try await source.execute(
            """
            DELETE FROM sessions WHERE id IN (SELECT id FROM sessions
                WHERE expires_at < \(now) ORDER BY expires_at LIMIT \(Int64(limit)))
            """
        )
        try await source.execute(
            """
            DELETE FROM refresh_tokens WHERE hash IN (SELECT hash FROM refresh_tokens
                WHERE expires_at < \(now) ORDER BY expires_at LIMIT \(Int64(limit)))
            """
        )
    }
}

extension Session: PostgresRow {
    init(_ row: borrowing Row) throws(PostgresError) {
        id = try row["id"]
        account = try row["account_id"]
        let organization: OrganizationID? = try row["org_id"]
        let user: UserID? = try row["user_id"]
        let cutOffs: Int32 = try row["cut_offs"]
        if let organization, let user {
            standing = Standing(organization: organization, user: user, cutOffs: Int(cutOffs))
        } else {
            standing = nil
        }
        hasEnded = (try row["ended_at"] as Instant?) != nil
    }
}
