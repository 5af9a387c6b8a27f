import NIOCore

/// One request and its response, over as many attempts as it takes. Confined to its event loop.
///
/// A connection carries the request out and brings the response's events in; what they mean
/// (limits, deadlines, retries, backpressure) is decided here once.
public final class ClientExchange: OutboundSource {
    let pool: UpstreamPool
    let request: ClientRequest
    /// Covers the response to its last byte.
    public private(set) var deadline: Deadline
    /// Whether the peer may be silent for as long as it likes.
    private(set) var isEndless = false
    var receiver: ResponseReceiver?
    var phase = Phase.new
    /// What has arrived in this attempt.
    var inbound = ResponseProgress()
    private(set) var connection: ClientConnection?
    private(set) var streamID: Int32 = 0
    /// Whether the head has been handed to the socket in this attempt.
    var isSent = false
    var sentAt = NIODeadline.uptimeNanoseconds(0)
    /// What is known of earlier attempts.
    private var wasProcessed = false
    private(set) var attempts = 0
    /// The last time a byte moved, in either direction.
    var progressAt: NIODeadline
    var waitUntil = NIODeadline.distantFuture
    var timer: Scheduled<Void>?
    private var producer: Task<Void, Never>?
    // Neighbours in the line.
    var before: ClientExchange?
    var behind: ClientExchange?

    enum Phase {
        /// Has not been tried yet.
        case new
        /// In the line for a connection.
        case waiting
        /// A retry is to come.
        case pausing
        /// On a stream; the final response has not begun.
        case asking
        /// A response that will be asked for again is arriving; nobody is shown it.
        case discarding(retryAt: NIODeadline)
        /// The receiver has been given the head.
        case answering
        /// The response is whole; some of the request may still be going out.
        case answered
        case ended
    }

    init(
        _ request: consuming ClientRequest,
        _ pool: UpstreamPool,
        _ deadline: Deadline,
        _ receiver: ResponseReceiver
    ) {
        request.normalise()
        self.request = request
        self.pool = pool
        self.deadline = deadline
        self.receiver = receiver
        progressAt = pool.loop.now
    }

    var loop: ClientLoop { pool.loop }

    func start() {
        guard request.isValid else { return fail(.invalidRequest) }
        pool.countRequest()
        switch request.body {
        case .none, .bytes: finish()
        case .stream, .pushed: break
        }
        attempt()
    }

    func attempt() {
        attempts += 1
        inbound = ResponseProgress()
        isSent = false
        rewind()
        guard !pool.isClosed else { return fail(.closed) }
        guard !deadline.hasPassed(at: loop.now) else { return fail(.deadlinePassed) }
        setTimer()
        waitUntil = loop.now + TimeAmount(pool.limits.waitTimeout)
        phase = .waiting
        if !pool.place(self) {
            phase = .new
            fail(.overloaded)
        }
    }

    /// A body that is held whole starts again; one that is written goes on from where it is, for
    /// nothing of it has left.
    private func rewind() {
        _ = takeDeferral()
        guard case .bytes(let bytes) = request.body else { return }
        discard()
        append(bytes)
    }

    // MARK: What connections tell

    /// The exchange has got a stream of its own.
    func opened(on connection: ClientConnection, as id: Int32 = 0) {
        self.connection = connection
        streamID = id
        phase = .asking
        progressAt = loop.now
        connection.exchangeOpened()
        if case .stream(let produce) = request.body, producer == nil { launch(produce) }
    }

    /// Whether the service may have acted on the request.
    var mayHaveBeenProcessed: Bool { isSent || wasProcessed }

    func headSent() {
        isSent = true
        sentAt = loop.now
    }

    /// The attempt is over, and its stream is gone.
    func attemptEnded(_ end: AttemptEnd) {
        connection = nil
        switch phase {
        case .new, .waiting, .asking: break
        case .discarding(let time): return pause(until: time)
        case .answering: return fail(end.reason)
        case .answered: return leave(.noError)
        case .pausing, .ended: return
        }
        phase = .new
        switch end {
        case .unprocessed(let reason):
            isSent = false
            retry(or: reason)
        case .lost(let reason):
            if isSent { wasProcessed = true }
            if !isSent || request.isIdempotent { retry(or: reason) } else { fail(reason) }
        case .broken(let reason):
            fail(reason)
        }
    }

    // MARK: The request's body

    private func launch(_ produce: @escaping @Sendable (BodyWriter) async throws -> Void) {
        let executor = loop.executor
        let exchange = NIOLoopBound(self, eventLoop: executor.eventLoop)
        let body = NIOLoopBound<OutboundSource>(self, eventLoop: executor.eventLoop)
        producer = Task(executorPreference: executor) {
            do {
                try await produce(BodyWriter(stream: body, executor: executor))
                exchange.value.produced(isWhole: true)
            } catch {
                exchange.value.produced(isWhole: false)
            }
        }
    }

    private func produced(isWhole: Bool) {
        if isWhole { end() } else { fail(.requestBodyFailed) }
    }

    /// Appends to a body that is `pushed`. Hold back while `unsentBytes` is more than you want to
    /// keep; the receiver's `drained` tells when it has become less.
    public func send(_ bytes: UnsafeRawBufferPointer) {
        guard acceptsBody, !isFinished else { return }
        unsafe append(bytes)
        changed()
    }

    /// Ends a body that is `pushed`.
    public func end(trailers: Headers? = nil) {
        guard acceptsBody, !isFinished else { return }
        if let trailers { self.trailers = trailers }
        finish()
        changed()
    }

    /// Bytes of the request's body that the peer has not made room for.
    public var unsentBytes: Int { queuedBytes }

    override var acceptsBody: Bool {
        if case .ended = phase { false } else { true }
    }

    override var unsentBytesMax: Int { pool.limits.unsentBytesMax }

    override func changed() { connection?.bodyChanged(self) }

    override func drained() {
        progressAt = loop.now
        receiver?.drained()
        super.drained()
    }

    /// The response is a stream of events that may go on for ever: neither the deadline nor silence
    /// ends it. That the peer has died is still noticed, by PING.
    public func becameEndless() {
        deadline = .never
        isEndless = true
        timer?.cancel()
        timer = nil
    }

    // MARK: The end

    /// The caller wants no answer any more. Nothing further is told to the receiver.
    public func cancel() {
        loop.wake()
        leave(.cancel)
    }

    func fail(_ reason: ClientError.Reason) {
        if case .ended = phase { return }
        let error = ClientError(reason, mayHaveBeenProcessed: mayHaveBeenProcessed)
        let receiver = receiver
        leave(.cancel)
        receiver?.failed(error)
    }

    /// Turns away from wherever it is; the stream, if there is one, is reset.
    private func leave(_ code: ErrorCode) {
        switch phase {
        case .ended: return
        case .waiting: pool.leaveLine(self)
        case .pausing: pool.pausing -= 1
        case .new, .asking, .discarding, .answering, .answered: break
        }
        phase = .ended
        abandon(code)
        timer?.cancel()
        timer = nil
        receiver = nil
        producer?.cancel()
        producer = nil
        discard()
        wakeWriter()
    }

    func release() {
        let left = connection
        connection = nil
        left?.release(self)
    }

    func abandon(_ code: ErrorCode) {
        let left = connection
        connection = nil
        left?.abandon(self, code)
    }
}
