// What happens because time passes. Looked at every `DriverLoop.tick`; the server's own timeouts
// are exact, these are for when it does not answer.
extension Pool {
    /// Whether anything here depends on time passing.
    var needsTicks: Bool {
        if waitingCount > 0 || closing != nil || shared.count < configuration.sharedConnections {
            return true
        }
        return !leases.isEmpty || !idle.isEmpty
            || shared.contains { connection in connection.isBusy }
    }

    func tick() {
        refuseOverdueInLine()
        for connection in shared { watchOver(connection, lease: nil) }
        for lease in Array(leases.values) {
            if let connection = lease.connection { watchOver(connection, lease: lease) }
        }
        closeIdle()
        connectIfShort()
        closeIfDone()
    }

    private func refuseOverdueInLine() {
        let limit = loop.now - configuration.waitTimeout.nanoseconds
        let error = PostgresError(.unavailable, report: lastFailure)
        while let waiting = sharedLine.first, waiting.since < limit {
            _ = sharedLine.popFirst()
            waiting.call.finish(.failure(error))
        }
        while let lease = leaseLine.first, lease.waitingSince < limit {
            _ = leaseLine.popFirst()
            lease.refusePending(error)
            if lease.isSingle { leases[ObjectIdentifier(lease.ticket)] = nil }
        }
    }

    /// Gives up on statements that are overdue, and on a server that is silent.
    private func watchOver(_ connection: Connection, lease: Lease?) {
        guard connection.isBusy else { return }
        let now = loop.now
        connection.pipeline.forEach { segment in
            guard let call = segment.caller.call, !call.isOver,
                now > segment.sentAt + call.timeout + Pool.grace
            else { return }
            call.finish(call.isCommit ? .outcomeUnknown : .timedOut)
            if let lease { stop(lease, on: connection) }
        }
        if let call = connection.exclusiveCall,
            now > connection.exclusiveSince + call.timeout + Pool.grace
        {
            call.finish(.timedOut)
            _ = loop.cancel(connection)
            return lose(connection)
        }
        let patience =
            connection.pipeline.first?.caller.call?.timeout
            ?? configuration.statementTimeout.nanoseconds
        let isSilent = now > connection.heardAt + patience + Pool.silenceMax
        let isStuck =
            lease.map { lease in
                lease.isCancelling && now > lease.cancellingSince + Pool.silenceMax
            } ?? false
        if (isSilent && !connection.pipeline.isEmpty) || isStuck { lose(connection) }
    }
}
