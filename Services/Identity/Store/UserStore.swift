import Contract
import Postgres
import ServiceStore
import Vocabulary

/// The members of the organization that `source` acts for.
struct UserStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    private static var columns: Statement {
        "id, version, name, email, role, status, created_at, last_signed_in_at, account_id"
    }

    /// One member, if there is one.
    func member(_ id: UserID) async throws(PostgresError) -> Member? {
        try await source.rowIfAny("SELECT \(Self.columns) FROM users WHERE id = \(id)")
    }

    /// One member, locked against other changes.
    func lockedMember(_ id: UserID) async throws(PostgresError) -> Member? {
        try await source.rowIfAny("SELECT \(Self.columns) FROM users WHERE id = \(id) FOR UPDATE")
    }

    /// The member with this address, locked against other changes.
    func lockedMember(
        withAddress email: EmailAddress
    ) async throws(PostgresError) -> Member? {
        try await source.rowIfAny(
            "SELECT \(Self.columns) FROM users WHERE email_key = \(email.key) FOR UPDATE"
        )
    }

    /// Whether an administrator would be left without this one.
    func hasAdministrator(besides id: UserID) async throws(PostgresError) -> Bool {
        try await source.row(
            """
            SELECT EXISTS (SELECT FROM users
                WHERE role = 'admin' AND status = 'active' AND id <> \(id))
            """
        )
    }

    /// How many members there are, up to one more than `limit`.
    func count(upTo limit: Int) async throws(PostgresError) -> Int {
        try await source.row(
            """
            SELECT count(*) FROM (SELECT FROM users ORDER BY name_key, id LIMIT \(limit + 1)) AS u
            """
        )
    }

    /// Members by name, behind the one with this key and identifier.
    func members(
        status: UserStatus?,
        after key: String,
        _ id: UserID,
        limit: Int
    ) async throws(PostgresError) -> [Member] {
        let condition: Statement = status.map { "AND status = \($0)" } ?? ""
        return try await source.rows(
            """
            SELECT \(Self.columns) FROM users
            WHERE (name_key, id) > (\(key), \(id)) \(condition)
            ORDER BY name_key, id LIMIT \(Int64(limit))
            """
        )
    }

    /// Keeps a new member.
    func insert(
        _ member: Member,
        of organization: OrganizationID
    ) async throws(PostgresError) {
        let user = member.user
        try await source.execute(
            """
            INSERT INTO users (org_id, \(Self.columns), name_key, email_key)
            VALUES (\(organization), \(user.id), \(Int32(user.version)), \(user.name),
                \(user.email), \(user.role), \(user.status), \(user.createdAt),
                \(user.lastSignedInAt), \(member.account), \(member.nameKey), \(user.email.key))
            """
        )
    }

    /// Keeps a changed member. Being disabled counts as one more time of being cut off.
    func update(_ member: Member) async throws(PostgresError) {
        let user = member.user
        try await source.execute(
            """
            UPDATE users SET version = \(Int32(user.version)), name = \(user.name),
                name_key = \(member.nameKey), role = \(user.role), status = \(user.status),
                account_id = \(member.account),
                cut_offs = cut_offs
                    + CASE WHEN status <> 'disabled' AND \(user.status) = 'disabled'
                        THEN 1 ELSE 0 END
            WHERE id = \(user.id)
            """
        )
    }
}

extension Member: PostgresRow {
    init(_ row: borrowing Row) throws(PostgresError) {
        user = User(
            id: try row["id"],
            version: Int(try row["version"] as Int32),
            name: try row["name"],
            email: try row["email"],
            role: try row["role"],
            status: try row["status"],
            createdAt: try row["created_at"],
            lastSignedInAt: try row["last_signed_in_at"]
        )
        account = try row["account_id"]
    }
}
