import Postgres

/// What identity's schema is made of, in order; `Migrations/` holds the same files.
enum IdentityMigrations {
    static let all = [
        Migration("0010_accounts", PackageResources._010_accounts_sql),
        Migration("0011_sessions", PackageResources._011_sessions_sql),
        Migration("0012_candidates", PackageResources._012_candidates_sql),
    ]
}
