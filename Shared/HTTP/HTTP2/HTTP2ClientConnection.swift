import CNGHTTP2
import NIOCore

/// One HTTP/2 connection of a client: many streams, one write a turn. Confined to its event loop.
final class HTTP2ClientConnection: ClientConnection, ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let session: Session
    private var context: ChannelHandlerContext?
    /// Every stream the session still knows, also of exchanges that have turned away: nghttp2 may
    /// pull from their bodies until it has forgotten them.
    private var exchanges: [Int32: ClientExchange] = [:]
    /// Whose head nghttp2 has just written.
    private var headed: ClientExchange?
    private var idleFrames: TokenBucket
    private var pingSentAt: NIODeadline?
    /// Whether what it did says something about the peer's health.
    private var isFaulty = false
    private var isFlooded = false
    private var hasComplained = false
    private var state = State.open

    private enum State {
        case open
        /// The last bytes are on their way.
        case closing
        case closed
    }

    /// Full streams before the connection's window is the narrower one.
    private static let connectionWindows = 16

    init(_ replica: Replica, _ attempt: ConnectAttempt, session: Session) {
        self.session = session
        let limits = replica.pool.limits
        idleFrames = TokenBucket(
            burst: limits.idleFramesBurst,
            perSecond: limits.idleFramesPerSecond,
            now: replica.pool.loop.now
        )
        super.init(replica, attempt)
        session.setOwner(self)
        session.submitSettings([
            .noPush,
            .initialWindow(limits.streamWindowBytes),
            .headerListSize(limits.headerListBytesMax),
        ])
        // Each stream's own window is the limit; the connection's must not hold up the others.
        session.setReceiveWindow(0, limits.streamWindowBytes * Self.connectionWindows)
    }

    // MARK: The channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { flush() }
    }

    func channelActive(context: ChannelHandlerContext) {
        flush()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        heard()
        loop.executor.promiseBatch(after: self)
        guard state == .open else { return }
        let buffer = unwrapInboundIn(data)
        let isUnderstood = unsafe buffer.withUnsafeReadableBytes { unsafe session.receive($0) }
        if !isUnderstood || isFlooded { broken() }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        loop.executor.runBatch(after: self)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { flush() }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        gone(.connectionLost)
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        gone(.connectionLost)
        self.context = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        gone(.connectionLost)
        context.close(promise: nil)
    }

    // MARK: Writing

    /// 256 KiB in one write; more waits for the socket.
    private static let flushBytesMax = 256 * 1024

    override func flush() {
        guard state != .closed, let context else { return }
        while context.channel.isWritable, session.wantsWrite {
            var buffer = loop.output.take()
            let isAlive = unsafe session.send { frame in
                if let exchange = headed.take(), let literals = literals(of: exchange) {
                    unsafe literals.append(behind: frame, to: &buffer)
                } else {
                    unsafe buffer.writeBytes(frame)
                }
                return buffer.readableBytes < Self.flushBytesMax
            }
            guard buffer.readableBytes > 0 else {
                if !isAlive { closeNow(.connectionLost) }
                break
            }
            context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
            loop.output.put(buffer)
            guard state != .closed else { return }
        }
        if session.queuedFrames > limits.unreadFramesMax + exchanges.count {
            return closeNow(.connectionLost)
        }
        if session.isDone || (isRetiring && exchanges.isEmpty) { closeAfterWrites() }
    }

    // MARK: Requests

    override var room: Int {
        state == .open ? min(limits.streamsPerConnectionMax, session.peerConcurrentStreams) : 0
    }

    override func open(_ exchange: ClientExchange) {
        guard let id = submit(exchange) else {
            retire()
            return exchange.attemptEnded(.unprocessed(.refused))
        }
        exchanges[id] = exchange
        exchange.opened(on: self, as: id)
        loop.executor.flush(after: self)
    }

    override func bodyChanged(_ exchange: ClientExchange) {
        if exchange.takeDeferral() { session.resume(exchange.streamID) }
        loop.executor.flush(after: self)
    }

    override func giveCredit(_ exchange: ClientExchange, _ count: Int) {
        // The connection's part was given back on arrival.
        session.consumeStream(exchange.streamID, count)
        loop.executor.flush(after: self)
    }

    override func abandon(_ exchange: ClientExchange, _ code: ErrorCode) {
        session.attach(nil, to: exchange.streamID)
        session.reset(exchange.streamID, code)
        loop.executor.flush(after: self)
    }

    override func release(_ exchange: ClientExchange) {
        let id = exchange.streamID
        if session.isLocalClosed(id) {
            session.attach(nil, to: id)
        } else {
            abandon(exchange, .cancel)
        }
    }

    // MARK: What the session tells

    func exchange(_ id: Int32) -> ClientExchange? { session.stream(id, as: ClientExchange.self) }

    func streamClosed(_ id: Int32, _ code: UInt32) {
        guard let exchange = exchanges.removeValue(forKey: id) else { return }
        exchangeClosed()
        if code == ErrorCode.refusedStream.rawValue, !isRetiring { replica.requestFailed() }
        if isCurrent(exchange, id) { exchange.attemptEnded(AttemptEnd(reset: code)) }
        if !isRetiring { replica.hasRoom() }
    }

    /// Whether the exchange has not turned away from that stream.
    private func isCurrent(_ exchange: ClientExchange, _ id: Int32) -> Bool {
        exchange.connection === self && exchange.streamID == id
    }

    /// nghttp2 has written a head, which it hands over next.
    func headWritten(_ id: Int32) {
        exchange(id)?.headSent()
        headed = exchanges[id]
    }

    /// The head could not be sent: the peer has said that it takes no more, or it is too large.
    func notSent(_ id: Int32, isTooLarge: Bool) {
        guard let exchange = exchanges[id], isCurrent(exchange, id) else { return }
        session.attach(nil, to: id)
        exchange.attemptEnded(isTooLarge ? .broken(.invalidRequest) : .unprocessed(.refused))
    }

    func settingsReceived() {
        if isReady { replica.hasRoom() } else { becameReady() }
    }

    /// Streams beyond `last` were not looked at; the session closes them as refused.
    func goAway(_ code: UInt32) {
        isFaulty = isFaulty || code != ErrorCode.noError.rawValue
        retire()
    }

    func pingAnswered() { pingSentAt = nil }

    func countIdleFrame() -> Bool {
        if !idleFrames.take(now: loop.now) { isFlooded = true }
        return !isFlooded
    }

    // MARK: The end

    /// The peer broke the protocol: GOAWAY, then the end.
    private func broken() {
        if isFlooded { session.terminate(.enhanceYourCalm) }
        isFaulty = true
        retire()
        flush()
        closeAfterWrites()
    }

    /// This side has told the peer what it did wrong, which is its last word.
    func complained() { hasComplained = true }

    private func endAll(_ end: AttemptEnd) {
        let orphans = exchanges
        exchanges = [:]
        for (id, exchange) in orphans {
            exchangeClosed()
            session.attach(nil, to: id)
            guard isCurrent(exchange, id) else { continue }
            exchange.attemptEnded(end)
        }
    }

    private func gone(_ reason: ClientError.Reason) {
        guard state != .closed else { return }
        state = .closed
        // `channelReadComplete` does not come behind the end.
        loop.executor.replacePromisedBatch()
        loop.wake()
        let isFault = isFaulty || hasComplained || (!exchanges.isEmpty && reason != .closed)
        // First the pool, so that those who are tried again do not come back here.
        wentAway(reason, isFault: isFault)
        if hasComplained {
            endAll(.broken(.malformedResponse))
        } else {
            endAll(reason == .closed ? .broken(reason) : .lost(reason))
        }
    }

    override func closeNow(_ reason: ClientError.Reason) {
        let context = context
        gone(reason)
        context?.close(promise: nil)
    }

    override func leave() {
        session.submitGoAway(.noError)
        loop.executor.flush(after: self)
    }

    /// What has been written still goes out, if the peer reads it before the next tick.
    private func closeAfterWrites() {
        guard let context, state == .open else { return }
        state = .closing
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in bound.value.close(promise: nil) }
    }

    override func tick(_ now: NIODeadline) {
        if state == .closing { return closeNow(.connectionLost) }
        for exchange in exchanges.values { exchange.tick(now) }
        if let pingSentAt {
            if now - pingSentAt > TimeAmount(limits.pingTimeout) {
                isFaulty = true
                closeNow(.connectionLost)
            }
        } else if now - lastReadAt > TimeAmount(limits.pingInterval) {
            pingSentAt = now
            session.submitPing()
            loop.executor.flush(after: self)
        }
        guard exchanges.isEmpty, !isRetiring else { return }
        if now - idleSince > TimeAmount(limits.idleTimeout) { retire() }
    }
}
