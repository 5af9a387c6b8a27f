// What becomes of the segments that were sent, on shared and on leased connections alike.
extension Pool {
    /// Brings the connection's statements up to date with what became of a segment.
    func settle(_ segment: Connection.Segment, on connection: Connection) {
        guard segment.error != nil else { return }
        let sent = segment.caller
        if segment.undone.contains(.deallocate) {
            connection.statements.restoreOrphan(sent.orphan)
        }
        func forget(
            _ statement: Statement?,
            _ name: StatementCache.Name,
            _ step: Connection.Steps
        ) {
            guard let statement, name != .none else { return }
            let isThere = !segment.undone.contains(step)
            guard segment.isStale || !isThere else { return }
            connection.statements.forget(
                statement.shape,
                named: name,
                isThere: isThere && segment.error?.sqlState != "26000"
            )
        }
        forget(sent.scope?.statement, sent.scopeName, .prepareScope)
        if case .statement(let statement)? = sent.call?.work {
            forget(statement, sent.statementName, .prepare)
        }
    }

    func outcome(of segment: Connection.Segment) -> Call.Outcome {
        if let error = segment.error { return .failure(error) }
        guard let answer = segment.answer else { return .done }
        guard answer.rowCount <= configuration.rowsMax else {
            return .failure(PostgresError(.tooManyRows))
        }
        if case .commit? = segment.caller.call?.work, answer.command != "COMMIT" {
            // The server answers the COMMIT of a failed transaction politely with ROLLBACK.
            return .failure(PostgresError(.transactionAborted))
        }
        return .answer(answer)
    }

    /// Takes a connection out that is lost or not to be used again, and tells everybody whose
    /// answers it owes what may have become of them.
    func lose(_ connection: Connection) {
        guard !connection.isLost else { return }
        connection.isLost = true
        loop.forget(connection)
        failures += 1
        shared.removeAll { other in other === connection }
        idle.removeAll { entry in entry.connection === connection }
        let lease = connection.lease
        lease?.connection = nil
        connection.lease = nil
        var isFirst = true
        for segment in connection.pipeline.removeAll() {
            let fate = Fate(of: segment, isFirst: isFirst, endedCleanly: connection.wasEndedCleanly)
            abandon(segment, fate, lease)
            isFirst = false
        }
        connection.exclusiveCall?.finish(.connectionLost)
        if let lease { lost(lease) }
        drainSharedLine()
        connectIfShort()
    }

    private func abandon(_ segment: Connection.Segment, _ fate: Fate, _ lease: Lease?) {
        guard let call = segment.caller.call else { return }
        switch (fate, call.work) {
        case (.failed(let error), _):
            call.finish(.failure(error))
        case (.unknown, .commit), (.notExecuted, .commit):
            // A server that goes away may have committed a moment before it said so.
            call.finish(.outcomeUnknown)
        case (.unknown, _):
            call.finish(lease?.ticket.begin == nil ? .outcomeUnknown : .connectionLost)
        case (.notExecuted, _):
            if let lease {
                resend(segment, for: lease)
            } else if !resend(segment) {
                call.finish(.connectionLost)
            }
        }
    }
}

/// What may have become of a segment whose connection was lost.
enum Fate {
    /// It failed before, for this reason.
    case failed(PostgresError)
    /// The server did not execute it, or rolled it back.
    case notExecuted
    case unknown

    init(of segment: Connection.Segment, isFirst: Bool, endedCleanly: Bool) {
        if let error = segment.error, let report = error.report, !report.isOfLibPQ,
            !report.endsConnectionCleanly
        {
            self = .failed(error)
        } else if isFirst, segment.done.contains(.statement) {
            // Its result has come, only whether it was committed has not.
            self = .unknown
        } else {
            self = endedCleanly ? .notExecuted : .unknown
        }
    }
}
