public import ServiceKit
public import Vocabulary

/// How a service finds its database; to be listed among its settings.
public enum StoreSettings {
    /// The role that serves.
    public static let database = Setting<Confidential>(
        required: "VOUCH_DATABASE_URL",
        "libpq connection string of the serving role."
    )
    /// The role that owns the schema.
    public static let ownerDatabase = Setting<Confidential>(
        required: "VOUCH_OWNER_DATABASE_URL",
        "libpq connection string of the role that owns the schema and migrates it."
    )
    /// The role for what crosses tenants.
    public static let systemDatabase = Setting<Confidential>(
        required: "VOUCH_SYSTEM_DATABASE_URL",
        "libpq connection string of the role that may cross tenants."
    )
    /// Connections that short statements share.
    public static let sharedConnections = Setting(
        "VOUCH_DATABASE_SHARED_CONNECTIONS",
        default: 2,
        in: 1...32,
        "Connections that short statements share."
    )
    /// Connections for transactions and reports.
    public static let leasedConnections = Setting(
        "VOUCH_DATABASE_LEASED_CONNECTIONS",
        default: 8,
        in: 1...64,
        "Connections at most for transactions and reports."
    )

    /// All of them.
    public static let all: [any DeclaredSetting] = [
        database, ownerDatabase, systemDatabase, sharedConnections, leasedConnections,
    ]
}
