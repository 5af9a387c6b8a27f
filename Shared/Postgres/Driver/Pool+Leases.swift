// Transactions, streams, copies and reports, each on a connection of its own.
extension Pool {
    func open(_ ticket: LeaseTicket) {
        guard closing == nil else { return }
        leases[ObjectIdentifier(ticket)] = Lease(ticket, now: loop.now)
    }

    func take(_ call: Call, for ticket: LeaseTicket) {
        if ticket.begin == nil { open(ticket) }
        guard let lease = leases[ObjectIdentifier(ticket)], !lease.isEnding else {
            return call.finish(closing == nil ? .ended : .closed)
        }
        switch call.work {
        case .commit, .rollback:
            end(lease, with: call)
        case .statement, .script, .copyIn, .copyData, .copyEnd, .copyOut, .copyRead:
            guard !lease.isLost else { return call.finish(.connectionLost) }
            guard lease.pending.count < Pool.pendingMax else {
                return call.finish(.waitingLineFull)
            }
            lease.pending.append(call)
            proceed(lease)
        }
    }

    private func end(_ lease: Lease, with call: Call) {
        lease.isEnding = true
        guard lease.connection != nil else {
            // Nothing was sent, or what was sent is gone.
            let isLost = lease.isLost
            remove(lease)
            if isLost { call.finish(.connectionLost) } else { call.finish(.done) }
            return
        }
        if case .rollback = call.work {
            lease.refusePending(PostgresError(.ended))
            if let connection = lease.connection, connection.exclusive != nil {
                // There is no orderly way out of a copy that nobody reads or writes any more.
                _ = loop.cancel(connection)
                return lose(connection)
            }
        }
        lease.pending.append(call)
        proceed(lease)
    }

    private func remove(_ lease: Lease) {
        leases[ObjectIdentifier(lease.ticket)] = nil
        _ = leaseLine.remove { other in other === lease }
        lease.refusePending(PostgresError(.ended))
    }

    /// Gets a lease its connection, or sends what it has pending.
    func proceed(_ lease: Lease) {
        if lease.connection != nil { return pump(lease) }
        guard !leaseLine.contains(where: { other in other === lease }) else { return }
        lease.waitingSince = loop.now
        if leaseLine.isEmpty, let entry = idle.popLast() {
            return assign(entry.connection, to: lease)
        }
        guard waitingCount < configuration.waitersMax else {
            lease.refusePending(PostgresError(.waitingLineFull))
            if lease.isSingle { remove(lease) }
            return
        }
        leaseLine.append(lease)
        connectIfShort()
    }

    private func assign(_ connection: Connection, to lease: Lease) {
        lease.connection = connection
        connection.lease = lease
        pump(lease)
    }

    /// Sends what is pending, as far as that is possible now.
    func pump(_ lease: Lease) {
        guard let connection = lease.connection else { return }
        var isAlive = true
        while isAlive, !lease.isCancelling, let call = lease.pending.first {
            guard isAllowed(call, lease, on: connection, isAlive: &isAlive) else { break }
            _ = lease.pending.popFirst()
            guard !call.isOver || lease.isEnding else { continue }
            isAlive = send(call, lease, on: connection)
        }
        loop.watch(connection)
        if !isAlive { return lose(connection) }
        if lease.isSingle, !connection.isBusy, lease.pending.isEmpty { release(lease) }
    }

    /// Whether the call can be sent now, or must wait for what is in front of it.
    private func isAllowed(
        _ call: Call,
        _ lease: Lease,
        on connection: Connection,
        isAlive: inout Bool
    ) -> Bool {
        switch call.work {
        case .statement, .commit, .rollback:
            return connection.exclusive == nil
        case .copyData, .copyEnd, .copyRead:
            return true
        case .script, .copyIn, .copyOut:
            guard connection.exclusive == nil else { return false }
            if !lease.hasBegun {
                lease.hasBegun = true
                let ticket = lease.ticket
                isAlive = connection.send(
                    nil,
                    begin: ticket.begin,
                    scope: ticket.scope,
                    now: loop.now
                )
            }
            return isAlive && connection.pipeline.isEmpty
        }
    }

    private func send(_ call: Call, _ lease: Lease, on connection: Connection) -> Bool {
        switch call.work {
        case .script, .copyIn, .copyData, .copyEnd, .copyOut, .copyRead:
            connection.exclusiveSince = loop.now
            return connection.runExclusively(call)
        case .statement, .commit, .rollback:
            let opens = !lease.hasBegun
            lease.hasBegun = true
            let ticket = lease.ticket
            return connection.send(
                call,
                begin: opens ? ticket.begin : nil,
                scope: opens ? ticket.scope ?? call.scope : nil,
                now: loop.now,
                resends: lease.resends
            )
        }
    }

    /// Answers the caller of a segment that came back from a leased connection.
    func finishLeased(_ segment: Connection.Segment, _ lease: Lease, on connection: Connection) {
        settle(segment, on: connection)
        guard let call = segment.caller.call else { return }
        if lease.isSingle, segment.isStale, lease.resends < Pool.resendsMax {
            lease.resends += 1
            lease.hasBegun = false
            lease.pending.append(call)
            return
        }
        loop.answer(call, outcome(of: segment))
        switch call.work {
        case .commit, .rollback: lease.isOver = true
        case .statement: lease.isOver = lease.isSingle
        case .script, .copyIn, .copyData, .copyEnd, .copyOut, .copyRead: break
        }
    }

    /// Takes the connection back once nothing is owed on it.
    func releaseIfOver(_ lease: Lease) {
        guard lease.isOver, !lease.isCancelling, let connection = lease.connection,
            !connection.isBusy
        else { return }
        release(lease)
    }

    private func release(_ lease: Lease) {
        guard let connection = lease.connection else { return }
        remove(lease)
        lease.connection = nil
        connection.lease = nil
        guard connection.isIdle, closing == nil else { return lose(connection) }
        giveBack(connection)
    }

    /// Gives a connection to the first in line, or keeps it.
    func giveBack(_ connection: Connection) {
        while let lease = leaseLine.popFirst() {
            if !lease.pending.isEmpty { return assign(connection, to: lease) }
        }
        idle.append((connection, loop.now))
    }
}
