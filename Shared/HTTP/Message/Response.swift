/// An answer to a request.
public struct Response: Sendable {
    public var status: Status
    public var headers: Headers
    public var body: Body

    public enum Body: Sendable {
        case none
        /// The whole body; `content-length` is added.
        case bytes([UInt8])
        /// A body of unknown length, written by the closure on the connection's event loop. It is
        /// called once, after the head has been sent; an error it throws resets the stream (or
        /// closes an HTTP/1.1 connection), so that the client knows the body is not whole.
        case stream(@Sendable (BodyWriter) async throws -> Void)
    }

    public init(_ status: Status, headers: Headers = Headers(), body: Body = .none) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer with a JSON body.
    public static func json(_ body: [UInt8], status: Status = .ok) -> Response {
        typed(body, "application/json", status)
    }

    /// RFC 9457: what a refusal looks like when nothing but its status is to be said.
    public static func problem(_ status: Status, title: StaticString) -> Response {
        let text = #"{"type":"about:blank","title":"\#(title)","status":\#(status.code)}"#
        return typed(Array(text.utf8), "application/problem+json", status)
    }

    private static func typed(_ body: [UInt8], _ type: StaticString, _ status: Status) -> Response {
        var headers = Headers()
        headers.append(.contentType, type)
        return Response(status, headers: headers, body: .bytes(body))
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
