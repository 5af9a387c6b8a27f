import CNGHTTP2
import NIOCore

/// One HTTP/2 connection of a server: bytes in, one write a turn out. Confined to its event loop.
final class HTTP2ServerConnection: ServerConnection, ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let session: Session
    let credentials = RepeatedCredentials()
    private var context: ChannelHandlerContext?
    private var exchanges: [Int32: HTTP2Exchange] = [:]
    /// What nghttp2 was not told of the head that it has just written.
    private var literals: LiteralFields?
    private var history = StreamHistory()
    private var floods: FloodGuard
    private let startedAt: NIODeadline
    private var lastRequestAt: NIODeadline?
    private var unread = UnreadOutput()
    private var lastAuthority: [UInt8] = []
    private var state = State.open

    private enum State {
        case open
        /// The client has been told to go elsewhere; what it sends meanwhile is still served.
        case noticed(NIODeadline)
        /// GOAWAY has been sent: what is under way ends, nothing begins.
        case ending
        /// The last bytes are on their way; what still arrives is not read.
        case closing(NIODeadline)
        case closed

        var isOver: Bool {
            switch self {
            case .open, .noticed, .ending: false
            case .closing, .closed: true
            }
        }
    }

    /// Whoever has seen neither GOAWAY nor the answer to a PING by then is not waited for.
    private static let patience = TimeAmount.seconds(1)

    init(_ loop: ServerLoop, _ info: ConnectionInfo, session: Session) {
        self.session = session
        startedAt = loop.now
        floods = FloodGuard(loop.limits, now: loop.now)
        super.init(loop, info)
        session.setOwner(self)
        session.submitSettings([
            .concurrentStreams(loop.limits.concurrentStreamsMax),
            .initialWindow(loop.limits.streamWindowBytes),
            .headerListSize(loop.limits.headerListBytesMax),
            .noRFC7540Priorities,
        ])
        // Each stream's own window is the limit; the connection's must not hold up the others.
        session.setReceiveWindow(0, loop.limits.streamWindowBytes * Self.connectionWindows)
    }

    /// Full streams before the connection's window is the narrower one.
    private static let connectionWindows = 16

    // MARK: The channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop.add(self)
        if loop.isDraining { drain() }
        if context.channel.isActive { flush() }
    }

    func channelActive(context: ChannelHandlerContext) {
        flush()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        loop.wake()
        loop.executor.promiseBatch(after: self)
        guard !state.isOver else { return }
        let buffer = unwrapInboundIn(data)
        let isUnderstood = unsafe buffer.withUnsafeReadableBytes { bytes in
            unsafe credentials.pass(bytes) { unsafe session.receive($0) }
        }
        if !isUnderstood || floods.isExceeded { end() }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // What arrived is answered now, in one write, unless it has to wait for something.
        loop.executor.runBatch(after: self)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { flush() }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        gone()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        gone()
        self.context = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A reset or a broken TLS record: there is nobody left to tell.
        context.close(promise: nil)
    }

    private func gone() {
        if case .closed = state { return }
        state = .closed
        // `channelReadComplete` does not come behind the end.
        loop.executor.replacePromisedBatch()
        loop.wake()
        let orphans = exchanges
        exchanges = [:]
        for exchange in orphans.values {
            session.attach(nil, to: exchange.id)
            exchange.closed(.peerGone)
        }
        loop.remove(self)
    }

    // MARK: Writing

    /// 256 KiB in one write; more waits for the socket.
    private static let flushBytesMax = 256 * 1024

    override func flush() {
        guard let context, context.channel.isActive else { return }
        while context.channel.isWritable, session.wantsWrite {
            var buffer = loop.output.take()
            let alive = unsafe session.send { frame in
                if let literals = literals.take() {
                    unsafe literals.append(behind: frame, to: &buffer)
                } else {
                    unsafe buffer.writeBytes(frame)
                }
                return buffer.readableBytes < Self.flushBytesMax
            }
            guard buffer.readableBytes > 0 else {
                if !alive { context.close(promise: nil) }
                break
            }
            unread.wrote(buffer.readableBytes)
            context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
            loop.output.put(buffer)
        }
        if floods.isExceeded { return end() }
        if session.queuedFrames > loop.limits.unreadFramesMax { return closeNow() }
        switch state {
        case .ending where exchanges.isEmpty: closeAfterWrites()
        case .open, .noticed, .ending: if session.isDone { closeAfterWrites() }
        case .closing, .closed: break
        }
    }

    // MARK: Streams

    /// HEADERS for a stream that is not open: a new one, or an error.
    func openingStream(_ id: Int32) {
        switch history.open(id) {
        case .new: break
        case .late: countIdleFrame()
        case .wrong: session.terminate(.protocolError)
        }
    }

    /// - Returns: false where the connection takes no more requests.
    func began(_ id: Int32) -> Bool {
        switch state {
        case .open, .noticed: break
        case .ending, .closing, .closed: return false
        }
        let exchange = HTTP2Exchange(id, self)
        exchanges[id] = exchange
        session.attach(exchange, to: id)
        return true
    }

    /// A client names the same host in every request: one array serves them all.
    func authority(_ name: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        if !(unsafe lastAuthority.elementsEqual(name)) { unsafe lastAuthority = Array(name) }
        return lastAuthority
    }

    func exchange(_ id: Int32) -> HTTP2Exchange? { session.stream(id, as: HTTP2Exchange.self) }

    func headersEnded(_ exchange: HTTP2Exchange, isLast: Bool) {
        lastRequestAt = loop.now
        exchange.headersEnded(isLast: isLast)
    }

    /// nghttp2 has written HEADERS, which it hands over next.
    func headWritten(_ id: Int32) { literals = exchange(id)?.takeLiterals() }

    func streamClosed(_ id: Int32) {
        exchanges.removeValue(forKey: id)?.closed(.peerGone)
    }

    /// RST_STREAM has gone out, whoever wanted it: malformed requests make the library send it.
    func resetSent(_ id: Int32, _ code: UInt32) {
        countReset()
        history.noteReset(id)
        // The library resets the stream whose window was overrun, and reports no invalid frame.
        if code == ErrorCode.flowControlError.rawValue { session.terminate(.flowControlError) }
    }

    /// The library would only reset the stream; a peer that sends invalid frames is not worth the
    /// risk. A malformed request stays a stream error, as RFC 9113 has it (section 8.1.1).
    func invalidFrame(_ code: Int32) {
        switch nghttp2_error(code) {
        case NGHTTP2_ERR_HTTP_HEADER, NGHTTP2_ERR_HTTP_MESSAGING, NGHTTP2_ERR_REFUSED_STREAM: break
        case NGHTTP2_ERR_FLOW_CONTROL: session.terminate(.flowControlError)
        case NGHTTP2_ERR_STREAM_CLOSED: session.terminate(.streamClosed)
        case NGHTTP2_ERR_FRAME_SIZE_ERROR: session.terminate(.frameSizeError)
        case NGHTTP2_ERR_HEADER_COMP: session.terminate(.compressionError)
        case _: session.terminate(.protocolError)
        }
    }

    // MARK: Floods

    var isFlooded: Bool { floods.isExceeded }

    func countReset() { floods.reset(now: loop.now) }

    func countIdleFrame() { floods.idleFrame(now: loop.now) }

    func sentSomething() { floods.earned() }

    // MARK: The end

    /// The peer broke the protocol, or costs too much: GOAWAY, then the end.
    private func end() {
        guard !state.isOver else { return }
        state = .closing(loop.now)
        if floods.isExceeded { session.terminate(.enhanceYourCalm) }
        for exchange in exchanges.values { exchange.closed(.peerGone) }
        flush()
        finishWriting()
    }

    private func closeAfterWrites() {
        guard !state.isOver else { return }
        state = .closing(loop.now)
        finishWriting()
    }

    /// Only this side is closed: to close both while input is unread would make the kernel reset
    /// the connection, and the client would lose a GOAWAY it has not read yet.
    private func finishWriting() {
        guard let context else { return }
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        written.futureResult.flatMap {
            bound.value.channel.close(mode: .output)
        }.whenFailure { _ in bound.value.close(promise: nil) }
    }

    /// Two GOAWAYs: the first refuses nothing, so that no request that is on its way is lost.
    override func drain() {
        guard case .open = state else { return }
        state = .noticed(loop.now)
        session.submitShutdownNotice()
        // When its answer comes, so has everything the client sent before it knew.
        session.submitPing()
        loop.executor.flush(after: self)
    }

    func pingAnswered() {
        if case .noticed = state { refuseMore() }
    }

    private func refuseMore() {
        state = .ending
        session.submitGoAway(.noError)
        loop.executor.flush(after: self)
    }

    override func closeNow() { context?.close(promise: nil) }

    override func handlerEnded() {
        super.handlerEnded()
        loop.executor.flush(after: self)
    }

    override func tick(_ now: NIODeadline) {
        switch state {
        case .open, .ending: break
        case .noticed(let start): if now - start > Self.patience { refuseMore() }
        case .closing(let start): return now - start > Self.patience ? closeNow() : ()
        case .closed: return
        }
        let limit = loop.limits.progressTimeout
        if let context, unread.isStuck(in: context.channel, for: limit, now: now) {
            return closeNow()
        }
        for exchange in exchanges.values { exchange.tick(now) }
        guard let lastRequestAt else {
            if now - startedAt > TimeAmount(loop.limits.firstHeadersTimeout) { closeNow() }
            return
        }
        guard exchanges.isEmpty, now - lastRequestAt > TimeAmount(loop.limits.idleTimeout) else {
            return
        }
        drain()
    }
}
