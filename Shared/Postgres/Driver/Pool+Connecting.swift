// Establishing connections, giving up idle ones, closing.
extension Pool {
    /// Connections that should be there and are not even under way.
    private var shortage: (shared: Int, leased: Int) {
        guard closing == nil else { return (0, 0) }
        let leasing = attempts.values.count { kind in kind == .leased }
        let sharing = attempts.count - leasing
        let inUse = leasesInUse
        let wanted = max(configuration.leasedConnections.lowerBound, inUse + leaseLine.count)
        return (
            max(0, configuration.sharedConnections - shared.count - sharing),
            max(
                0,
                min(wanted, configuration.leasedConnections.upperBound) - inUse - idle.count
                    - leasing
            )
        )
    }

    func connectIfShort() {
        guard loop.now >= connectAgainAt else { return }
        let missing = shortage
        // While the server does not answer, one attempt at a time is enough to notice when it
        // does again.
        if backoff.failures > 0 {
            guard attempts.isEmpty, missing.shared + missing.leased > 0 else { return }
            return connect(missing.shared > 0 ? .shared : .leased)
        }
        for _ in 0..<missing.shared { connect(.shared) }
        for _ in 0..<missing.leased { connect(.leased) }
    }

    private func connect(_ kind: ConnectionKind) {
        let attempt = loop.nextID()
        attempts[attempt] = kind
        let isStarted = Connecting.threads.run { [id, configuration, inbox = loop.inbox] in
            let result = Connecting.connect(configuration)
            inbox.submit(.connected(pool: id, attempt: attempt, result))
        }
        if !isStarted { connected(attempt, .failed(ServerReport(sqlState: "53000"))) }
    }

    func connected(_ attempt: UInt64, _ result: Connecting.Result) {
        guard let kind = attempts.removeValue(forKey: attempt), closing == nil else { return }
        switch result {
        case .failed(let report):
            failures += 1
            lastFailure = report
            connectAgainAt = loop.now + backoff.failed().nanoseconds
        case .established(let established):
            guard let connection = loop.adopt(established, for: self) else { return }
            backoff.succeeded()
            lastFailure = nil
            switch kind {
            case .shared:
                shared.append(connection)
                drainSharedLine()
            case .leased:
                giveBack(connection)
            }
            connectIfShort()
        }
    }

    /// Closes what nobody used for a while, above the minimum.
    func closeIdle() {
        let timeout = configuration.idleConnectionTimeout.nanoseconds
        while idle.count + leasesInUse > configuration.leasedConnections.lowerBound,
            let oldest = idle.first, loop.now - oldest.since > timeout
        {
            idle.removeFirst()
            loop.forget(oldest.connection)
        }
    }

    func beginClosing(grace: Int64, _ waiter: Reply<Void>?) {
        var state = closing ?? Closing(deadline: loop.now + grace, waiters: [])
        if let waiter { state.waiters.append(waiter) }
        closing = state
        for entry in idle { loop.forget(entry.connection) }
        idle = []
        refuseWaiting()
        closeIfDone()
    }

    private func refuseWaiting() {
        for waiting in sharedLine.removeAll() { waiting.call.finish(.closed) }
        for lease in leaseLine.removeAll() {
            lease.refusePending(PostgresError(.closed))
            leases[ObjectIdentifier(lease.ticket)] = nil
        }
    }

    /// Disconnects when nothing is in flight any more, or the time for it has passed.
    func closeIfDone() {
        guard let closing else { return }
        let isDone = leasesInUse == 0 && !shared.contains { connection in connection.isBusy }
        guard isDone || loop.now >= closing.deadline else { return }
        for connection in shared { lose(connection) }
        for lease in leases.values {
            if let connection = lease.connection { lose(connection) }
        }
        leases = [:]
        refuseWaiting()
        loop.remove(self)
        for waiter in closing.waiters { waiter.send(()) }
    }
}
