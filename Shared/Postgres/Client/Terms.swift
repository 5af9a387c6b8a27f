import FoundationEssentials

/// For whom a statement runs, and how long it may.
struct Terms: Sendable {
    let tenant: Tenant?
    let timeout: Duration
    var deadline: ContinuousClock.Instant?
    /// The timeout is not the connection's own.
    private let setsTimeout: Bool

    init(timeout: Duration) {
        tenant = nil
        self.timeout = timeout
        setsTimeout = false
    }

    init(of other: Terms, tenant: Tenant) {
        self.tenant = tenant
        timeout = other.timeout
        deadline = other.deadline
        setsTimeout = other.setsTimeout
    }

    init(of other: Terms, timeout: Duration) {
        tenant = other.tenant
        self.timeout = timeout
        deadline = other.deadline
        setsTimeout = true
    }

    /// What to send in front of a statement that is sent now, and the nanoseconds it may take.
    ///
    /// - Throws: `.timedOut` when the deadline has passed.
    func now() throws(PostgresError) -> (scope: Scope?, timeout: Int64) {
        guard let deadline else { return scope(setsTimeout ? timeout : nil, timeout) }
        let left = deadline - .now
        guard left > .zero else { throw PostgresError(.timedOut) }
        guard left < timeout else { return scope(setsTimeout ? timeout : nil, timeout) }
        return scope(left, left)
    }

    /// Sets tenant and timeout where they differ from the connection's defaults.
    private func scope(
        _ setting: Duration?,
        _ timeout: Duration
    ) -> (scope: Scope?, timeout: Int64) {
        let settings = Settings(tenant, setting)
        guard settings != [] else { return (nil, timeout.nanoseconds) }
        // As text, because that is what settings are; an identifier has 36 characters.
        var values = ByteWriter(reservingCapacity: 96)
        if let organization = tenant?.organization { values.writeField(textOf: organization) }
        if let person = tenant?.person { values.writeField(textOf: person) }
        if let setting { values.writeField(String(setting.milliseconds)) }
        return (Scope(Statement(shape: settings.shape, values: values)), timeout.nanoseconds)
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
        // `true`: only within the transaction, so that no setting outlives its statement. In a
        // condition that is never met, so that nothing is described and sent back.
        if contains(.organization) {
            settings.append("set_config('vouch.org_id', \(value), true) IS NULL")
        }
        if contains(.person) {
            settings.append("set_config('vouch.person_id', \(value), true) IS NULL")
        }
        if contains(.timeout) {
            settings.append("set_config('statement_timeout', \(value), true) IS NULL")
        }
        return "SELECT WHERE \(settings, separator: " OR ")"
    }
}
