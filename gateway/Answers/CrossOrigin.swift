import Contract
import HTTP

/// Which web pages may call from other origins (the Fetch standard's CORS protocol).
///
/// Callers sign in with a header that no browser sends by itself, so `access-control-allow-
/// credentials` is never said, and any origin may be allowed without giving its pages anybody's
/// rights.
struct CrossOrigin: Sendable {
    private let origins: [[UInt8]]
    private let allowsAny: Bool

    /// - Parameter origins: `https://app.example` and the like; `*` stands for all.
    init(origins: [String]) {
        self.origins = origins.map { Array($0.utf8) }
        allowsAny = origins.contains("*")
    }

    /// Whether answers depend on who asks.
    var isUsed: Bool { !origins.isEmpty }

    /// The origin that the answer may be read by; nil for none of ours, and for no browser.
    func allowed(_ headers: Headers) -> ArraySlice<UInt8>? {
        guard isUsed, let origin = headers[.origin], headers.isSingle(.origin) else { return nil }
        return allowsAny || origins.contains { origin.elementsEqual($0) } ? origin : nil
    }

    /// What lets the origin's pages read the answer.
    func append(to headers: inout Headers, for origin: ArraySlice<UInt8>?) {
        guard isUsed else { return }
        headers.append(.vary, "origin" as StaticString)
        guard let origin else { return }
        headers.append(.allowOrigin, origin.span)
        headers.append(.exposeHeaders, Self.exposed)
    }

    /// The answer to a preflight: what the page may send.
    static func preflight(_ verbs: [Verb]) -> Headers {
        var headers = Headers()
        headers.append(.allowMethods, verbs.map(\.rawValue).joined(separator: ", "))
        headers.append(.allowHeaders, accepted)
        headers.append(.maxAge, "600" as StaticString)
        return headers
    }

    private static let exposed: StaticString =
        "etag, location, retry-after, ratelimit, ratelimit-policy, x-request-id, allow"
    private static let accepted: StaticString =
        """
        authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id, \
        traceparent, x-request-id, x-request-timeout-ms
        """
}

extension HeaderName {
    static let origin: HeaderName = "origin"
    static let vary: HeaderName = "vary"
    static let allowOrigin: HeaderName = "access-control-allow-origin"
    static let allowMethods: HeaderName = "access-control-allow-methods"
    static let allowHeaders: HeaderName = "access-control-allow-headers"
    static let exposeHeaders: HeaderName = "access-control-expose-headers"
    static let maxAge: HeaderName = "access-control-max-age"
    static let requestMethod: HeaderName = "access-control-request-method"
}
