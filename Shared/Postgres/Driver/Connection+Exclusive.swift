import CLibPQ

// Scripts and copies, which libpq does not do in pipeline mode: the connection leaves it while
// nothing else is in flight, and returns to it afterwards.
extension Connection {
    /// Bytes that a copy out hands over at once.
    private static let chunkBytes = 64 * 1024

    /// Begins a script or a copy, or goes on with one.
    ///
    /// - Returns: false when the connection is lost.
    func runExclusively(_ call: Call) -> Bool {
        switch call.work {
        case .script(let sql):
            return begin(sql, .script(call), for: call)
        case .copyIn(let sql), .copyOut(let sql):
            return begin(sql, .copyStarting(call), for: call)
        case .copyData(let bytes):
            return putData(bytes, call)
        case .copyEnd(let keep):
            return endCopy(keep: keep, call)
        case .copyRead:
            exclusive = .copyReading(call)
            return receiveExclusively()
        case .statement, .commit, .rollback:
            return false
        }
    }

    private func begin(_ sql: String, _ work: Exclusive, for call: Call) -> Bool {
        // A copy or script outside of its transaction would be kept for ever.
        guard isInTransaction else {
            call.finish(.transactionAborted)
            return true
        }
        guard unsafe PQexitPipelineMode(raw) == 1, unsafe PQsendQuery(raw, sql) == 1 else {
            call.finish(.connectionLost)
            return false
        }
        exclusive = work
        return flush()
    }

    private func putData(_ bytes: [UInt8], _ call: Call) -> Bool {
        guard case .copyIn? = exclusive else {
            call.finish(.ended)
            return true
        }
        let result = unsafe bytes.withUnsafeBytes { buffer in
            let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            return unsafe PQputCopyData(raw, start, Int32(buffer.count))
        }
        // libpq keeps everything it is given, so the caller waits until the kernel has it.
        exclusive = .copySending(call)
        return result == 1 && sendOn()
    }

    /// Sends what is left of the data; called when the socket takes more.
    func sendOn() -> Bool {
        guard flush() else { return false }
        if case .copySending(let call)? = exclusive, !hasUnsent {
            exclusive = .copyIn
            call.finish(.done)
        }
        return true
    }

    private func endCopy(keep: Bool, _ call: Call) -> Bool {
        guard case .copyIn? = exclusive else {
            call.finish(.ended)
            return true
        }
        exclusive = .copyEnding(call)
        let refusal: String? = keep ? nil : "given up by the caller"
        guard unsafe PQputCopyEnd(raw, refusal) == 1, flush() else { return false }
        // When the server refused the data long ago, its reply lies here already.
        return receiveExclusively()
    }

    /// Reads what concerns the script or copy.
    ///
    /// - Returns: false when the connection is lost.
    func receiveExclusively() -> Bool {
        if case .copyReading(let call)? = exclusive {
            guard let isOver = readData(for: call) else { return false }
            guard isOver else { return true }
        }
        while waitsForResults, unsafe PQisBusy(raw) == 0 {
            guard let result = unsafe PQgetResult(raw) else { return endExclusive() }
            switch unsafe PQresultStatus(result) {
            case PGRES_COPY_IN:
                unsafe PQclear(result)
                copyHasStarted(.copyIn)
            case PGRES_COPY_OUT:
                unsafe PQclear(result)
                copyHasStarted(.copyOut)
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                exclusiveAnswer = unsafe Answer(owning: result)
            default:
                let error = unsafe failure(clearing: result)
                exclusiveError = exclusiveError ?? error
                if unsafe PQstatus(raw) == CONNECTION_BAD { return false }
            }
        }
        return unsafe PQstatus(raw) == CONNECTION_OK
    }

    /// While data goes to and fro, libpq has no results to give but the copy's own.
    private var waitsForResults: Bool {
        switch exclusive {
        case .script, .copyStarting, .copyEnding, .copyReading: true
        case .copyIn, .copySending, .copyOut, nil: false
        }
    }

    private func copyHasStarted(_ state: Exclusive) {
        guard case .copyStarting(let call)? = exclusive else { return }
        exclusive = state
        call.finish(.done)
    }

    /// - Returns: whether the data is at its end; `nil` when the connection is lost.
    private func readData(for call: Call) -> Bool? {
        if exclusiveIsAtEnd { return true }
        var chunk: [UInt8] = []
        while chunk.count < Connection.chunkBytes {
            var buffer: UnsafeMutablePointer<CChar>?
            let count = unsafe PQgetCopyData(raw, &buffer, 1)
            guard count > 0, let data = unsafe buffer else {
                if count < -1 { return nil }
                // −1: at the end, or an error, which the results will tell.
                exclusiveIsAtEnd = count == -1
                break
            }
            let bytes = unsafe UnsafeRawBufferPointer(start: data, count: Int(count))
            unsafe chunk.append(contentsOf: bytes)
            unsafe PQfreemem(data)
        }
        if !chunk.isEmpty {
            exclusive = .copyOut
            call.finish(.bytes(chunk))
            return false
        }
        return exclusiveIsAtEnd
    }

    /// Answers what ran, and returns to pipelining.
    private func endExclusive() -> Bool {
        defer {
            exclusive = nil
            exclusiveError = nil
            exclusiveAnswer = nil
            exclusiveIsAtEnd = false
        }
        switch exclusive {
        case .script(let call), .copyStarting(let call), .copyEnding(let call),
            .copySending(let call), .copyReading(let call):
            call.finish(exclusiveOutcome(of: call))
        case .copyIn, .copyOut, nil:
            break
        }
        return unsafe PQenterPipelineMode(raw) == 1
    }

    private func exclusiveOutcome(of call: Call) -> Call.Outcome {
        if let exclusiveError { return .failure(exclusiveError) }
        if case .copyRead = call.work { return .bytes(nil) }
        return exclusiveAnswer.map { answer in .answer(answer) } ?? .done
    }

    /// The call that waits for what runs exclusively.
    var exclusiveCall: Call? {
        switch exclusive {
        case .script(let call), .copyStarting(let call), .copySending(let call),
            .copyEnding(let call), .copyReading(let call):
            call
        case .copyIn, .copyOut, nil: nil
        }
    }

    /// Whether the socket is to be read: while nobody asks for data, the server must wait.
    var wantsReading: Bool {
        if case .copyOut? = exclusive { false } else { true }
    }
}
