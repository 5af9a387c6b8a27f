import HTTP

/// `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers): what is left of which
/// quota. A bucket of `burst` that fills at `perSecond` is a quota of `burst` in the time that
/// fills it.
struct RateFields: Sendable {
    private let policy: [UInt8]
    private let name: [UInt8]

    /// - Parameter name: what the quota is counted by, a word.
    init(_ name: String, _ rate: RateLimiter.Rate) {
        let window = (rate.burst + rate.perSecond - 1) / rate.perSecond
        self.name = Array("\"\(name)\";r=".utf8)
        policy = Array("\"\(name)\";q=\(rate.burst);w=\(window)".utf8)
    }

    func append(_ verdict: RateLimiter.Verdict, to headers: inout Headers) {
        var text = InlineText<64>()
        text.append(name.span)
        text.append(decimal: verdict.remaining)
        text.append(";t=")
        text.append(decimal: verdict.fullAfterSeconds)
        headers.append(.rateLimit, text.bytes.span.extracting(first: text.count))
        headers.append(.rateLimitPolicy, policy.span)
    }
}

extension HeaderName {
    static let rateLimit: HeaderName = "ratelimit"
    static let rateLimitPolicy: HeaderName = "ratelimit-policy"
}
