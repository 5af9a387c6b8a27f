import FoundationEssentials

/// For whom a statement runs, and how long it may.
struct Terms: Sendable {
    private(set) var tenant: Tenant?
    private(set) var timeout: Duration
    var deadline: ContinuousClock.Instant?
    /// Sets `tenant` and `timeout` where they differ from the connection's defaults. Made once
    /// for all statements of a handle.
    private var scope: Statement?

    init(timeout: Duration) {
        self.timeout = timeout
    }

    init(of other: Terms, tenant: Tenant) {
        self = other
        self.tenant = tenant
        scope = Terms.scope(tenant, setsTimeout ? timeout : nil)
    }

    init(of other: Terms, timeout: Duration) {
        self = other
        self.timeout = timeout
        setsTimeout = true
        scope = Terms.scope(tenant, timeout)
    }

    /// The timeout is not the connection's own.
    private var setsTimeout = false

    /// What to send in front of a statement that is sent now, and the nanoseconds it may take.
    ///
    /// - Throws: `.timedOut` when the deadline has passed.
    func now(default: Duration) throws(PostgresError) -> (scope: Statement?, timeout: Int64) {
        guard let deadline else { return (scope, timeout.nanoseconds) }
        let left = deadline - .now
        guard left > .zero else { throw PostgresError(.timedOut) }
        guard left < timeout else { return (scope, timeout.nanoseconds) }
        return (Terms.scope(tenant, left), left.nanoseconds)
    }

    private static func scope(_ tenant: Tenant?, _ timeout: Duration?) -> Statement? {
        var settings: [Statement] = []
        if let organization = tenant?.organization {
            settings.append(set("vouch.org_id", to: organization.uuidString))
        }
        if let person = tenant?.person {
            settings.append(set("vouch.person_id", to: person.uuidString))
        }
        if let timeout {
            settings.append(set("statement_timeout", to: String(timeout.milliseconds)))
        }
        return settings.isEmpty ? nil : "SELECT \(settings, separator: ", ")"
    }

    /// `true`: only within the transaction, so that nobody's setting outlives his statement.
    private static func set(_ name: StaticString, to value: String) -> Statement {
        "set_config('\(Statement(stringLiteral: name.description))', \(value), true)"
    }
}
