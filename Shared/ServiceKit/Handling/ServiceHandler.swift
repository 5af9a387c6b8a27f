import Contract
import HTTP
import Logging
import Tokens
import Vocabulary

/// Answers every request of a service: finds the operation, verifies who asks, reads the request,
/// and turns whatever the handler returns or throws into an answer.
struct ServiceHandler: Sendable {
    let table: HandlerTable
    let runtime: Runtime
    let health: Health

    func answer(_ request: Request) async -> Response {
        let began = ContinuousClock.now
        let headers = request.headers
        let trace = Trace(
            requestID: headers.string(.requestID),
            traceparent: headers.string(.traceparent)
        )
        let target = request.head.target
        let end = target.firstIndex(of: UInt8(ascii: "?")) ?? target.count
        let path = Array(target[..<end])
        if let response = await health.answer(request.method, path) { return response }
        switch table.match(Verb(rawValue: request.method.name), path.span) {
        case .nothing:
            return refuse(.notFound("There is no such path."), trace)
        case .otherVerbs(let verbs):
            var response = refuse(
                Refusal(.methodNotAllowed, "This path takes \(verbs.map(\.rawValue))."),
                trace
            )
            response.headers.append(.allow, verbs.map(\.rawValue).joined(separator: ", "))
            return response
        case .found(let entry, let parameters):
            let place = RequestPlace(path: path, query: target[end...].dropFirst(), parameters)
            let response = await answer(request, entry.endpoint, place, trace)
            let duration = ContinuousClock.now - began
            entry.meters.record(status: response.status.code, duration)
            log(entry.endpoint, response, duration, trace)
            return response
        }
    }

    private func answer(
        _ request: Request,
        _ endpoint: Endpoint,
        _ place: RequestPlace,
        _ trace: Trace
    ) async -> Response {
        do {
            let call = try call(request, endpoint, trace)
            let body = try await Self.body(request, endpoint)
            let isJSON = request.headers[.contentType].map { RequestParts.isJSON($0.span) } ?? false
            let parts = RequestParts(
                path: place.path,
                parameters: place.parameters,
                query: place.query,
                isJSON: isJSON,
                body: body
            )
            return try await endpoint.answer(parts, call)
        } catch let refusal as Refusal {
            return refuse(refusal, trace)
        } catch let error as any Refusable {
            let refusal = error.refusal
            if refusal.code.status >= 500 { failed(endpoint, error, trace) }
            return refuse(refusal, trace)
        } catch {
            // The deadline passes in the middle of whatever waits: what it throws then is of no
            // interest to anyone.
            if request.deadline.remainingMilliseconds == 0 {
                return refuse(Refusal(.timedOut, "The deadline has passed."), trace)
            }
            failed(endpoint, error, trace)
            return refuse(Refusal(.failed, "Something is wrong here; it is in the log."), trace)
        }
    }

    private func call(
        _ request: Request,
        _ endpoint: Endpoint,
        _ trace: Trace
    ) throws(Refusal) -> Call {
        let principal = try principal(request, isOptional: endpoint.audience.needsNoToken)
        switch endpoint.audience.admits(principal, to: endpoint.name) {
        case .admitted: break
        case .unknown: throw Refusal(.unauthenticated, "Sign in first.")
        case .forbidden: throw Refusal(.forbidden, "This operation is not yours to call.")
        }
        var call = Call(principal: principal, trace: trace, deadline: request.deadline)
        call.remoteAddress =
            request.headers.string("x-forwarded-for") ?? request.connection.remoteAddress
        if let bytes = request.headers["idempotency-key"] {
            guard let key = IdempotencyKey(utf8: bytes.span) else {
                throw Refusal(.malformed, "Idempotency-Key is 1 to 200 visible ASCII characters.")
            }
            call.idempotencyKey = key
        }
        if let bytes = request.headers["if-match"] {
            guard let ifMatch = IfMatch(utf8: bytes.span) else {
                throw Refusal(.malformed, "If-Match is * or a list of entity tags.")
            }
            call.ifMatch = ifMatch
        }
        return call
    }

    /// - Parameter isOptional: whether a token that is not believed is no token at all.
    private func principal(
        _ request: Request,
        isOptional: Bool
    ) throws(Refusal) -> Principal? {
        guard let header = request.headers[.authorization] else { return nil }
        guard let token = BearerToken.find(in: header) else {
            if isOptional { return nil }
            throw Refusal(.unauthenticated, "Authorization must be a bearer token.")
        }
        do throws(TokenRefusal) {
            return try runtime.verifier.verify(token.span, at: runtime.now()).principal
        } catch {
            if error == .unknownKey { runtime.keys.unknownKey() }
            if isOptional { return nil }
            throw Refusal(.unauthenticated, "The token is not valid.", reason: Self.word(error))
        }
    }

    /// A page has to tell "sign in again" from "you were signed out"; what exactly is wrong with
    /// other tokens helps only whoever tries them out.
    private static func word(_ refusal: TokenRefusal) -> String? {
        switch refusal {
        case .expired: "token_expired"
        case .revoked: "token_revoked"
        case .tooLong, .malformed, .foreignHeader, .wrongAlgorithm, .unknownKey, .wrongType,
            .badSignature, .badClaims, .wrongIssuer, .wrongAudience, .notYetValid, .livesTooLong:
            nil
        }
    }

    private static func body(
        _ request: Request,
        _ endpoint: Endpoint
    ) async throws(Refusal) -> [UInt8] {
        do throws(BodyError) {
            return try await request.body.collect(upTo: endpoint.bodyBytesMax)
        } catch {
            switch error {
            case .tooLarge: throw Refusal(.tooLarge, "The body is too large.")
            default: throw Refusal(.malformed, "The body did not arrive whole.")
            }
        }
    }

    private func refuse(_ refusal: Refusal, _ trace: Trace) -> Response {
        Response(refusal, requestID: trace.requestID)
    }

    private func failed(_ endpoint: Endpoint, _ error: any Error, _ trace: Trace) {
        runtime.log.error(
            "\(endpoint.name) failed",
            error: error,
            metadata: ["request_id": "\(trace.requestID)"]
        )
    }

    private func log(
        _ endpoint: Endpoint,
        _ response: Response,
        _ duration: Duration,
        _ trace: Trace
    ) {
        // The gateway's access log has every request; here they are for whoever looks closely.
        runtime.log.debug(
            "\(endpoint.name)",
            metadata: [
                "status": "\(response.status.code)", "ms": "\(duration.nanoseconds / 1_000_000)",
                "request_id": "\(trace.requestID)",
            ]
        )
    }
}

/// Where in a request's target everything is.
struct RequestPlace {
    let path: [UInt8]
    let query: ArraySlice<UInt8>
    let parameters: PathParameters

    init(path: [UInt8], query: ArraySlice<UInt8>, _ parameters: PathParameters) {
        self.path = path
        self.query = query
        self.parameters = parameters
    }
}
