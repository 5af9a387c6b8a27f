extension Ownership {
    /// Starts of several services on one server meet in its catalogue: each attempt that loses
    /// finds more of the work done.
    private static let attemptsMax = 20
    /// What losers are told: tuple concurrently updated (it has no SQLSTATE of its own), unique
    /// violation in the catalogue, duplicate role, duplicate schema.
    private static let collisions: Set<String> = ["XX000", "23505", "42710", "42P06"]

    /// Makes the schema, the roles and their rights, as far as they are not there yet. Safe to
    /// run at every start and from several places at once.
    ///
    /// - Parameter admin: connections to the service's database as a superuser, or as the
    ///   database's owner with `CREATEROLE`.
    public func establish(
        on admin: Postgres,
        passwords: RolePasswords = RolePasswords()
    ) async throws(OwnershipError) {
        for attempt in 1... {
            do {
                try await admin.transaction { transaction in
                    try await makeRoles(transaction)
                    try await setPasswords(passwords, transaction)
                    try await makeSchema(transaction)
                    try await grant(transaction)
                }
                return
            } catch let error as OwnershipError {
                throw error
            } catch let error as PostgresError {
                guard attempt < Self.attemptsMax, let state = error.sqlState,
                    Self.collisions.contains(state)
                else { throw .database(error) }
                // Cancellation shows in the next attempt.
                try? await Task.sleep(for: .milliseconds(Int.random(in: 5...50)))
            } catch {
                throw .database(PostgresError(.cancelled))
            }
        }
    }

    private func makeRoles(_ transaction: Transaction) async throws {
        let existing: [String] = try await transaction.rows(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY(\(roles.map(\.name)))"
        )
        for role in roles where !existing.contains(role.name) {
            try await transaction.execute("CREATE ROLE \(role) LOGIN NOINHERIT")
        }
        // Attributes cannot be taken away without being a superuser, so they are checked.
        let powerful: String? = try await transaction.rowIfAny(
            """
            SELECT rolname FROM pg_roles
            WHERE rolname = ANY(\(roles.map(\.name)))
              AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
                OR oid IN (SELECT member FROM pg_auth_members))
            ORDER BY rolname LIMIT 1
            """
        )
        if let powerful { throw OwnershipError.roleIsTooPowerful(powerful) }
    }

    /// The password travels as a parameter and is quoted by the server, inside a block, so that
    /// it stands in no statement that the server might log.
    private func setPasswords(
        _ passwords: RolePasswords,
        _ transaction: Transaction
    ) async throws {
        let pairs = [
            (owner, passwords.owner), (serving, passwords.serving), (system, passwords.system),
        ]
        for case (let role, let password?) in pairs {
            try await transaction.execute(
                """
                SELECT set_config('vouch.role', \(role.name), true),
                    set_config('vouch.password', \(password), true),
                    set_config('password_encryption', 'scram-sha-256', true)
                """
            )
            try await transaction.execute(
                """
                DO $$BEGIN
                    EXECUTE format('ALTER ROLE %I PASSWORD %L',
                        current_setting('vouch.role'), current_setting('vouch.password'));
                END$$
                """
            )
        }
    }

    private func makeSchema(_ transaction: Transaction) async throws {
        let isSuperuser: Bool = try await transaction.row(
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        )
        // Only a member may make something that the role owns.
        if !isSuperuser { try await transaction.execute("GRANT \(owner) TO CURRENT_USER") }
        try await transaction.execute(
            "CREATE SCHEMA IF NOT EXISTS \(schema) AUTHORIZATION \(owner)"
        )
        try await transaction.execute("ALTER SCHEMA \(schema) OWNER TO \(owner)")
    }

    private func grant(_ transaction: Transaction) async throws {
        let database: String = try await transaction.row("SELECT quote_ident(current_database())")
        let users: Statement = "\(serving), \(system)"
        let defaults: Statement = "ALTER DEFAULT PRIVILEGES FOR ROLE \(owner)"
        let statements: [Statement] = [
            "REVOKE ALL ON SCHEMA \(schema) FROM PUBLIC",
            "GRANT USAGE ON SCHEMA \(schema) TO \(users)",
            """
            \(defaults) IN SCHEMA \(schema)
            GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO \(users)
            """,
            "\(defaults) IN SCHEMA \(schema) GRANT USAGE, SELECT ON SEQUENCES TO \(users)",
            // Everybody may call a new function unless that is revoked for all schemas.
            "\(defaults) REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
            "\(defaults) IN SCHEMA \(schema) GRANT EXECUTE ON FUNCTIONS TO \(users)",
            // Older servers let everybody make tables in `public`.
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        ]
        for statement in statements { try await transaction.execute(statement.unprepared()) }
        // The database's name is the administrator's, not a constant of the program; the server
        // has quoted it.
        let name = Statement(stringLiteral: database)
        // A temporary table would come before the schema's own in the search path.
        try await transaction.execute("REVOKE TEMPORARY ON DATABASE \(name) FROM PUBLIC")
        try await transaction.execute("GRANT CONNECT ON DATABASE \(name) TO \(owner), \(users)")
        for role in roles {
            try await transaction.execute(
                "ALTER ROLE \(role) IN DATABASE \(name) SET search_path = \(schema), pg_temp"
            )
        }
    }
}
