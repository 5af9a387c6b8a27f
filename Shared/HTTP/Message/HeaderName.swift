import Glibc

/// The name of a header field, in the lower case that HTTP/2 requires (RFC 9113, section 8.2.1).
///
/// Names are constants of the program: `let requestID: HeaderName = "x-request-id"`. Names that
/// arrive from a peer stay bytes inside `Headers`.
public struct HeaderName: ExpressibleByStringLiteral, Sendable {
    let text: StaticString

    /// - Parameter value: an ASCII token in lower case (RFC 9110, section 5.6.2).
    public init(stringLiteral value: StaticString) {
        assert(value.hasPointerRepresentation, "a header name has more than one character")
        text = value
    }

    /// Whether these bytes are this name. One comparison of memory: it is asked of every field.
    func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count == count, let start = bytes.baseAddress else { return false }
        return unsafe memcmp(start, text.utf8Start, count) == 0
    }

    /// The name's bytes, which live as long as the program.
    var bytes: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }
}

extension HeaderName {
    public static let accept: HeaderName = "accept"
    public static let allow: HeaderName = "allow"
    public static let authorization: HeaderName = "authorization"
    public static let cacheControl: HeaderName = "cache-control"
    public static let contentLength: HeaderName = "content-length"
    public static let contentType: HeaderName = "content-type"
    public static let date: HeaderName = "date"
    public static let expect: HeaderName = "expect"
    public static let host: HeaderName = "host"
    public static let location: HeaderName = "location"
    public static let retryAfter: HeaderName = "retry-after"
    public static let server: HeaderName = "server"
    public static let traceparent: HeaderName = "traceparent"
    /// What is left of the caller's deadline, in whole milliseconds.
    public static let requestTimeout: HeaderName = "x-request-timeout-ms"
    public static let requestID: HeaderName = "x-request-id"
}
