import FoundationEssentials

/// For whom a statement runs, and how long it may.
struct Terms: Sendable {
    private(set) var tenant: Tenant?
    private(set) var timeout: Duration
    var deadline: ContinuousClock.Instant?
    /// Sets `tenant` and `timeout` where they differ from the connection's defaults. Made once
    /// for all statements of a handle.
    private var scope: Scope?
    private var nanoseconds: Int64

    init(timeout: Duration) {
        self.timeout = timeout
        nanoseconds = timeout.nanoseconds
    }

    init(of other: Terms, tenant: Tenant) {
        self = other
        self.tenant = tenant
        scope = Terms.scope(tenant, setsTimeout ? timeout : nil)
    }

    init(of other: Terms, timeout: Duration) {
        self = other
        self.timeout = timeout
        nanoseconds = timeout.nanoseconds
        setsTimeout = true
        scope = Terms.scope(tenant, timeout)
    }

    /// The timeout is not the connection's own.
    private var setsTimeout = false

    /// What to send in front of a statement that is sent now, and the nanoseconds it may take.
    ///
    /// - Throws: `.timedOut` when the deadline has passed.
    func now() throws(PostgresError) -> (scope: Scope?, timeout: Int64) {
        guard let deadline else { return (scope, nanoseconds) }
        let left = deadline - .now
        guard left > .zero else { throw PostgresError(.timedOut) }
        guard left < timeout else { return (scope, nanoseconds) }
        return (Terms.scope(tenant, left), left.nanoseconds)
    }

    private static func scope(_ tenant: Tenant?, _ timeout: Duration?) -> Scope? {
        let settings = Settings(tenant, timeout)
        guard settings != [] else { return nil }
        // As text, because that is what settings are; an identifier has 36 characters.
        var values = ByteWriter(reservingCapacity: 96)
        if let organization = tenant?.organization { values.writeField(organization.uuidString) }
        if let person = tenant?.person { values.writeField(person.uuidString) }
        if let timeout { values.writeField(String(timeout.milliseconds)) }
        return Scope(Statement(shape: settings.shape, values: values))
    }
}

/// Which settings a scope makes.
private struct Settings: OptionSet, Hashable {
    let rawValue: Int
    static let organization = Settings(rawValue: 1)
    static let person = Settings(rawValue: 2)
    static let timeout = Settings(rawValue: 4)

    init(rawValue: Int) {
        self.rawValue = rawValue
    }

    init(_ tenant: Tenant?, _ timeout: Duration?) {
        self = []
        if tenant?.organization != nil { insert(.organization) }
        if tenant?.person != nil { insert(.person) }
        if timeout != nil { insert(.timeout) }
    }

    /// Made once for each combination, because handles are made for every request.
    var shape: Statement.Shape { Settings.shapes[rawValue] }

    private static let shapes = (0..<8).map { rawValue in
        Settings(rawValue: rawValue).statement.shape
    }

    private var statement: Statement {
        let value = ""
        var settings: [Statement] = []
        // `true`: only within the transaction, so that no setting outlives its statement.
        if contains(.organization) {
            settings.append("set_config('vouch.org_id', \(value), true)")
        }
        if contains(.person) {
            settings.append("set_config('vouch.person_id', \(value), true)")
        }
        if contains(.timeout) {
            settings.append("set_config('statement_timeout', \(value), true)")
        }
        return "SELECT \(settings, separator: ", ")"
    }
}
