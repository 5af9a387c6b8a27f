public import Contract
public import HTTP

extension Response {
    /// A refusal as `application/problem+json`.
    public init(_ refusal: Refusal, requestID: String?) {
        self.init(
            Status(refusal.code.status),
            body: .bytes(Problem(refusal, requestID: requestID).json())
        )
        headers.append(.contentType, Problem.mediaType)
        headers.append(.cacheControl, "no-store")
        if refusal.code == .unauthenticated { headers.append("www-authenticate", "Bearer") }
        if let seconds = refusal.retryAfterSeconds { headers.append(.retryAfter, String(seconds)) }
        if let location = refusal.location { headers.append(.location, location) }
    }
}

/// The token in an `Authorization` header.
public enum BearerToken {
    private static let scheme = Array("bearer ".utf8)

    /// The token behind `Bearer`, whatever its case; nil for another scheme.
    public static func find(in header: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard header.count > scheme.count,
            zip(header, scheme).allSatisfy({ $0 == $1 || ($0 | 0x20 == $1 && $1 != 0x20) })
        else { return nil }
        return header.dropFirst(scheme.count)
    }
}
