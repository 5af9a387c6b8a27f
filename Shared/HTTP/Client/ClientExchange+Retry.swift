import NIOCore

/// What is tried again, and when.
extension ClientExchange {
    func retry(or reason: ClientError.Reason) {
        let backoff = Backoff(
            first: TimeAmount(pool.limits.backoff),
            longest: TimeAmount(pool.limits.ejectionMax)
        )
        let pause = backoff.pause(after: attempts - 1, random: loop.random.fraction())
        guard mayRetry(at: loop.now + pause) else { return fail(reason) }
        self.pause(until: loop.now + pause)
    }

    /// Whether another attempt is allowed; if so, it has been paid for.
    func mayRetry(at time: NIODeadline) -> Bool {
        attempts < pool.limits.attemptsMax && isReplayable && time < deadline.instant
            && pool.takeRetry()
    }

    private var isReplayable: Bool {
        switch request.body {
        case .none, .bytes: true
        case .stream, .pushed: takenBytes == 0
        }
    }

    func pause(until time: NIODeadline) {
        phase = .pausing
        pool.pausing += 1
        timer?.cancel()
        timer = loop.executor.eventLoop.assumeIsolated().scheduleTask(deadline: time) {
            self.timer = nil
            guard case .pausing = self.phase else { return }
            self.loop.wake()
            self.pool.pausing -= 1
            self.phase = .new
            self.attempt()
        }
    }
}

/// What is known of a request whose attempt ended without an answer.
enum AttemptEnd {
    /// It was not sent, or the peer says that it did not look at it.
    case unprocessed(ClientError.Reason)
    /// The connection is gone, and nobody knows.
    case lost(ClientError.Reason)
    /// The peer ended it, or answered with nonsense.
    case broken(ClientError.Reason)

    /// What the code of a stream's end says.
    init(reset code: UInt32) {
        self =
            switch ErrorCode(rawValue: code) {
            case .refusedStream: .unprocessed(.refused)
            case .protocolError: .broken(.malformedResponse)
            case _: .broken(.reset(code: code))
            }
    }

    var reason: ClientError.Reason {
        switch self {
        case .unprocessed(let reason), .lost(let reason), .broken(let reason): reason
        }
    }
}
