// Short statements of many callers, pipelined on a few connections.
extension Pool {
    func takeShared(_ call: Call) {
        let waiting = Waiting(call: call, since: loop.now)
        if sharedLine.isEmpty, let connection = freestShared() {
            return sendShared(waiting, on: connection)
        }
        guard waitingCount < configuration.waitersMax else {
            return call.finish(.waitingLineFull)
        }
        sharedLine.append(waiting)
        connectIfShort()
    }

    /// The shared connection with the least in flight; `nil` when all are full.
    private func freestShared() -> Connection? {
        var freest: Connection?
        var least = Pool.segmentsMax
        for connection in shared where connection.pipeline.count < least {
            freest = connection
            least = connection.pipeline.count
        }
        return freest
    }

    private func sendShared(_ waiting: Waiting, on connection: Connection) {
        let call = waiting.call
        let isSent = connection.send(
            call,
            begin: nil,
            scope: call.scope,
            now: loop.now,
            resends: waiting.resends
        )
        loop.watch(connection)
        guard !isSent else { return }
        // What was not sent up to its Sync is not executed, so the line is where it is safe.
        if !connection.pipeline.contains(where: { segment in segment.caller.call === call }) {
            sharedLine.append(waiting)
        }
        lose(connection)
    }

    /// Sends what waits in line as far as there is room.
    func drainSharedLine() {
        while !sharedLine.isEmpty, let connection = freestShared() {
            guard let waiting = sharedLine.popFirst() else { return }
            if !waiting.call.isOver { sendShared(waiting, on: connection) }
        }
    }

    /// Answers the caller of a segment that came back from a shared connection.
    func finishShared(_ segment: Connection.Segment, on connection: Connection) {
        guard let call = segment.caller.call else { return }
        settle(segment, on: connection)
        if segment.isStale, resend(segment) { return }
        loop.answer(call, outcome(of: segment))
        // Somebody's statement opened a transaction; what follows would be part of it.
        if connection.pipeline.isEmpty, !connection.isIdle { connection.isUnusable = true }
    }

    /// Puts a call back in line that was certainly not executed; false when that was done too
    /// often already.
    func resend(_ segment: Connection.Segment) -> Bool {
        guard let call = segment.caller.call, !call.isOver else { return true }
        guard segment.caller.resends < Pool.resendsMax, closing == nil else { return false }
        sharedLine.append(
            Waiting(call: call, since: loop.now, resends: segment.caller.resends + 1)
        )
        return true
    }
}
