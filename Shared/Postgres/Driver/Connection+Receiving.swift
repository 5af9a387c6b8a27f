import CLibPQ

extension Connection {
    /// Reads what has come and gives every segment that is answered to `finished`.
    ///
    /// - Returns: false when the connection is lost.
    func receive(now: Int64, _ finished: (Segment) -> Void) -> Bool {
        let isAlive = unsafe PQconsumeInput(raw) == 1
        heardAt = now
        if exclusive != nil { return receiveExclusively() && isAlive }
        do throws(Pipeline<Sent, Answer>.ProtocolViolation) {
            return try receivePipelined(finished) && isAlive
        } catch {
            return false
        }
    }

    /// What was read before the connection was lost counts, so this goes on until nothing comes.
    private func receivePipelined(
        _ finished: (Segment) -> Void
    ) throws(Pipeline<Sent, Answer>.ProtocolViolation) -> Bool {
        var hasEnded = false
        // Also lets libpq look at what comes unasked for.
        while unsafe PQisBusy(raw) == 0, !pipeline.isEmpty {
            guard let result = unsafe PQgetResult(raw) else {
                // Two in a row: libpq expects nothing more although we do.
                if hasEnded { return false }
                hasEnded = true
                _ = try pipeline.receive(.end)
                continue
            }
            hasEnded = false
            let status = unsafe PQresultStatus(result)
            let event = unsafe event(of: result, status)
            if let segment = try pipeline.receive(event) {
                finished(segment)
            } else if unsafe wasEndedCleanly || PQstatus(raw) == CONNECTION_BAD {
                if status == PGRES_FATAL_ERROR { return false }
            }
        }
        return unsafe PQstatus(raw) == CONNECTION_OK && !wasEndedCleanly
    }

    private func event(
        of result: OpaquePointer,
        _ status: ExecStatusType
    ) -> Pipeline<Sent, Answer>.Event {
        switch status {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            if pipeline.isAtStatement { return .success(unsafe Answer(owning: result)) }
            unsafe PQclear(result)
            return .success(nil)
        case PGRES_PIPELINE_SYNC:
            unsafe PQclear(result)
            return .sync
        case PGRES_PIPELINE_ABORTED:
            unsafe PQclear(result)
            return .skipped
        default:
            return .failure(unsafe failure(clearing: result))
        }
    }

    func failure(clearing result: OpaquePointer) -> PostgresError {
        let report = unsafe ServerReport(of: result)
        unsafe PQclear(result)
        if report.endsConnectionCleanly { wasEndedCleanly = true }
        return PostgresError(report)
    }
}
