import NIOCore
import NIOHTTP1

/// One HTTP/1.1 connection of a client: one request at a time. Confined to its event loop.
final class HTTP1ClientConnection: ClientConnection, ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = Never
    typealias OutboundOut = HTTPClientRequestPart

    private var context: ChannelHandlerContext?
    private var current: ClientExchange?
    private var request = RequestFraming()
    private var openedAt = NIODeadline.uptimeNanoseconds(0)
    /// Whether an earlier request was answered here: the peer may have closed it for being idle.
    private var wasUsed = false
    private var keepsAlive = true
    private var holdsReads = false
    private var isClosed = false

    /// 64 KiB in one piece; whether the socket takes more is asked in between.
    private static let pieceBytesMax = 64 * 1024

    // MARK: The channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { becameReady() }
    }

    func channelActive(context: ChannelHandlerContext) {
        loop.wake()
        becameReady()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        heard()
        guard !isClosed else { return }
        // What comes before it has been asked for is for nobody.
        guard let current else { return closeNow(.malformedResponse) }
        switch unwrapInboundIn(data) {
        case .head(let head):
            receive(head, for: current)
        case .body(let buffer):
            unsafe buffer.withUnsafeReadableBytes { unsafe current.dataReceived($0) }
        case .end(let trailers):
            for (name, value) in trailers ?? [:] { current.trailer(name, value) }
            current.responseEnded()
            finish(current)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        loop.executor.runBatch(after: self)
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if current?.unconsumedBytes ?? 0 < limits.streamWindowBytes {
            context.read()
        } else {
            holdsReads = true
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { flush() }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        gone(.lost(.connectionLost))
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        gone(.lost(.connectionLost))
        self.context = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let end: AttemptEnd =
            switch error as? HTTPParserError {
            case .headerOverflow?: .broken(.headersTooLarge)
            case .invalidEOFState?, nil: .lost(.connectionLost)
            case _?: .broken(.malformedResponse)
            }
        gone(end)
        context.close(promise: nil)
    }

    // MARK: The request

    override var room: Int { isClosed ? 0 : 1 }

    override func open(_ exchange: ClientExchange) {
        current = exchange
        openedAt = loop.now
        exchange.opened(on: self)
        var fields = HTTPHeaders()
        request = RequestFraming(exchange.request, &fields)
        addFields(of: exchange, to: &fields)
        let head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: exchange.request.head.method.name),
            uri: String(decoding: exchange.request.head.target, as: UTF8.self),
            headers: fields
        )
        context?.write(wrapOutboundOut(.head(head)), promise: nil)
        exchange.headSent()
        loop.executor.flush(after: self)
    }

    private func addFields(of exchange: ClientExchange, to fields: inout HTTPHeaders) {
        let head = exchange.request.head
        let authority = head.authority.isEmpty ? replica.authority : head.authority
        fields.add(name: "host", value: String(decoding: authority, as: UTF8.self))
        if let left = exchange.deadline.remainingMilliseconds(at: loop.now) {
            fields.add(name: "x-request-timeout-ms", value: String(left))
        }
        head.headers.forEach { name, value in
            let name = String(decoding: name, as: UTF8.self)
            guard !HTTP1Exchange.isConnectionSpecific(name) else { return }
            fields.add(name: name, value: String(decoding: value, as: UTF8.self))
        }
    }

    override func bodyChanged(_ exchange: ClientExchange) { loop.executor.flush(after: self) }

    override func flush() {
        guard !isClosed, let context else { return }
        pump(context)
        context.flush()
    }

    private func pump(_ context: ChannelHandlerContext) {
        guard let current, !request.isOver else { return }
        while current.queuedBytes > 0 {
            guard context.channel.isWritable else { return }
            let piece = current.takeBuffer(Self.pieceBytesMax)
            guard request.takes(piece.readableBytes) else { return misframed() }
            context.write(wrapOutboundOut(.body(.byteBuffer(piece))), promise: nil)
        }
        guard current.isFinished else { return }
        guard request.ends() else { return misframed() }
        let trailers = request.isChunked ? current.trailers.map(Self.http1Trailers) : nil
        context.write(wrapOutboundOut(.end(trailers)), promise: nil)
    }

    private static func http1Trailers(_ trailers: Headers) -> HTTPHeaders {
        var fields = HTTPHeaders()
        trailers.forEach { name, value in
            fields.add(
                name: String(decoding: name, as: UTF8.self),
                value: String(decoding: value, as: UTF8.self)
            )
        }
        return fields
    }

    /// The body is not as long as its `content-length` said: the peer would take what follows for
    /// another request.
    private func misframed() {
        let exchange = current
        gone(.broken(.requestBodyFailed))
        context?.close(promise: nil)
        exchange?.fail(.requestBodyFailed)
    }

    // MARK: The response

    private func receive(_ head: HTTPResponseHead, for exchange: ClientExchange) {
        let status = Int(head.status.code)
        // The connection would be no HTTP any more, and nobody has asked for that.
        guard status != 101 else { return closeNow(.malformedResponse) }
        var fields = Headers()
        fields.reserve(fields: head.headers.count, bytes: head.headers.count * 32)
        for (name, value) in head.headers where !HTTP1Exchange.isConnectionSpecific(name) {
            fields.append(name: name.utf8, value: value.utf8)
        }
        if status >= 200 { keepsAlive = head.isKeepAlive }
        let isEmpty =
            exchange.request.head.method == .head || status == 204 || status == 304
            || fields[.contentLength].flatMap(decimal) == 0
        exchange.headReceived(status, fields, isLast: status >= 200 && isEmpty)
    }

    /// The response is whole.
    private func finish(_ exchange: ClientExchange) {
        wasUsed = true
        guard keepsAlive, request.isOver else { return closeNow(.connectionLost) }
        current = nil
        request = RequestFraming()
        exchangeClosed()
        if exchange.connection === self { exchange.attemptEnded(.broken(.connectionLost)) }
        readMore()
        if isRetiring { leave() } else { replica.hasRoom() }
    }

    override func giveCredit(_ exchange: ClientExchange, _ count: Int) { readMore() }

    private func readMore() {
        guard holdsReads, current?.unconsumedBytes ?? 0 < limits.streamWindowBytes else { return }
        holdsReads = false
        context?.read()
    }

    // MARK: The end

    override func abandon(_ exchange: ClientExchange, _ code: ErrorCode) {
        // There is no other way to say so.
        closeNow(.closed)
    }

    override func leave() { closeNow(.closed) }

    override func closeNow(_ reason: ClientError.Reason) {
        let context = context
        gone(reason == .connectionLost ? .lost(reason) : .broken(reason))
        context?.close(promise: nil)
    }

    private func gone(_ end: AttemptEnd) {
        guard !isClosed else { return }
        isClosed = true
        loop.wake()
        let orphan = current
        current = nil
        if orphan != nil { exchangeClosed() }
        let isOwed = orphan?.connection === self && orphan?.owesResponse == true
        let wasStale = wasUsed && lastReadAt <= openedAt
        wentAway(end.reason, isFault: isOwed && !wasStale && end.reason != .closed)
        if let orphan, orphan.connection === self { orphan.attemptEnded(end) }
    }

    override func tick(_ now: NIODeadline) {
        current?.tick(now)
        guard current == nil, !isRetiring else { return }
        if now - idleSince > TimeAmount(limits.idleTimeout) { retire() }
    }
}

/// How the body of a request on HTTP/1.1 is told from what follows it (RFC 9112, section 6).
private struct RequestFraming {
    private var isOpen = false
    /// What `content-length` still promises; nil where the body is chunked.
    private var promised: Int?

    init() {}

    init(_ request: ClientRequest, _ fields: inout HTTPHeaders) {
        isOpen = true
        switch request.body {
        case .none, .bytes:
            promised = request.contentLength ?? 0
            if let length = request.contentLength {
                fields.add(name: "content-length", value: String(length))
            }
        case .stream, .pushed:
            promised = request.head.contentLength
            if promised == nil { fields.add(name: "transfer-encoding", value: "chunked") }
        }
    }

    var isOver: Bool { !isOpen }
    var isChunked: Bool { promised == nil }

    /// - Returns: false where more comes than was promised.
    mutating func takes(_ count: Int) -> Bool {
        guard let promised else { return true }
        self.promised = promised - count
        return promised >= count
    }

    /// - Returns: false where less came than was promised.
    mutating func ends() -> Bool {
        isOpen = false
        return promised ?? 0 == 0
    }
}
