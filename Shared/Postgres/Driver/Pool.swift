/// The connections of one `Postgres`, and who waits for them. Confined to the driver thread.
final class Pool {
    /// Segments in flight on one shared connection; more callers wait in line, where they can
    /// still be moved to another connection.
    static let segmentsMax = 256
    /// Calls of one lease that may wait for those in front of them.
    static let pendingMax = 1024
    /// How long after its timeout a statement is given up on when the server does not say so.
    static let grace: Int64 = 1_000_000_000
    /// How long a server may be silent beyond the timeout of what it runs.
    static let silenceMax: Int64 = 5_000_000_000
    /// How often a statement is sent again because its connection was ended cleanly.
    static let resendsMax = 3

    enum ConnectionKind { case shared, leased }

    /// A call in line.
    struct Waiting {
        let call: Call
        let since: Int64
        var resends = 0
    }

    let id: Int
    let configuration: PostgresConfiguration
    unowned let loop: DriverLoop

    var shared: [Connection] = []
    var sharedLine = Queue<Waiting>()

    var idle: [(connection: Connection, since: Int64)] = []
    var leases: [ObjectIdentifier: Lease] = [:]
    var leaseLine = Queue<Lease>()

    /// Attempts to connect that have not come back.
    var attempts: [UInt64: ConnectionKind] = [:]
    var backoff = Backoff(first: .milliseconds(50), limit: .milliseconds(500))
    var connectAgainAt: Int64 = 0
    var failures = 0
    /// Why the last attempt to connect failed, for those who wait in vain.
    var lastFailure: ServerReport?

    var closing: Closing?

    struct Closing {
        let deadline: Int64
        var waiters: [Reply<Void>]
    }

    init(id: Int, configuration: PostgresConfiguration, loop: DriverLoop) {
        self.id = id
        self.configuration = configuration
        self.loop = loop
    }

    /// Takes a new call in.
    func take(_ call: Call) {
        if let ticket = call.ticket {
            take(call, for: ticket)
        } else if closing != nil {
            call.finish(.closed)
        } else {
            takeShared(call)
        }
    }

    var leasesInUse: Int { leases.values.count { lease in lease.connection != nil } }

    var waitingCount: Int { sharedLine.count + leaseLine.count }

    func health() -> PoolHealth {
        var health = PoolHealth()
        health.sharedConnections = shared.count
        health.leasesInUse = leasesInUse
        health.leasedConnections = idle.count + leasesInUse
        health.waiting = waitingCount
        health.inFlight = shared.reduce(0) { sum, connection in sum + connection.pipeline.count }
        for lease in leases.values {
            health.inFlight += lease.connection?.pipeline.count ?? 0
        }
        health.connectionFailures = failures
        return health
    }
}
