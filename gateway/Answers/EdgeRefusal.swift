import Contract
import HTTP

/// What the gateway says where it does not forward. It adds no detail to a refusal: who calls
/// learns no more than that.
enum EdgeRefusal {
    case noSuchPath
    case otherVerbs([Verb])
    case notSignedIn
    case badToken
    case forbidden
    case tooManyRequests
    case bodyTooLarge
    case malformed
    case overloaded
    /// Upstream's fault.
    case upstream(ClientError)
    case deadlinePassed

    /// Seconds until it is worth another try, where nobody knows.
    private static let pauseSeconds = 1

    var refusal: Refusal {
        switch self {
        case .noSuchPath: .notFound("There is nothing at this path.")
        case .otherVerbs: Refusal(.methodNotAllowed, "This path has other verbs; see Allow.")
        case .notSignedIn: Refusal(.unauthenticated, "Sign in first.")
        case .badToken: Refusal(.unauthenticated, "The token is not valid.", reason: "bad_token")
        case .forbidden: Refusal(.forbidden, "This operation is for others.")
        case .tooManyRequests: Self.later(.rateLimited, "Too many requests; wait a moment.")
        case .bodyTooLarge: Refusal(.tooLarge, "The body is larger than this operation takes.")
        case .malformed: Refusal(.malformed, "The request cannot be passed on.")
        case .overloaded: .unavailable(retryAfterSeconds: Self.pauseSeconds)
        case .upstream(let error): Self.refusal(error)
        case .deadlinePassed: Refusal(.timedOut, "The service did not answer in time.")
        }
    }

    private static func later(_ code: Refusal.Code, _ detail: String) -> Refusal {
        var refusal = Refusal(code, detail)
        refusal.retryAfterSeconds = pauseSeconds
        return refusal
    }

    /// 503 where nothing was done and another try may succeed, 502 where the service failed, 504
    /// where it was silent.
    private static func refusal(_ error: ClientError) -> Refusal {
        switch error.reason {
        case .noAddress, .connectFailed, .handshakeFailed, .overloaded, .refused, .closed:
            later(.unavailable, "The service cannot be reached; nothing was done.")
        case .connectionLost, .reset, .malformedResponse, .headersTooLarge, .bodyTooLarge,
            .requestBodyFailed, .cancelled:
            Refusal(
                .badGateway,
                error.mayHaveBeenProcessed
                    ? "The service broke off; it may have done what was asked."
                    : "The service broke off; nothing was done."
            )
        case .deadlinePassed, .stalled:
            Refusal(
                .timedOut,
                "The service did not answer in time; it may still do what was asked."
            )
        case .invalidRequest: Refusal(.malformed, "The request cannot be passed on.")
        }
    }

    /// The answer, but for the fields that every answer has.
    func response(requestID: String) -> Response {
        let refusal = refusal
        var headers = Headers()
        headers.append(.contentType, Problem.mediaType)
        headers.append(.cacheControl, "no-store" as StaticString)
        if let seconds = refusal.retryAfterSeconds { headers.append(.retryAfter, "\(seconds)") }
        switch self {
        case .otherVerbs(let verbs): headers.append(.allow, Self.allow(verbs))
        case .notSignedIn: headers.append(.authenticate, #"Bearer realm="vouch""#)
        case .badToken:
            headers.append(.authenticate, #"Bearer realm="vouch", error="invalid_token""#)
        case .forbidden:
            headers.append(.authenticate, #"Bearer realm="vouch", error="insufficient_scope""#)
        case .noSuchPath, .tooManyRequests, .bodyTooLarge, .malformed, .overloaded, .upstream,
            .deadlinePassed:
            break
        }
        let body = Problem(refusal, requestID: requestID).json()
        return Response(Status(refusal.code.status), headers: headers, body: .bytes(body))
    }

    /// The value of `allow`: whoever serves GET serves HEAD, and everything answers OPTIONS.
    static func allow(_ verbs: [Verb]) -> String {
        var words = verbs.map(\.rawValue)
        if verbs.contains(.get) { words.append("HEAD") }
        return (words + ["OPTIONS"]).joined(separator: ", ")
    }
}
