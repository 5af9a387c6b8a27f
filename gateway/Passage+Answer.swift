import Contract
import HTTP
import NIOCore
import Tokens
import Vocabulary

/// What the client is told, and what is kept of it.
extension Passage {
    func refuse(_ refusal: EdgeRefusal) {
        answer(refusal.response(requestID: context.names.requestIDText))
    }

    /// Answers with what the gateway has itself.
    func answer(_ response: Response) { refuse(complete(response)) }

    /// What is said in the gateway's stead once the deadline has passed.
    func deadlineAnswer() -> Response {
        let refusal = EdgeRefusal.deadlinePassed
        return complete(refusal.response(requestID: context.names.requestIDText))
    }

    private func complete(_ response: Response) -> Response {
        status = response.status.code
        var response = response
        gateway.fields.append(context, to: &response.headers)
        return response
    }

    func show(_ page: EdgeRoutes.Page) {
        switch page {
        case .contract: answer(gateway.pages.contract(head.headers))
        case .documentation: answer(gateway.pages.documentation)
        case .health: answer(gateway.pages.health)
        case .readiness: answer(gateway.pages.readiness(gateway.readiness.isReady))
        }
    }

    func answerOtherVerb(_ verbs: [Verb]) {
        guard method == .options else { return refuse(.otherVerbs(verbs)) }
        var headers = Headers()
        if context.origin != nil, head.headers.contains(.requestMethod) {
            headers = CrossOrigin.preflight(verbs)
        }
        headers.append(.allow, EdgeRefusal.allow(verbs))
        answer(Response(.noContent, headers: headers))
    }

    // MARK: What upstream answers

    /// The token ends, and with it what it opened.
    func endWithToken() {
        guard let token else { return }
        let left = (token.expiresAt - startedAt).components.seconds
        let bound = NIOLoopBound(self, eventLoop: edge.eventLoop)
        let timer = edge.eventLoop.scheduleTask(in: .seconds(max(0, left))) {
            bound.value.endAnswer()
        }
        endTimer = timer
    }

    func keepOpen() -> Bool {
        place = gateway.inFlight.becameEventStream(place)
        guard case .eventStream = place else { return false }
        becameEndless()
        endWithToken()
        return true
    }

    static func isEventStream(_ headers: Headers) -> Bool {
        headers[.contentType]?.starts(with: eventStream) == true
    }

    private static let eventStream = Array("text/event-stream".utf8)

    // MARK: What is kept

    func keep(_ end: End) {
        let endedAt = gateway.now()
        // What nginx writes for a client that went before it was told anything.
        if status == 0 { status = 499 }
        let line = LogBuffer.Line(
            startedAt: startedAt,
            endedAt: endedAt,
            method: method,
            route: label,
            status: status,
            end: end.word,
            caller: callerWord,
            requestBytes: requestBytes,
            responseBytes: responseBytes
        )
        edge.log.append(line, context.names)
        gateway.metrics.count(
            route?.service,
            status: status,
            microseconds: endedAt.microseconds - startedAt.microseconds
        )
    }

    private var callerWord: String {
        switch token?.principal.kind {
        case .user: "user"
        case .person: "person"
        case .intake: "intake"
        case .service: "service"
        case .key: "key"
        case nil: "nobody"
        }
    }
}

extension Relay.End {
    fileprivate var word: String {
        switch self {
        case .answered: "answered"
        case .clientGone: "client_gone"
        case .brokenOff: "broken_off"
        }
    }
}
