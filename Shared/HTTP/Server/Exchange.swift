import NIOCore

/// One request and its answer, whatever the version of HTTP. Confined to its connection's event
/// loop.
///
/// The protocol's subclass brings the request's events in and carries the answer out; what a
/// request means (limits, deadlines, handlers, backpressure) is decided here once.
public class Exchange: OutboundSource {
    /// What was asked; a body follows by `receiver`.
    public internal(set) final var request = RequestHead()
    /// When the answer is of no more use.
    public internal(set) final var deadline = Deadline.never
    final let connection: ServerConnection
    final var phase = Phase.receivingHead
    final var inbound: InboundBody?
    /// What has arrived of a small body, before the handler is called.
    final var smallBody: [UInt8] = []
    final var receivedBytes = 0
    /// Whether the client has sent all of its request.
    public final internal(set) var isRequestComplete = false
    final var task: Task<Void, Never>?
    final var timer: Scheduled<Void>?
    /// The last time a byte moved, in either direction.
    final var progressAt: NIODeadline
    /// Who takes the request piece by piece, where a `Forwarder` answers.
    public final var receiver: RequestReceiver?
    /// Bytes of the body that the receiver has been given and has not said to have passed on.
    final var unconsumedBytes = 0

    enum Phase {
        /// Headers are arriving.
        case receivingHead
        /// A small body is arriving; nobody has been called yet.
        case gathering
        /// A handler or a forwarder has the request.
        case handling
        /// The answer's head has been sent.
        case answering
        /// Nothing more can be said to the client.
        case closed
    }

    init(_ connection: ServerConnection) {
        self.connection = connection
        progressAt = connection.loop.now
    }

    final var loop: ServerLoop { connection.loop }

    /// Who sent it.
    public final var connectionInfo: ConnectionInfo { connection.info }

    /// Whether it came over TLS.
    public final var isEncrypted: Bool { connection.info.isEncrypted }

    /// What a forwarder keeps for as long as the connection lives: made when first asked for.
    public final func connectionState<State: AnyObject>(_ make: () -> State) -> State {
        if let known = connection.kept, type(of: known) == State.self {
            return unsafe unsafeDowncast(known, to: State.self)
        }
        let made = make()
        connection.kept = made
        return made
    }

    /// Hands the head over, so that a forwarder may change it without a copy. The method stays: the
    /// answer's shape depends on it.
    public final func takeHead() -> RequestHead {
        var head = RequestHead()
        head.method = request.method
        swap(&head, &request)
        return head
    }

    /// Bytes of the request's body that the application has been given and has not taken.
    final var unreadBytes: Int { inbound?.unreadBytes ?? unconsumedBytes }

    // MARK: What a protocol implements

    /// Sends the head of the answer and, where `hasBody`, has the body pulled from what is
    /// appended. With a `contentLength`, the one in the headers does not count.
    func sendHead(_ status: Status, _ headers: Headers, contentLength: Int?, hasBody: Bool) {}

    /// More has been appended, or the body has been finished.
    func bodyChanged() {}

    /// Sends 100.
    func sendContinue() {}

    /// Ends the exchange without an answer, or amid it.
    func sendReset(_ code: ErrorCode) {}

    /// The application took bytes of the request's body.
    func giveCredit(_ count: Int) {}

    // MARK: Answering

    /// Answers in one piece. A body that is a stream needs a handler's task; here it is an error.
    public final func respond(_ response: Response) {
        guard phase != .answering, phase != .closed else { return }
        finish()
        switch response.body {
        case .bytes(let bytes) where !response.status.forbidsBody:
            let hasBody = request.method != .head && !bytes.isEmpty
            if hasBody { append(bytes) }
            start(response.status, response.headers, bytes.count, hasBody: hasBody)
        case .stream where !response.status.forbidsBody:
            start(.internalError, Headers(), 0, hasBody: false)
        case .none where !response.status.forbidsBody && request.method != .head:
            start(response.status, response.headers, 0, hasBody: false)
        case .none, .bytes, .stream:
            start(response.status, response.headers, nil, hasBody: false)
        }
    }

    /// Sends the head of an answer whose body follows by `send` and ends by `end`.
    public final func start(_ status: Status, _ headers: Headers) {
        let hasBody = !status.forbidsBody && request.method != .head
        if !hasBody { finish() }
        start(status, headers, nil, hasBody: hasBody)
    }

    private func start(_ status: Status, _ headers: Headers, _ length: Int?, hasBody: Bool) {
        guard phase != .answering, phase != .closed else { return }
        phase = .answering
        progressAt = loop.now
        sendHead(status, headers, contentLength: length, hasBody: hasBody)
        loop.executor.flush(after: connection)
    }

    /// Appends to the body of an answer that has been started.
    public final func send(_ bytes: UnsafeRawBufferPointer) {
        guard phase == .answering, !isFinished else { return }
        unsafe append(bytes)
        changed()
    }

    /// Ends the body of an answer that has been started.
    public final func end(trailers: Headers? = nil) {
        guard phase == .answering, !isFinished else { return }
        if let trailers { self.trailers = trailers }
        finish()
        changed()
    }

    /// Ends the exchange in the middle, so that the client knows the answer is not whole.
    public final func abort() { abort(.internalError) }

    final func abort(_ code: ErrorCode) {
        guard phase != .closed else { return }
        sendReset(code)
        loop.executor.flush(after: connection)
        closed(.peerGone)
    }

    override final func changed() {
        bodyChanged()
        loop.executor.flush(after: connection)
    }

    // MARK: Streaming from a handler's task

    override final var acceptsBody: Bool { phase == .answering }

    override final var unsentBytesMax: Int { loop.limits.unsentBytesMax }

    override final func drained() {
        progressAt = loop.now
        receiver?.drained()
        super.drained()
    }

    // MARK: The end

    /// The stream is over, for whatever reason: nobody waits any longer.
    final func closed(_ reason: BodyError) {
        guard phase != .closed else { return }
        let wasWhole = phase == .answering && isFinished && queuedBytes == 0
        phase = .closed
        timer?.cancel()
        timer = nil
        if !wasWhole || !isRequestComplete { inbound?.failed(reason) }
        if !wasWhole {
            task?.cancel()
            receiver?.cancelled()
        }
        receiver = nil
        discard()
        wakeWriter()
    }
}

/// Takes a request's body and fate as they come, on the event loop. A forwarder makes one for each
/// exchange; every method is called on that loop, and none after `cancelled`.
open class RequestReceiver {
    public init() {}

    /// Bytes of the body. Call `Exchange.consumed` when they have gone on.
    open func received(_ bytes: UnsafeRawBufferPointer) {}

    /// The request is whole; nothing of it follows.
    open func ended(trailers: Headers) {}

    /// The client took some of the answer: there may be room for more.
    open func drained() {}

    /// The deadline has passed, and the answer has not begun: what is the client to be told?
    /// `cancelled` follows.
    /// - Returns: nil where the server's own words will do.
    open func expired() -> Response? { nil }

    /// The client has gone, or the deadline has passed.
    open func cancelled() {}
}
