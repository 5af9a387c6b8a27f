import NIOCore
import NIOHTTP1

/// One HTTP/1.1 connection of a server: one request at a time, those that were pipelined after it
/// waiting. Confined to its event loop.
final class HTTP1ServerConnection: ServerConnection, ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = HTTPServerResponsePart

    private var context: ChannelHandlerContext?
    private var current: HTTP1Exchange?
    /// Parts of the requests behind the current one.
    private var pipelined = CircularBuffer<HTTPServerRequestPart>()
    private var holdsReads = false
    private var wroteSinceFlush = false
    private(set) var isDraining = false
    private var state = State.open
    /// Since when the client has owed the rest of a request's headers.
    private var headStartedAt: NIODeadline?
    private var idleSince: NIODeadline
    private var unread = UnreadOutput()

    private enum State {
        case open
        /// The last answer is out; what the client still sends is thrown away for a moment, so that
        /// a reset does not overtake the answer.
        case lingering(since: NIODeadline)
        case closed
    }

    /// Requests that may wait behind the current one before the client is no longer read.
    static let pipelinedPartsMax = 64
    /// How long the client may take to read the last answer.
    private static let lingerTimeout = TimeAmount.seconds(2)

    override init(_ loop: ServerLoop, _ info: ConnectionInfo) {
        headStartedAt = loop.now
        idleSince = loop.now
        super.init(loop, info)
    }

    var isWritable: Bool { context?.channel.isWritable ?? false }

    // MARK: The channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop.add(self)
        if loop.isDraining { drain() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        gone()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        gone()
        context.fireChannelInactive()
    }

    private func gone() {
        if case .closed = state { return }
        state = .closed
        loop.wake()
        pipelined.removeAll()
        current?.closed(.peerGone)
        current = nil
        loop.remove(self)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        loop.wake()
        guard case .open = state else { return }
        let part = unwrapInboundIn(data)
        if current?.hasEnded == true {
            pipelined.append(part)
            if pipelined.count >= Self.pipelinedPartsMax { holdsReads = true }
        } else {
            receive(part)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        loop.executor.runBatch(after: self)
    }

    func read(context: ChannelHandlerContext) {
        if !holdsReads, (current?.unreadBytes ?? 0) < loop.limits.streamWindowBytes {
            context.read()
        } else {
            holdsReads = true
        }
    }

    /// There is room again for what the client sends.
    func readMore() {
        guard holdsReads, pipelined.count < Self.pipelinedPartsMax else { return }
        holdsReads = false
        context?.read()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { flush() }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        loop.wake()
        guard let parserError = error as? HTTPParserError else { return closeNow() }
        // What cannot be parsed behind the last answer is thrown away like the rest.
        guard case .open = state else { return }
        refuse(parserError == .headerOverflow ? .headersTooLarge : .badRequest)
    }

    /// Answers what never became a request, or broke off amid its body. What stands before it in
    /// the line is answered first.
    private func refuse(_ status: Status) {
        guard current?.hasEnded != true else { return closeNow() }
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/")
        let exchange = current ?? HTTP1Exchange(self, head)
        current = exchange
        exchange.refuse(.problem(status, title: "The request could not be read."), .malformed)
    }

    // MARK: Requests

    private func receive(_ part: HTTPServerRequestPart) {
        switch part {
        case .head(let head):
            headStartedAt = nil
            let exchange = HTTP1Exchange(self, head)
            current = exchange
            guard exchange.isWellFormed else {
                return exchange.respond(.problem(.badRequest, title: "The request is malformed."))
            }
            guard exchange.request.headers.listSize <= loop.limits.headerListBytesMax else {
                return exchange.respond(
                    .problem(.headersTooLarge, title: "The request's header list is too large.")
                )
            }
            // Without either, there is no body: the end follows (RFC 9112, section 6.3).
            let length = head.headers.contains(name: "transfer-encoding") ? nil : 0
            exchange.isRequestComplete = (exchange.request.contentLength ?? length) == 0
            exchange.headReceived()
        case .body(let buffer):
            unsafe buffer.withUnsafeReadableBytes { unsafe current?.dataReceived($0) }
        case .end(let trailers):
            guard let current, !current.hasEnded else { return }
            current.hasEnded = true
            let wasComplete = current.isRequestComplete
            current.isRequestComplete = true
            if !wasComplete { current.requestEnded(trailers: Self.headers(trailers)) }
        }
    }

    private static func headers(_ fields: HTTPHeaders?) -> Headers {
        var headers = Headers()
        for (name, value) in fields ?? [:] { headers.append(name: name.utf8, value: value.utf8) }
        return headers
    }

    // MARK: Answers

    func write(_ part: HTTPServerResponsePart) {
        wroteSinceFlush = true
        context?.write(wrapOutboundOut(part), promise: nil)
    }

    override func flush() {
        guard case .open = state else { return }
        while let exchange = current, exchange.pump() {
            exchange.closed(.peerGone)
            current = nil
            guard exchange.keepsAlive, exchange.hasEnded else { return linger() }
            idleSince = loop.now
            nextRequest()
        }
        flushWrites()
        if isDraining, current == nil { linger() }
    }

    private func flushWrites() {
        guard wroteSinceFlush else { return }
        wroteSinceFlush = false
        context?.flush()
    }

    private func nextRequest() {
        while let part = pipelined.popFirst() {
            receive(part)
            if current?.hasEnded == true { break }
        }
        readMore()
    }

    /// The answer is out and nothing more will be read: says so, and waits a moment.
    private func linger() {
        guard case .open = state else { return }
        state = .lingering(since: loop.now)
        pipelined.removeAll()
        holdsReads = false
        flushWrites()
        context?.close(mode: .output, promise: nil)
        context?.read()
    }

    /// An answer that cannot be finished: the client sees the connection break.
    func broken() { closeNow() }

    // MARK: The end

    override func drain() {
        isDraining = true
        loop.executor.flush(after: self)
    }

    override func closeNow() { context?.close(promise: nil) }

    override func tick(_ now: NIODeadline) {
        switch state {
        case .closed: return
        case .lingering(let since):
            if now - since > Self.lingerTimeout { closeNow() }
            return
        case .open: break
        }
        let limit = loop.limits.progressTimeout
        if let context, unread.isStuck(in: context.channel, for: limit, now: now) {
            return closeNow()
        }
        if let current { return current.tick(now) }
        if let headStartedAt {
            if now - headStartedAt > TimeAmount(loop.limits.firstHeadersTimeout) { closeNow() }
        } else if now - idleSince > TimeAmount(loop.limits.idleTimeout) {
            linger()
        }
    }

    /// That many bytes are on their way to the socket.
    func wrote(_ count: Int) { unread.wrote(count) }

    /// Bytes have come while no request was under way: the clock for its headers starts.
    func bytesArrived() {
        if current == nil, headStartedAt == nil { headStartedAt = loop.now }
    }
}
