// Cancelled callers and lost connections of leases.
extension Pool {
    /// The caller has gone. On a shared connection its statement runs on, because cancelling
    /// there may hit another's; on a leased one the server is asked to stop it.
    func cancel(_ call: Call) {
        guard let ticket = call.ticket, let lease = leases[ObjectIdentifier(ticket)] else { return }
        _ = lease.pending.remove { other in other === call }
        if let connection = lease.connection {
            let isRunning =
                connection.exclusiveCall === call
                || connection.pipeline.contains { segment in segment.caller.call === call }
            if isRunning { stop(lease, on: connection) }
            releaseIfOver(lease)
        } else if lease.isSingle {
            leases[ObjectIdentifier(ticket)] = nil
            _ = leaseLine.remove { other in other === lease }
        }
    }

    /// Asks the server to stop what runs on a leased connection.
    func stop(_ lease: Lease, on connection: Connection) {
        guard !lease.isCancelling else { return }
        lease.isCancelling = true
        lease.cancellingSince = loop.now
        if !loop.cancel(connection) { lose(connection) }
    }

    /// The cancel request has arrived, or failed to; either way it can do no harm any more.
    func cancelArrived(on connection: Connection) {
        guard let lease = connection.lease else { return }
        lease.isCancelling = false
        pump(lease)
        releaseIfOver(lease)
    }

    /// A lease's connection was lost, and what was in flight on it is answered.
    func lost(_ lease: Lease) {
        lease.isCancelling = false
        if lease.isOver || (lease.isEnding && lease.pending.isEmpty) {
            leases[ObjectIdentifier(lease.ticket)] = nil
        } else if lease.isSingle {
            if lease.pending.isEmpty {
                leases[ObjectIdentifier(lease.ticket)] = nil
            } else {
                lease.hasBegun = false
                proceed(lease)
            }
        } else {
            lease.isLost = true
            lease.refusePending(PostgresError(.connectionLost))
            if lease.isEnding { leases[ObjectIdentifier(lease.ticket)] = nil }
        }
    }

    /// What was not executed is sent again where it is a transaction by itself; a transaction of
    /// several statements must begin from its beginning.
    func resend(_ segment: Connection.Segment, for lease: Lease) {
        guard let call = segment.caller.call else { return }
        guard lease.isSingle, lease.resends < Pool.resendsMax, closing == nil, !call.isOver else {
            return call.finish(.connectionLost)
        }
        lease.resends += 1
        lease.pending.append(call)
    }
}
