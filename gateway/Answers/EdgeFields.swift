import HTTP

/// The header fields that every answer of the gateway has, and those that none has.
struct EdgeFields: Sendable {
    let crossOrigin: CrossOrigin
    let byPrincipal: RateFields
    let byAddress: RateFields

    /// What a service says to the gateway alone, or what the gateway says itself.
    static let ownOfServices: HeaderNames = [
        "date", "server", "via", "x-powered-by", "x-request-id", "ratelimit", "ratelimit-policy",
        "x-content-type-options", "strict-transport-security", "alt-svc", "vary",
        "access-control-allow-origin", "access-control-expose-headers",
    ]

    /// What a client must not say to a service: the gateway says it, or nobody does.
    static let ownOfGateway: HeaderNames = [
        "host", "te", "expect", "x-request-timeout-ms", "x-request-id", "traceparent", "cookie",
        "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "forwarded", "x-real-ip",
        "proxy-authorization", "x-forwarded-port", "via",
    ]

    /// What is known of a request when it is answered.
    struct Context {
        var names: RequestNames
        var origin: ArraySlice<UInt8>?
        var isEncrypted = false
        var verdict: RateLimiter.Verdict?
        /// Whether the verdict was the principal's, rather than the address's.
        var isPrincipal = false
    }

    func append(_ context: borrowing Context, to headers: inout Headers) {
        headers.append(.requestID, context.names.requestID)
        if let verdict = context.verdict {
            (context.isPrincipal ? byPrincipal : byAddress).append(verdict, to: &headers)
        }
        headers.append(.contentTypeOptions, "nosniff" as StaticString)
        if context.isEncrypted { headers.append(.transportSecurity, Self.aYear) }
        crossOrigin.append(to: &headers, for: context.origin)
    }

    private static let aYear: StaticString = "max-age=31536000"
}

extension HeaderName {
    static let contentTypeOptions: HeaderName = "x-content-type-options"
    static let transportSecurity: HeaderName = "strict-transport-security"
    static let forwardedFor: HeaderName = "x-forwarded-for"
    static let authenticate: HeaderName = "www-authenticate"
    static let idempotencyKey: HeaderName = "idempotency-key"
}
