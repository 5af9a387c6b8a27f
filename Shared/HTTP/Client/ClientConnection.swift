import NIOCore

/// One connection to a replica, whatever its version of HTTP. Confined to its event loop.
class ClientConnection: Flushable {
    final let replica: Replica
    /// Who made it, until it has proved to speak HTTP.
    private var attempt: ConnectAttempt?
    /// Whether it takes no more requests and ends after the last one.
    final private(set) var isRetiring = false
    final private(set) var openExchanges = 0
    private(set) final var lastReadAt: NIODeadline
    private(set) final var idleSince: NIODeadline
    private var isGone = false

    init(_ replica: Replica, _ attempt: ConnectAttempt) {
        self.replica = replica
        self.attempt = attempt
        lastReadAt = replica.pool.loop.now
        idleSince = lastReadAt
    }

    final var loop: ClientLoop { replica.pool.loop }
    final var limits: ClientLimits { replica.pool.limits }

    // MARK: What a protocol implements

    /// Requests that it takes at once.
    var room: Int { 0 }

    /// Sends a request.
    func open(_ exchange: ClientExchange) {}

    /// More has been appended to the request's body, or it has been finished.
    func bodyChanged(_ exchange: ClientExchange) {}

    /// The application took bytes of the response's body.
    func giveCredit(_ exchange: ClientExchange, _ count: Int) {}

    /// The exchange has turned away: what is still under way of it is of no use.
    func abandon(_ exchange: ClientExchange, _ code: ErrorCode) {}

    /// The response is whole, and the exchange wants nothing more of this attempt.
    func release(_ exchange: ClientExchange) {}

    /// Says goodbye and closes, as nothing is under way any more.
    func leave() {}

    /// Ends with whatever is under way.
    func closeNow(_ reason: ClientError.Reason) {}

    /// Gives up what has taken too long.
    func tick(_ now: NIODeadline) {}

    // MARK: What is common

    final var hasRoom: Bool { !isRetiring && openExchanges < room }

    /// Bytes have arrived: the peer lives.
    final func heard() {
        loop.wake()
        lastReadAt = loop.now
    }

    /// The peer has spoken HTTP.
    final func becameReady() {
        guard let attempt else { return }
        self.attempt = nil
        attempt.succeeded(self)
    }

    final var isReady: Bool { attempt == nil }

    final func exchangeOpened() {
        openExchanges += 1
        replica.load += 1
    }

    final func exchangeClosed() {
        openExchanges -= 1
        replica.load -= 1
        if openExchanges == 0 { idleSince = loop.now }
    }

    final func retire() {
        guard !isRetiring else { return }
        isRetiring = true
        if openExchanges == 0 { leave() }
    }

    /// The channel has closed, or is about to.
    final func wentAway(_ reason: ClientError.Reason, isFault: Bool) {
        guard !isGone else { return }
        isGone = true
        isRetiring = true
        if let attempt {
            self.attempt = nil
            attempt.failed(reason)
        } else {
            replica.closed(self, isFault: isFault)
        }
    }
}
