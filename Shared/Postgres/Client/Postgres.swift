/// A pool of connections to one PostgreSQL database, as one role.
///
/// A value that says where, for whom and how long statements run; copies share the pool:
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
    /// Opens a pool. Connections are made in the background; `ready` waits for the first.
    public init(_ configuration: PostgresConfiguration) {
        fatalError()
    }

    /// The same pool, with statements that see the tenant's rows.
    public func acting(for tenant: Tenant) -> Postgres { self }

    /// The same pool, with statements that may run that long each.
    public func within(_ timeout: Duration) -> Postgres { self }

    /// The same pool, with statements that must be over at that instant.
    public func until(_ deadline: ContinuousClock.Instant) -> Postgres { self }

    /// The same pool, with statements that each have a connection to themselves while they run:
    /// for reports, and whatever else takes long.
    public var leased: Postgres { self }

    public func answer(to statement: Statement) async throws(PostgresError) -> Answer {
        throw PostgresError(.closed)
    }

    /// Waits until the server has answered a statement.
    public func ready() async throws(PostgresError) {}

    /// Refuses new statements, waits for those that run, at most that long, and disconnects.
    public func close(within grace: Duration = .seconds(5)) async {}

    /// What the pool is doing.
    public func health() async -> PoolHealth { PoolHealth() }
}
