import NIOCore

/// Carries one request on to another server and its answer back: bytes as they come, on one event
/// loop, and no more from either side than the other takes.
///
/// ```
/// client ──received──► Relay ──send──► upstream          what waits for upstream withholds credit
/// client ◄──send────── Relay ◄─received── upstream       what waits for the client, too
/// ```
/// A gateway's subclass decides what is forwarded and what the client is told. Confined to its
/// exchange's event loop.
open class Relay: RequestReceiver {
    /// The client's side.
    public final let exchange: Exchange
    /// Bytes of the request's body so far.
    public private(set) final var requestBytes = 0
    /// Bytes of the answer's body so far.
    public private(set) final var responseBytes = 0
    /// The largest body that a request may have, in bytes; a larger one meets `bodyTooLarge`.
    public final var requestBytesMax = Int.max
    private var phase = Phase.undecided
    private var upstream: ClientExchange?
    /// What has arrived of the body before it could go on.
    private var gathered: [UInt8] = []
    /// Credit that the client is owed once upstream has taken what was sent.
    private var owedToClient = 0
    /// Credit that upstream is owed once the client has taken what was sent.
    private var owedToUpstream = 0

    private enum Phase {
        /// Whether and where to is not known yet; the client may send one window.
        case undecided
        /// A small body is arriving, so that it can be sent again where that is safe.
        case gathering(ClientRequest, Upstream, ClientLoop)
        /// Under way.
        case forwarding
        /// Both sides have been told all there is.
        case over
    }

    /// How it went.
    public enum End: Sendable {
        /// The answer is whole, upstream's or ours.
        case answered
        /// The client went away, or did not take its answer.
        case clientGone
        /// Upstream broke off in the middle of its answer; so did we.
        case brokenOff(ClientError)
    }

    /// Takes the exchange over; the client may send one window of its body meanwhile.
    public init(_ exchange: Exchange) {
        self.exchange = exchange
        super.init()
        exchange.receiver = self
    }

    // MARK: What a subclass decides

    /// Upstream has begun to answer.
    /// - Returns: the fields to send on.
    open func answered(_ status: Status, _ headers: consuming Headers) -> Headers { headers }

    /// Upstream has not answered and will not: call `refuse`.
    open func failed(_ error: ClientError) { refuse(Response(.badGateway)) }

    /// The request's body is larger than `requestBytesMax`: call `refuse`.
    open func bodyTooLarge() { refuse(Response(.contentTooLarge)) }

    /// It is over; called once.
    open func ended(_ end: End) {}

    // MARK: What a subclass does

    /// Whether nothing has been forwarded or answered yet.
    public final var isUndecided: Bool {
        if case .undecided = phase { true } else { false }
    }

    /// Sends the request on. Its body follows as it arrives; a small one when it is whole.
    public final func forward(
        _ head: consuming RequestHead,
        isIdempotent: Bool,
        to upstream: Upstream,
        on loop: ClientLoop
    ) {
        guard case .undecided = phase else { return }
        let length = exchange.isRequestComplete ? nil : head.contentLength
        var request = ClientRequest(head)
        request.isIdempotent = isIdempotent
        request.responseBytesMax = .max
        if exchange.isRequestComplete {
            return start(request, upstream, loop)
        }
        exchange.continueIfExpected()
        if let length, length <= upstream.limits.smallBodyBytesMax {
            gathered.reserveCapacity(length)
            phase = .gathering(request, upstream, loop)
            payClient(gathered.count)
        } else {
            request.body = .pushed
            let early = gathered
            gathered = []
            start(request, upstream, loop)
            unsafe early.withUnsafeBytes { unsafe pass($0) }
        }
    }

    private func start(
        _ request: consuming ClientRequest,
        _ target: Upstream,
        _ loop: ClientLoop
    ) {
        if !gathered.isEmpty {
            request.body = .bytes(gathered)
            gathered = []
        }
        phase = .forwarding
        let started = loop.start(
            request,
            to: target,
            deadline: exchange.deadline,
            receiver: RelayAnswer(self)
        )
        // It may have failed already.
        if case .forwarding = phase { upstream = started }
    }

