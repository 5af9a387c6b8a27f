import CNGHTTP2
import NIOCore

/// One HTTP/2 connection of a server: bytes in, one write a turn out. Confined to its event loop.
final class HTTP2ServerConnection: ServerConnection, ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let session: Session
    private var context: ChannelHandlerContext?
    private var exchanges: [Int32: HTTP2Exchange] = [:]
    private var floods: FloodGuard
    private let startedAt: NIODeadline
    private var lastRequestAt: NIODeadline?
    private var state = State.open

    private enum State {
        case open
        /// The client has been told to go elsewhere; what it sends meanwhile is still served.
        case noticed
        /// GOAWAY has been sent: what is under way ends, nothing begins.
        case ending
        /// The last bytes are on their way.
        case closing
        case closed
    }

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
        loop.executor.promiseBatch()
        guard state != .closing, state != .closed else { return }
        let buffer = unwrapInboundIn(data)
        let isUnderstood = unsafe buffer.withUnsafeReadableBytes { unsafe session.receive($0) }
        if floods.isExceeded { session.terminate(.enhanceYourCalm) }
        if !isUnderstood || floods.isExceeded { end() }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // What arrived is answered now, in one write, unless it has to wait for something.
        loop.executor.flush(after: self)
        loop.executor.runBatch()
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
        guard state != .closed else { return }
        state = .closed
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
        guard state != .closed, let context else { return }
        while context.channel.isWritable, session.wantsWrite {
            var buffer = loop.output.take()
            let alive = unsafe session.send { frame in
                unsafe buffer.writeBytes(frame)
                return buffer.readableBytes < Self.flushBytesMax
            }
            guard buffer.readableBytes > 0 else {
                if !alive { context.close(promise: nil) }
                break
            }
            context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
            loop.output.put(buffer)
            guard state != .closed else { return }
        }
        if session.queuedFrames > loop.limits.unreadFramesMax { return closeNow() }
        if session.isDone || (state == .ending && exchanges.isEmpty) { closeAfterWrites() }
    }

    // MARK: Streams

    /// - Returns: false where the connection takes no more requests.
    func began(_ id: Int32) -> Bool {
        guard state == .open || state == .noticed else { return false }
        let exchange = HTTP2Exchange(id, self)
        exchanges[id] = exchange
        session.attach(exchange, to: id)
        return true
    }

    func exchange(_ id: Int32) -> HTTP2Exchange? { session.stream(id, as: HTTP2Exchange.self) }

    func headersEnded(_ exchange: HTTP2Exchange, isLast: Bool) {
        lastRequestAt = loop.now
        exchange.headersEnded(isLast: isLast)
    }

    func streamClosed(_ id: Int32) {
        exchanges.removeValue(forKey: id)?.closed(.peerGone)
    }

    /// The library would only reset the stream; a peer that sends invalid frames is not worth the
    /// risk. A malformed request stays a stream error, as RFC 9113 has it (section 8.1.1).
    func invalidFrame(_ code: Int32) {
        countReset()
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

    // MARK: The end

    /// The peer broke the protocol: GOAWAY, then the end.
    private func end() {
        state = .ending
        for exchange in exchanges.values { exchange.closed(.peerGone) }
        flush()
        closeAfterWrites()
    }

    /// What has been written still goes out, if the client reads it before the next tick but one.
    private func closeAfterWrites() {
        guard let context, state != .closing, state != .closed else { return }
        state = .closing
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in bound.value.close(promise: nil) }
    }

    /// Two GOAWAYs: the first refuses nothing, so that no request that is on its way is lost.
    override func drain() {
        guard state == .open else { return }
        state = .noticed
        session.submitShutdownNotice()
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
        case .noticed:
            state = .ending
            session.submitGoAway(.noError)
            loop.executor.flush(after: self)
        case .closing: return closeNow()
        case .closed: return
        }
        for exchange in exchanges.values { exchange.tick(now) }
        guard let lastRequestAt else {
            if now - startedAt > TimeAmount(loop.limits.firstHeadersTimeout) { closeNow() }
            return
        }
        guard exchanges.isEmpty, state == .open else { return }
        if now - lastRequestAt > TimeAmount(loop.limits.idleTimeout) { drain() }
    }
}
