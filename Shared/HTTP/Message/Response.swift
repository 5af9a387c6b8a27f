/// An answer to a request.
public struct Response: Sendable {
    /// The final status, 200 to 599.
    public var status: Status
    /// Fields; `date` and, for a body of known length, `content-length` are added.
    public var headers: Headers
    /// What follows the head; not sent to HEAD, nor with 204 and 304.
    public var body: Body

    /// How the body comes.
    public enum Body: Sendable {
        case none
        /// The whole body; `content-length` is added.
        case bytes([UInt8])
        /// A body of unknown length, written by the closure on the connection's event loop. It is
        /// called once, after the head has been sent; an error it throws resets the stream (or
        /// closes an HTTP/1.1 connection), so that the client knows the body is not whole.
        case stream(@Sendable (BodyWriter) async throws -> Void)
    }

    /// An answer of that status.
    public init(_ status: Status, headers: Headers = Headers(), body: Body = .none) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer with a JSON body.
    public static func json(_ body: [UInt8], status: Status = .ok) -> Response {
        Response(status, headers: jsonHeaders, body: .bytes(body))
    }

    /// RFC 9457: what a refusal looks like when nothing but its status is to be said.
    public static func problem(_ status: Status, title: StaticString) -> Response {
        let text = #"{"type":"about:blank","title":"\#(title)","status":\#(status.code)}"#
        return Response(status, headers: problemHeaders, body: .bytes(Array(text.utf8)))
    }

    // Made once: an answer that adds nothing to them allocates nothing for them.
    private static let jsonHeaders = contentType("application/json")
    private static let problemHeaders = contentType("application/problem+json")

    private static func contentType(_ type: StaticString) -> Headers {
        var headers = Headers()
        headers.append(.contentType, type)
        return headers
    }
}

extension Headers {
    /// Adds a field whose value is a constant of the program.
    public mutating func append(_ name: HeaderName, _ value: StaticString) {
        unsafe append(
            name,
            UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount)
        )
    }
}
