import Contract
import Postgres
import ServiceStore
import Tokens
import Vocabulary

/// Accounts, persons and memberships, whatever the organization: for the system role only, because
/// nobody's organization is known before they have signed in.
struct AccountsAcrossTenants<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    private static var columns: Statement { "id, email, password_hash, proven_at" }

    /// The account with this address, if there is one.
    func account(withAddress email: EmailAddress) async throws(PostgresError) -> Account? {
        try await source.rowIfAny(
            "SELECT \(Self.columns) FROM accounts WHERE email_key = \(email.key)"
        )
    }

    /// The same, locked against other changes.
    func lockedAccount(withAddress email: EmailAddress) async throws(PostgresError) -> Account? {
        try await source.rowIfAny(
            "SELECT \(Self.columns) FROM accounts WHERE email_key = \(email.key) FOR UPDATE"
        )
    }

    /// The account behind a member.
    func account(
        of user: UserID,
        in organization: OrganizationID
    ) async throws(PostgresError) -> Account? {
        try await source.rowIfAny(
            """
            SELECT \(Self.columns) FROM accounts WHERE id = (SELECT account_id FROM users
                WHERE org_id = \(organization) AND id = \(user))
            """
        )
    }

    /// The account behind a person.
    func account(of person: PersonID) async throws(PostgresError) -> Account? {
        try await source.rowIfAny(
            """
            SELECT \(Self.columns) FROM accounts
            WHERE id = (SELECT account_id FROM persons WHERE id = \(person))
            """
        )
    }

    /// Whether the account is still as it was read; it stays so until the transaction ends.
    func hold(_ account: Account) async throws(PostgresError) -> Bool {
        let held: AccountID? = try await source.rowIfAny(
            """
            SELECT id FROM accounts WHERE id = \(account.id)
                AND password_hash IS NOT DISTINCT FROM \(account.passwordHash?.description)
            FOR SHARE
            """
        )
        return held != nil
    }

    /// Keeps a new account.
    func insert(_ account: Account, at now: Instant) async throws(PostgresError) {
        try await source.execute(
            """
            INSERT INTO accounts (id, email, email_key, password_hash, proven_at, created_at)
            VALUES (\(account.id), \(account.email), \(account.email.key),
                \(account.passwordHash?.description), \(account.provenAt), \(now))
            """
        )
    }

    /// Keeps a changed account.
    func update(_ account: Account) async throws(PostgresError) {
        try await source.execute(
            """
            UPDATE accounts SET password_hash = \(account.passwordHash?.description),
                proven_at = \(account.provenAt)
            WHERE id = \(account.id)
            """
        )
    }

    /// Stores the same password's newer hash, unless the password was changed meanwhile.
    func strengthen(_ account: Account, _ hash: PasswordHash) async throws(PostgresError) {
        try await source.execute(
            """
            UPDATE accounts SET password_hash = \(hash.description)
            WHERE id = \(account.id) AND password_hash = \(account.passwordHash?.description)
            """
        )
    }

    /// Where the account is an active member, the one used last first.
    func memberships(of account: AccountID) async throws(PostgresError) -> [Standing] {
        try await source.rows(
            """
            SELECT u.org_id, u.id, u.role, u.cut_offs, o.name
            FROM users AS u JOIN organizations AS o ON o.id = u.org_id
            WHERE u.account_id = \(account) AND u.status = 'active'
            ORDER BY u.last_signed_in_at DESC NULLS LAST, u.created_at, u.id
            LIMIT \(Int64(Standing.membershipsMax))
            """
        )
    }

    /// Whether a member is still as they were read; from then on they cannot be cut off, nor get
    /// another role, before the transaction has ended.
    func hold(_ standing: Standing) async throws(PostgresError) -> Bool {
        let held: UserID? = try await source.rowIfAny(
            "SELECT id FROM users WHERE \(Self.isStill(standing)) FOR SHARE"
        )
        return held != nil
    }

    /// The same, and notes that they have signed in.
    func noteSignIn(_ standing: Standing, at now: Instant) async throws(PostgresError) -> Bool {
        try await source.execute(
            "UPDATE users SET last_signed_in_at = \(now) WHERE \(Self.isStill(standing))"
        ) > 0
    }

    private static func isStill(_ standing: Standing) -> Statement {
        """
        org_id = \(standing.membership.organizationID) AND id = \(standing.user)
            AND status = 'active' AND role = \(standing.membership.role)
            AND cut_offs = \(Int32(standing.cutOffs))
        """
    }

    /// Who is invited still, locked against other changes.
    func lockedInvited(_ invited: Link.Invited) async throws(PostgresError) -> Member? {
        try await source.rowIfAny(
            """
            SELECT id, version, name, email, role, status, created_at, last_signed_in_at,
                account_id
            FROM users
            WHERE org_id = \(invited.organization) AND id = \(invited.user)
                AND status = 'invited'
            FOR UPDATE
            """
        )
    }

    /// Keeps a member who has joined.
    func keepJoined(
        _ member: Member,
        of organization: OrganizationID
    ) async throws(PostgresError) {
        let user = member.user
        try await source.execute(
            """
            UPDATE users SET version = \(Int32(user.version)), name = \(user.name),
                name_key = \(member.nameKey), status = \(user.status),
                account_id = \(member.account)
            WHERE org_id = \(organization) AND id = \(user.id)
            """
        )
    }

    /// The account's person, if it has one.
    func person(of account: AccountID) async throws(PostgresError) -> PersonID? {
        try await source.rowIfAny("SELECT id FROM persons WHERE account_id = \(account)")
    }

    /// Keeps a new person.
    func insert(
        _ person: PersonID,
        of account: Account,
        at now: Instant
    ) async throws(PostgresError) {
        try await source.execute(
            """
            INSERT INTO persons (id, account_id, email, created_at)
            VALUES (\(person), \(account.id), \(account.email), \(now))
            """
        )
    }

    /// The name of the organization that invites somebody, while the invitation stands.
    func inviter(of member: Link.Invited) async throws(PostgresError) -> String? {
        try await source.rowIfAny(
            """
            SELECT o.name FROM users AS u JOIN organizations AS o ON o.id = u.org_id
            WHERE u.org_id = \(member.organization) AND u.id = \(member.user)
                AND u.status = 'invited'
            """
        )
    }

    /// Everybody whom tokens of the account speak for, members who were disabled included.
    func subjects(of account: AccountID) async throws(PostgresError) -> [UUID128] {
        try await source.rows(
            """
            SELECT id FROM users WHERE account_id = \(account)
            UNION ALL SELECT id FROM persons WHERE account_id = \(account)
            """
        )
    }
}

extension Account: PostgresRow {
    init(_ row: borrowing Row) throws(PostgresError) {
        id = try row["id"]
        email = try row["email"]
        let hash: String? = try row["password_hash"]
        passwordHash = hash.flatMap { PasswordHash($0) }
        provenAt = try row["proven_at"]
    }
}

extension Standing: PostgresRow {
    init(_ row: borrowing Row) throws(PostgresError) {
        user = try row["id"]
        cutOffs = Int(try row["cut_offs"] as Int32)
        membership = Membership(
            organizationID: try row["org_id"],
            name: try row["name"],
            role: try row["role"]
        )
    }
}
