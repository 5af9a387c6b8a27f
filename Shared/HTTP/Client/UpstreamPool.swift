import NIOCore

/// One service's connections on one event loop: which address a request goes to, on which
/// connection, and who waits. Confined to its event loop.
final class UpstreamPool {
    let upstream: Upstream
    let loop: ClientLoop
    let limits: ClientLimits
    private var addressBook: AddressBook
    private(set) var replicas: [Replica] = []
    /// No longer addresses of the service; what is under way there ends there.
    private var leaving: [Replica] = []
    private var line = ExchangeLine()
    private var budget: RetryBudget
    private var lastUsedAt: NIODeadline
    private var requests = 0
    private var retries = 0
    /// Exchanges that pause before they are tried again.
    var pausing = 0
    private(set) var isClosed = false

    init(_ upstream: Upstream, _ loop: ClientLoop) {
        self.upstream = upstream
        self.loop = loop
        limits = upstream.limits
        budget = RetryBudget(
            ratio: limits.retryRatio,
            reserve: limits.retryReserve,
            now: loop.now
        )
        lastUsedAt = loop.now
        addressBook = AddressBook(limits)
    }

    // MARK: Requests

    /// - Returns: whether the exchange has a place: on a connection or in the line.
    func place(_ exchange: ClientExchange) -> Bool {
        lastUsedAt = loop.now
        refreshAddresses()
        if line.isEmpty, let connection = choose() {
            connection.open(exchange)
            return true
        }
        guard line.count < limits.waitingMax else { return false }
        line.append(exchange)
        grow()
        return true
    }

    func leaveLine(_ exchange: ClientExchange) { line.remove(exchange) }

    /// Why somebody has waited in vain.
    var waitingReason: ClientError.Reason { replicas.isEmpty ? .noAddress : .overloaded }

    func countRequest() {
        requests += 1
        budget.request()
    }

    /// - Returns: whether the service may be sent a request once more.
    func takeRetry() -> Bool {
        guard budget.take(now: loop.now) else { return false }
        retries += 1
        return true
    }

    // MARK: Choosing

    /// The least loaded of two random addresses; another one where that has no room right now.
    private func choose() -> ClientConnection? {
        guard let favourite = favourite() else { return readyConnection() }
        if let connection = favourite.readyConnection { return connection }
        if favourite.isUnconnected { favourite.connect() }
        return readyConnection()
    }

    private func favourite() -> Replica? {
        if replicas.count == 1 { return replicas[0].isAvailable ? replicas[0] : nil }
        let available = replicas.count(where: \.isAvailable)
        guard available > 1 else { return replicas.first(where: \.isAvailable) }
        let one = Int.random(in: 0..<available, using: &loop.random)
        // Any but the first, each as likely.
        let step = Int.random(in: 1..<available, using: &loop.random)
        let pair = (availableReplica(one), availableReplica((one + step) % available))
        return pair.0.load <= pair.1.load ? pair.0 : pair.1
    }

    /// - Precondition: more than `index` replicas are available.
    private func availableReplica(_ index: Int) -> Replica {
        var left = index
        for replica in replicas where replica.isAvailable {
            if left == 0 { return replica }
            left -= 1
        }
        preconditionFailure("fewer replicas are available than were counted")
    }

    private func readyConnection() -> ClientConnection? {
        var best: ClientConnection?
        for replica in replicas where replica.isAvailable {
            guard let connection = replica.readyConnection else { continue }
            if connection.openExchanges < best?.openExchanges ?? .max { best = connection }
        }
        return best
    }

    // MARK: Growing

    /// Something may have room: whoever has waited longest goes first.
    func serve() {
        while !line.isEmpty, let connection = choose() {
            guard let exchange = line.removeFirst() else { break }
            connection.open(exchange)
        }
        if !line.isEmpty { grow() }
    }

    /// Connects where the connections that are on their way will not do for those who wait.
    private func grow() {
        var expected = replicas.reduce(0) { $0 + $1.expectedRoom }
        while expected < line.count {
            let growable = replicas.lazy.filter { $0.isAvailable && $0.canConnect }
            guard let replica = growable.min(by: { $0.load < $1.load }) else { break }
            replica.connect()
            expected += replica.roomPerConnection
        }
        guard expected == 0, !replicas.contains(where: \.isAvailable) else { return }
        // All are ejected: better a doubtful one than none.
        let doubtful = replicas.min { $0.health.retryAt < $1.health.retryAt }
        if let doubtful, doubtful.canConnect { doubtful.connect() }
    }

    /// An address could not be connected to.
    func connectFailed(_ reason: ClientError.Reason) {
        // Others may still serve those who wait.
        if replicas.contains(where: { $0.isAvailable || $0.isConnecting }) { return serve() }
        for exchange in line.members {
            line.remove(exchange)
            exchange.attemptEnded(.unprocessed(reason))
        }
    }

    // MARK: Addresses

    private func refreshAddresses() {
        guard addressBook.needsRefresh(upstream, now: loop.now) else { return }
        addressBook.refresh(upstream, self)
        rebuildReplicas()
    }

    /// Names have been looked up, or could not be.
    func addressesChanged() {
        rebuildReplicas()
        guard replicas.isEmpty, !addressBook.isLooking else { return serve() }
        for exchange in line.members { exchange.fail(.noAddress) }
    }

    func lookedUp(_ address: Upstream.Address, _ found: [SocketAddress]) {
        loop.wake()
        addressBook.found(found, for: address, now: loop.now)
        addressesChanged()
    }

    private func rebuildReplicas() {
        let endpoints = addressBook.endpoints
        var kept: [Endpoint: Replica] = [:]
        for replica in replicas { kept[replica.endpoint] = replica }
        replicas = endpoints.map { kept.removeValue(forKey: $0) ?? Replica($0, self) }
        for replica in kept.values {
            leaving.append(replica)
            replica.remove()
        }
    }

    // MARK: Time

    func tick() {
        let now = loop.now
        refreshAddresses()
        for exchange in line.members { exchange.tick(now) }
        for replica in replicas + leaving { replica.tick(now) }
        leaving.removeAll(where: \.isIdle)
        if !line.isEmpty { serve() }
    }

    /// Whether it holds nothing that a new one would not have.
    var isForgettable: Bool {
        line.isEmpty && pausing == 0 && leaving.isEmpty && replicas.allSatisfy(\.isIdle)
            && loop.now - lastUsedAt > TimeAmount(limits.idleTimeout) + ClientLoop.tickInterval
    }

    /// Whether anybody has asked for the service lately: a service out of use is not probed.
    var isInUse: Bool { loop.now - lastUsedAt <= TimeAmount(limits.idleTimeout) }

    var counters: ClientCounters {
        ClientCounters(
            connections: replicas.reduce(0) { $0 + $1.connections.count },
            streams: replicas.reduce(0) { $0 + $1.load },
            waiting: line.count,
            addresses: replicas.count,
            ejected: replicas.count { !$0.health.isHealthy },
            requests: requests,
            retries: retries
        )
    }

    func close() {
        isClosed = true
        for exchange in line.members { exchange.fail(.closed) }
        for replica in replicas + leaving { replica.close() }
        replicas = []
        leaving = []
    }
}
