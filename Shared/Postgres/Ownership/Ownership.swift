/// A service's schema and its three roles, all named after the service:
///
/// | role | may | row-level security |
/// |---|---|---|
/// | `X_owner` | own the schema: migrate and bulk-load | does not apply (enabled, not forced) |
/// | `X` | serve: read and write rows | applies |
/// | `X_system` | serve across tenants | applies, with policies of its own |
///
/// None of them sees another service's schema.
public struct Ownership: Hashable, Sendable {
    /// The schema, and the role that serves.
    public let schema: Identifier

    /// Names the schema and roles of a service (`identity` → `identity_owner`, …).
    public init(of service: Identifier) {
        schema = service
    }

    /// The role that owns the schema and migrates it.
    public var owner: Identifier { schema.appending("_owner") }
    /// The role that serves; it owns nothing and cannot pass row-level security.
    public var serving: Identifier { schema }
    /// The role for what must cross tenants, as far as its own policies let it.
    public var system: Identifier { schema.appending("_system") }

    /// All three roles.
    public var roles: [Identifier] { [owner, serving, system] }
}

/// What the roles prove themselves with where the server asks for a password (SCRAM); a role
/// without one keeps what it has.
public struct RolePasswords: Sendable {
    var owner: String?
    var serving: String?
    var system: String?

    /// Passwords in clear, or SCRAM verifiers as PostgreSQL stores them (`SCRAM-SHA-256$…`).
    public init(owner: String? = nil, serving: String? = nil, system: String? = nil) {
        self.owner = owner
        self.serving = serving
        self.system = system
    }
}

extension RolePasswords: CustomStringConvertible, CustomReflectable {
    /// Nothing: whoever prints a configuration must not print passwords.
    public var description: String { "passwords" }
    /// Shows nothing, either.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Why a service's schema and roles could not be established.
public enum OwnershipError: Error, Sendable {
    /// A role of that name exists and may more than a service's role must: it is a superuser,
    /// bypasses row-level security, makes roles or databases, or is a member of another role.
    case roleIsTooPowerful(String)
    /// The server, or the way to it, did not do what was asked.
    case database(PostgresError)
}

extension OwnershipError: CustomStringConvertible {
    /// What is wrong, with the names of roles and without data.
    public var description: String {
        switch self {
        case .roleIsTooPowerful(let role):
            "The role \(role) exists and may more than a service's role must."
        case .database(let error): "\(error)"
        }
    }
}
