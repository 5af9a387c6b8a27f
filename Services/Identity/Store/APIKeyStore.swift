public import Contract
public import Postgres
import ServiceStore
import Tokens
import Vocabulary

/// The keys of the organization that `source` acts for.
struct APIKeyStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    private static var columns: Statement {
        "id, name, scopes, created_at, created_by, expires_at, last_used_at"
    }

    /// One key, if it is there.
    func key(_ id: APIKeyID) async throws(PostgresError) -> APIKey? {
        try await source.rowIfAny("SELECT \(Self.columns) FROM api_keys WHERE id = \(id)")
    }

    /// Keys, newest first, made before this one.
    func keys(before id: APIKeyID, limit: Int) async throws(PostgresError) -> [APIKey] {
        try await source.rows(
            """
            SELECT \(Self.columns) FROM api_keys
            WHERE id < \(id) ORDER BY id DESC LIMIT \(Int64(limit))
            """
        )
    }

    /// Keeps a new key.
    func insert(
        _ key: APIKey,
        _ hash: SecretHash,
        of organization: OrganizationID
    ) async throws(PostgresError) {
        try await source.execute(
            """
            INSERT INTO api_keys (org_id, \(Self.columns), secret_hash)
            VALUES (\(organization), \(key.id), \(key.name), \(key.scopes), \(key.createdAt),
                \(key.createdBy), \(key.expiresAt), \(key.lastUsedAt), \(hash.bytes.bytea))
            """
        )
    }

    /// Takes a key away.
    ///
    /// - Returns: false where there was none.
    func delete(_ id: APIKeyID) async throws(PostgresError) -> Bool {
        try await source.execute("DELETE FROM api_keys WHERE id = \(id)") > 0
    }
}

/// Keys by their secrets, whatever the organization: for the system role only, because a secret
/// does not say whose it is.
struct APIKeysAcrossTenants<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    /// Whom a secret speaks for, while it does. The key stays until the transaction ends.
    func heldKey(_ secret: SecretHash, at now: Instant) async throws(PostgresError) -> KeyInUse? {
        try await source.rowIfAny(
            """
            SELECT org_id, id, scopes, expires_at, last_used_at FROM api_keys
            WHERE secret_hash = \(secret.bytes.bytea)
                AND (expires_at IS NULL OR expires_at > \(now))
            FOR SHARE
            """
        )
    }

    /// Notes when a key was used.
    func noteUse(_ key: KeyInUse, at instant: Instant) async throws(PostgresError) {
        try await source.execute(
            """
            UPDATE api_keys SET last_used_at = \(instant)
            WHERE org_id = \(key.organization) AND id = \(key.id)
            """
        )
    }
}

/// A key that somebody calls with.
struct KeyInUse: Hashable, PostgresRow {
    let organization: OrganizationID
    let id: APIKeyID
    let scopes: [String]
    let expiresAt: Instant?
    let lastUsedAt: Instant?

    /// What a token says.
    var principal: Principal { .key(id, of: organization, scopes: Set(scopes)) }

    init(_ row: borrowing Row) throws(PostgresError) {
        organization = try row["org_id"]
        id = try row["id"]
        scopes = try row["scopes"]
        expiresAt = try row["expires_at"]
        lastUsedAt = try row["last_used_at"]
    }
}

extension APIKey: PostgresRow {
    public init(_ row: borrowing Row) throws(PostgresError) {
        self.init(
            id: try row["id"],
            name: try row["name"],
            scopes: try row["scopes"],
            createdAt: try row["created_at"],
            createdBy: try row["created_by"],
            expiresAt: try row["expires_at"],
            lastUsedAt: try row["last_used_at"]
        )
    }
}
