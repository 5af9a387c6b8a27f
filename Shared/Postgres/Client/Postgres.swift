/// A pool of connections to one PostgreSQL database, as one role.
///
/// A value that says where, for whom and how long statements run; copies share the pool, which
/// is closed when the last of them goes:
///
/// ```swift
/// let database = Postgres(PostgresConfiguration("host=/run/postgresql dbname=vouch"))
/// let theirs = database.acting(for: .organization(id)).within(.seconds(1))
/// let names: [String] = try await theirs.rows("SELECT name FROM candidates LIMIT 50")
/// ```
///
/// Each statement is a transaction of its own. It runs on a connection that it shares with other
/// callers' short statements, so it must be short itself: reports belong on `leased`.
///
/// A caller that is cancelled is answered at once; a statement on a shared connection still runs
/// to its end or its timeout, one on a leased connection is cancelled at the server as well.
public struct Postgres: Database {
    let pool: PoolHandle
    private(set) var terms: Terms
    private(set) var leases = false

    /// Opens a pool. Connections are made in the background; `ready` waits for the first.
    public init(_ configuration: PostgresConfiguration) {
        pool = PoolHandle(configuration)
        terms = Terms(timeout: configuration.statementTimeout)
    }

    /// The same pool, with statements that see the tenant's rows.
    public func acting(for tenant: Tenant) -> Postgres {
        changed { copy in copy.terms = Terms(of: copy.terms, tenant: tenant) }
    }

    /// The same pool, with statements that may run that long each. Whole milliseconds.
    public func within(_ timeout: Duration) -> Postgres {
        changed { copy in copy.terms = Terms(of: copy.terms, timeout: timeout) }
    }

    /// The same pool, with statements that must be over at that instant.
    public func until(_ deadline: ContinuousClock.Instant) -> Postgres {
        changed { copy in copy.terms.deadline = deadline }
    }

    /// The same pool, with statements that each have a connection to themselves while they run:
    /// for reports, and whatever else takes long.
    public var leased: Postgres {
        changed { copy in copy.leases = true }
    }

    /// Runs one statement and returns all of its rows, undecoded.
    public func answer(to statement: Statement) async throws(PostgresError) -> Answer {
        try statement.check()
        let (scope, timeout) = try terms.now()
        let call = Call(
            .statement(statement),
            scope: scope,
            ticket: leases ? LeaseTicket(begin: nil, scope: nil, pool: pool.id) : nil,
            pool: pool.id,
            timeout: timeout
        )
        return try await call.answer()
    }

    /// Waits until the server has answered a statement.
    ///
    /// - Throws: `.unavailable` when no connection was made in `waitTimeout`.
    public func ready() async throws(PostgresError) {
        try await execute("SELECT 1")
    }

    /// Refuses new statements, waits for those that run, at most that long, and disconnects.
    public func close(within grace: Duration = .seconds(5)) async {
        await pool.close(within: grace)
    }

    /// What the pool is doing.
    public func health() async -> PoolHealth {
        await pool.health()
    }

    private func changed(_ change: (inout Postgres) -> Void) -> Postgres {
        var copy = self
        change(&copy)
        return copy
    }
}

/// Keeps a pool open for as long as anybody has a copy of its `Postgres`.
final class PoolHandle: Sendable {
    let id = Driver.nextPool()
    let configuration: PostgresConfiguration

    init(_ configuration: PostgresConfiguration) {
        self.configuration = configuration
        Driver.inbox.submit(.open(pool: id, configuration))
    }

    deinit {
        Driver.inbox.submit(.close(pool: id, grace: 0, nil))
    }

    func close(within grace: Duration) async {
        await Reply.wait { reply in
            Driver.inbox.submit(.close(pool: id, grace: grace.nanoseconds, reply))
        }
    }

    func health() async -> PoolHealth {
        await Reply.wait { reply in Driver.inbox.submit(.health(pool: id, reply)) }
    }
}