    /// Answers in upstream's stead, or instead of it; what is under way there is of no use now.
    public final func refuse(_ response: Response) {
        if case .over = phase { return }
        leaveUpstream()
        guard case .answering = exchange.phase else {
            exchange.respond(response)
            return finish(.answered)
        }
        // Too late for another answer: the client sees that this one is not whole.
        finish(.clientGone)
        exchange.abort()
    }

    /// Ends an answer that has begun and would go on for ever.
    public final func endAnswer() {
        guard case .forwarding = phase else { return }
        leaveUpstream()
        exchange.end()
        finish(.answered)
    }

    /// The answer is a stream of events: neither a deadline nor silence ends it.
    public final func becameEndless() { upstream?.becameEndless() }

    private func leaveUpstream() {
        upstream?.cancel()
        upstream = nil
    }

    private func finish(_ end: End) {
        phase = .over
        upstream = nil
        gathered = []
        ended(end)
    }

    // MARK: The client's side

    override public final func received(_ bytes: UnsafeRawBufferPointer) {
        requestBytes += bytes.count
        if requestBytes > requestBytesMax, isOpen { return bodyTooLarge() }
        switch phase {
        case .undecided:
            unsafe gathered.append(contentsOf: bytes)
        case .gathering:
            unsafe gathered.append(contentsOf: bytes)
            payClient(bytes.count)
        case .forwarding:
            unsafe pass(bytes)
        case .over:
            break
        }
    }

    private var isOpen: Bool {
        switch phase {
        case .undecided, .gathering, .forwarding: true
        case .over: false
        }
    }

    private func pass(_ bytes: UnsafeRawBufferPointer) {
        guard let upstream, bytes.count > 0 else { return }
        owedToClient += bytes.count
        unsafe upstream.send(bytes)
        if upstream.unsentBytes <= upstream.unsentBytesMax { settleWithClient() }
    }

    private func payClient(_ count: Int) {
        if count > 0 { exchange.consumed(count) }
    }

    private func settleWithClient() {
        let count = owedToClient
        owedToClient = 0
        payClient(count)
    }

    override public final func ended(trailers: Headers) {
        switch phase {
        case .gathering(let request, let upstream, let loop): start(request, upstream, loop)
        case .forwarding: upstream?.end(trailers: trailers.count > 0 ? trailers : nil)
        case .undecided, .over: break
        }
    }

    override public final func drained() {
        guard owedToUpstream > 0, exchange.queuedBytes <= exchange.unsentBytesMax / 2 else {
            return
        }
        let count = owedToUpstream
        owedToUpstream = 0
        upstream?.consumed(count)
    }

    override public final func cancelled() {
        if case .over = phase { return }
        leaveUpstream()
        finish(.clientGone)
    }

    // MARK: Upstream's side

    final func head(_ status: Status, _ headers: consuming Headers, endOfStream: Bool) {
        guard case .forwarding = phase else { return }
        let headers = answered(status, headers)
        guard case .forwarding = phase else { return }
        if endOfStream {
            exchange.respond(Response(status, headers: headers))
            return finish(.answered)
        }
        exchange.start(status, headers)
        // The client asked for the head alone.
        if exchange.isFinished {
            leaveUpstream()
            finish(.answered)
        }
    }

    final func responseReceived(_ bytes: UnsafeRawBufferPointer) {
        guard case .forwarding = phase else { return }
        responseBytes += bytes.count
        owedToUpstream += bytes.count
        unsafe exchange.send(bytes)
        guard exchange.queuedBytes <= exchange.unsentBytesMax else { return }
        let count = owedToUpstream
        owedToUpstream = 0
        upstream?.consumed(count)
    }

    final func responseEnded(_ trailers: Headers) {
        guard case .forwarding = phase else { return }
        exchange.end(trailers: trailers.count > 0 ? trailers : nil)
        // What the client still sends is of no use to anyone (RFC 9113, section 8.1).
        if !exchange.isRequestComplete { upstream?.cancel() }
        finish(.answered)
    }

    final func upstreamFailed(_ error: ClientError) {
        guard case .forwarding = phase else { return }
        upstream = nil
        guard case .answering = exchange.phase else { return failed(error) }
        phase = .over
        exchange.abort()
        ended(.brokenOff(error))
    }

    final func upstreamDrained() {
        guard owedToClient > 0, let upstream,
            upstream.unsentBytes <= upstream.unsentBytesMax / 2
        else { return }
        settleWithClient()
    }
}
