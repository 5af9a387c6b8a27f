import NIOCore

/// Nothing waits for ever.
extension ClientExchange {
    /// What the loop's tick asks: has the time come to give up?
    func tick(_ now: NIODeadline) {
        if deadline.hasPassed(at: now) { return expire() }
        setTimer()
        switch phase {
        case .waiting:
            if waitUntil <= now { fail(pool.waitingReason) }
        case .asking, .answering, .answered, .discarding:
            guard now - progressAt > TimeAmount(pool.limits.progressTimeout) else { return }
            if waitsForPeer { stalled() }
        case .new, .pausing, .ended:
            break
        }
    }

    /// Whether it is the peer's turn. An answer in the making has the deadline's time.
    private var waitsForPeer: Bool {
        if queuedBytes > 0 { return true }
        return switch phase {
        case .asking: deadline == .never && isFinished
        case .answering: unconsumedBytes == 0 && !isEndless
        case .discarding: true
        case .new, .waiting, .pausing, .answered, .ended: false
        }
    }

    private func stalled() {
        reportSilence()
        fail(.stalled)
    }

    private func expire() {
        reportSilence()
        fail(.deadlinePassed)
    }

    /// A peer from which nothing has come since it was asked may be dead.
    private func reportSilence() {
        guard case .asking = phase, isSent, let connection, connection.lastReadAt < sentAt else {
            return
        }
        connection.replica.requestFailed()
    }

    /// A deadline that comes before the next tick has a timer of its own.
    func setTimer() {
        guard timer == nil, deadline.instant < loop.now + ClientLoop.tickInterval * 2 else {
            return
        }
        timer = loop.executor.eventLoop.assumeIsolated().scheduleTask(deadline: deadline.instant) {
            self.timer = nil
            self.loop.wake()
            self.expire()
        }
    }
}
