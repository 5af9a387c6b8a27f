import NIOCore

/// One address of a service: its connections, its load and its health. Confined to its event loop.
final class Replica {
    let endpoint: Endpoint
    let authority: [UInt8]
    let pool: UpstreamPool
    private(set) var health: ReplicaHealth
    private(set) var connections: [ClientConnection] = []
    private var attempts: [ConnectAttempt] = []
    /// Requests on all of its connections.
    var load = 0
    /// What the last connection took at once.
    private(set) var roomPerConnection: Int
    /// A further connection was refused while others stood.
    private var growthAt = NIODeadline.uptimeNanoseconds(0)
    private var isRemoved = false

    init(_ endpoint: Endpoint, _ pool: UpstreamPool) {
        self.endpoint = endpoint
        self.pool = pool
        authority = endpoint.authority
        health = ReplicaHealth(pool.limits)
        roomPerConnection =
            switch pool.upstream.transport {
            case .http1: 1
            case .http2, .tls: pool.limits.streamsPerConnectionMax
            }
    }

    var isAvailable: Bool { health.isHealthy && !isRemoved }
    var isConnecting: Bool { !attempts.isEmpty }
    var isUnconnected: Bool { attempts.isEmpty && !connections.contains { !$0.isRetiring } }
    var isIdle: Bool { connections.isEmpty && attempts.isEmpty }
    var expectedRoom: Int { attempts.count * roomPerConnection }

    /// The emptiest connection that takes one more.
    var readyConnection: ClientConnection? {
        var best: ClientConnection?
        for connection in connections where connection.hasRoom {
            if connection.openExchanges < best?.openExchanges ?? .max { best = connection }
        }
        return best
    }

    // MARK: Connecting

    var canConnect: Bool {
        let most = pool.limits.connectionsPerAddressMax
        let lasting = connections.count { !$0.isRetiring }
        // Those that retire count too, or a peer could have any number of them.
        return lasting + attempts.count < most && connections.count + attempts.count < 2 * most
            && growthAt <= pool.loop.now
    }

    func connect() {
        let attempt = ConnectAttempt(self)
        attempts.append(attempt)
        attempt.begin()
    }

    func connected(_ attempt: ConnectAttempt, _ connection: ClientConnection) {
        attempts.removeAll { $0 === attempt }
        connections.append(connection)
        health.connected()
        roomPerConnection = max(1, connection.room)
        if isRemoved { connection.retire() }
        pool.serve()
    }

    func connectFailed(_ attempt: ConnectAttempt, _ reason: ClientError.Reason) {
        attempts.removeAll { $0 === attempt }
        let pause = TimeAmount(pool.limits.ejection)
        if connections.contains(where: { !$0.isRetiring }) {
            // It lives; it only takes no more connections.
            growthAt = pool.loop.now + pause
        } else {
            health.connectionFailed(now: pool.loop.now, random: pool.loop.random.fraction())
        }
        pool.connectFailed(reason)
    }

    // MARK: What connections tell

    func answered() { health.answered() }

    /// A request was refused, or its deadline passed in silence.
    func requestFailed() {
        let random = pool.loop.random.fraction()
        if health.requestFailed(now: pool.loop.now, random: random) { retireAll() }
    }

    /// - Parameter isFault: whether that says something about the peer's health.
    func closed(_ connection: ClientConnection, isFault: Bool) {
        connections.removeAll { $0 === connection }
        guard isFault else { return pool.serve() }
        if connections.contains(where: { !$0.isRetiring }) {
            requestFailed()
        } else {
            health.connectionFailed(now: pool.loop.now, random: pool.loop.random.fraction())
        }
        pool.serve()
    }

    /// A connection has room again.
    func hasRoom() { pool.serve() }

    // MARK: Time and the end

    func tick(_ now: NIODeadline) {
        for connection in connections { connection.tick(now) }
        guard pool.isInUse, !isAvailable, !isRemoved, attempts.isEmpty, canConnect else {
            return
        }
        if health.beginProbe(now: now) { connect() }
    }

    private func retireAll() {
        for connection in connections { connection.retire() }
    }

    /// It is no longer one of the service's addresses.
    func remove() {
        isRemoved = true
        for attempt in attempts { attempt.cancel() }
        attempts = []
        retireAll()
    }

    func close() {
        isRemoved = true
        for attempt in attempts { attempt.cancel() }
        attempts = []
        for connection in connections { connection.closeNow(.closed) }
    }
}
