import Contract
import HTTP
import NIOCore
import Tokens
import Vocabulary

/// One request on its way through the gateway: found, identified, counted, admitted, sent on.
/// Confined to its event loop.
final class Passage: Relay {
    let edge: EdgeForwarder
    let gateway: Gateway
    let startedAt: Instant
    let method: HTTP.Method
    var context: EdgeFields.Context
    var head: RequestHead
    let connection: EdgeConnection
    var label = LogBuffer.RouteLabel.none
    var route: EdgeRoute?
    var token: VerifiedToken?
    var place = InFlight.Place.none
    /// What the client was told; 0 before it was told anything.
    var status = 0
    /// Ends an event stream with its token.
    var endTimer: Scheduled<Void>?

    init(_ exchange: Exchange, _ edge: EdgeForwarder) {
        self.edge = edge
        gateway = edge.gateway
        startedAt = gateway.now()
        head = exchange.takeHead()
        method = head.method
        context = EdgeFields.Context(
            names: RequestNames(head.headers, &edge.random),
            origin: gateway.fields.crossOrigin.allowed(head.headers),
            isEncrypted: exchange.isEncrypted
        )
        connection = exchange.connectionState { EdgeConnection(exchange.connectionInfo) }
        super.init(exchange)
    }

    func begin() {
        EdgeRoutes.strip(&head.target)
        let target = head.target
        let end = target.firstIndex(of: UInt8(ascii: "?")) ?? target.count
        switch gateway.routes.match(Verb(method), target.span.extracting(first: end)) {
        case .found(.operation(let index), _):
            let route = gateway.routes.operations[index]
            label = route.label
            identify(route)
        case .found(.page(let page), _):
            label = LogBuffer.RouteLabel(page: page)
            if takeFromAddress() { show(page) }
        case .otherVerbs(let verbs):
            if takeFromAddress() { answerOtherVerb(verbs) }
        case .nothing:
            if takeFromAddress() { refuse(.noSuchPath) }
        }
    }

    // MARK: Who it is

    private func identify(_ route: EdgeRoute) {
        self.route = route
        switch Credentials(head.headers) {
        case .none: break
        case .token(let token): guard verify(token) else { return }
        case .key(let key): return exchangeKey(key)
        case .malformed: return notBelieved()
        }
        // Behind the switch: a part of the fields that is still held would make them be copied.
        admit()
    }

    /// - Returns: whether the request goes on.
    private func verify(_ token: ArraySlice<UInt8>) -> Bool {
        // Checking signatures for strangers is work that strangers pay for.
        guard
            connection.isKnown || !gateway.byAddress.isExhausted(connection.address, at: startedAt)
        else {
            tooMany()
            return false
        }
        do {
            try believe(token.span)
            return true
        } catch {
            notBelieved()
            return false
        }
    }

    func believe(_ bytes: Span<UInt8>) throws(TokenRefusal) {
        do throws(TokenRefusal) {
            let token = try gateway.verifier.verify(bytes, at: startedAt, last: &connection.last)
            // A link is to be exchanged first; services do not come in by this door.
            guard token.type == .access || token.type == .intake else { throw .wrongType }
            self.token = token
            connection.isKnown = true
        } catch {
            if error == .unknownKey { gateway.unknownKey() }
            throw error
        }
    }

    /// Where no token is needed, one that is not valid is none; elsewhere it is refused.
    func notBelieved() {
        guard route?.audience.needsNoToken == true else {
            if takeFromAddress() { refuse(gateway.knowsKeys() ? .badToken : .overloaded) }
            return
        }
        head.headers.remove(.authorization)
        admit()
    }

    // MARK: Whether it may

    func admit() {
        guard let route else { return }
        guard takeFromBucket() else { return }
        switch route.audience.admits(token?.principal, to: route.name) {
        case .admitted: send(to: route)
        case .unknown: refuse(.notSignedIn)
        case .forbidden: refuse(.forbidden)
        }
    }

    private func takeFromBucket() -> Bool {
        guard let principal = token?.principal, let key = RateKey(principal) else {
            return takeFromAddress()
        }
        context.isPrincipal = true
        return take(gateway.byPrincipal.take(key, at: startedAt))
    }

    func takeFromAddress() -> Bool {
        take(gateway.byAddress.take(connection.address, at: startedAt))
    }

    private func take(_ verdict: RateLimiter.Verdict) -> Bool {
        context.verdict = verdict
        if !verdict.isAllowed { tooMany() }
        return verdict.isAllowed
    }

    private func tooMany() {
        gateway.metrics.countRateLimited()
        refuse(.tooManyRequests)
    }

    // MARK: Sending it on

    private func send(to route: EdgeRoute) {
        guard head.contentLength ?? 0 <= route.bodyBytesMax else { return refuse(.bodyTooLarge) }
        requestBytesMax = route.bodyBytesMax
        guard gateway.inFlight.enter(route.service) else {
            gateway.metrics.countShed(route.service)
            return refuse(.overloaded)
        }
        place = .request(route.service)
        var head = RequestHead()
        swap(&head, &self.head)
        let hasKey = head.headers.contains(.idempotencyKey)
        if method == .head { head.method = .get }
        head.authority = []
        head.headers.remove(EdgeFields.ownOfGateway)
        head.headers.append(.requestID, context.names.requestID)
        head.headers.append(.traceparent, context.names.traceparent)
        head.headers.append(.forwardedFor, connection.forwardedFor)
        forward(
            head,
            isIdempotent: route.idempotency.mayRetry(withKey: hasKey),
            to: gateway.upstreams[route.service.place],
            on: edge.client
        )
    }

    // MARK: What comes of it

    override func answered(_ status: Status, _ headers: consuming Headers) -> Headers {
        self.status = status.code
        if Self.isEventStream(headers), !keepOpen() { refuse(.overloaded) }
        var fields = headers
        fields.remove(EdgeFields.ownOfServices)
        if status.code >= 400, !fields.contains(.cacheControl) {
            fields.append(.cacheControl, "no-store" as StaticString)
        }
        gateway.fields.append(context, to: &fields)
        return fields
    }

    override func failed(_ error: ClientError) {
        gateway.metrics.countUpstreamFailure(route?.service)
        refuse(.upstream(error))
    }

    override func bodyTooLarge() { refuse(.bodyTooLarge) }

    override func expired() -> Response? {
        deadlineAnswer()
    }

    override func ended(_ end: End) {
        endTimer?.cancel()
        gateway.inFlight.leave(place)
        place = .none
        keep(end)
    }
}
