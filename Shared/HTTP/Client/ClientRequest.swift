/// A request to be sent.
///
/// The client adds `content-length`, `host` and `x-request-timeout-ms` itself.
public struct ClientRequest: Sendable {
    /// What is asked for. An empty `authority` is filled in from the address it is sent to.
    public var head: RequestHead
    /// What is sent with it.
    public var body: Body
    /// Whether doing it twice does what doing it once does, so that it may be sent again after its
    /// connection was lost. By default, what the method says.
    public var isIdempotent: Bool
    /// The largest body of a response, in bytes; nil takes `ClientLimits.bodyBytesMax`.
    public var responseBytesMax: Int?

    /// How the body comes.
    public enum Body: Sendable {
        case none
        /// The whole body, which may be sent again.
        case bytes([UInt8])
        /// A body written by the closure on the connection's event loop. It is called once, when
        /// there is a connection, and what has left is never sent again. An error it throws resets
        /// the stream.
        case stream(@Sendable (BodyWriter) async throws -> Void)
        /// A body written with `ClientExchange.send` and `end`. Only for `ClientLoop.start`.
        case pushed
    }

    /// A request that its method calls idempotent or not.
    public init(_ head: RequestHead, body: Body = .none) {
        self.head = head
        self.body = body
        isIdempotent = head.method.isIdempotent
    }

    /// - Parameter target: an absolute path, percent-encoded, with its query.
    public init(_ method: Method, _ target: String, headers: Headers = Headers()) {
        self.init(RequestHead(method, target, headers: headers))
    }

    /// A request with a JSON body.
    public static func json(_ method: Method, _ target: String, _ body: [UInt8]) -> ClientRequest {
        var headers = Headers()
        headers.append(.contentType, "application/json" as StaticString)
        return ClientRequest(RequestHead(method, target, headers: headers), body: .bytes(body))
    }

    /// Removes what the client says itself, or what must not travel further than one connection.
    mutating func normalise() {
        if let host = head.headers[.host] {
            if head.authority.isEmpty { head.authority = Array(host) }
            head.headers.remove(.host)
        }
        head.headers.remove(.requestTimeout)
        head.headers.remove(.te)
        head.headers.remove(.expect)
        switch body {
        case .none, .bytes: head.headers.remove(.contentLength)
        case .stream, .pushed: break
        }
    }

    /// Whether its start line says one thing to every reader: no byte may end a line or a word.
    var isValid: Bool {
        guard head.target.first == UInt8(ascii: "/") || isAsterisk else { return false }
        guard head.target.allSatisfy(\.isVisible), head.authority.allSatisfy(\.isVisible) else {
            return false
        }
        guard case .other(let name) = head.method else { return true }
        return !name.isEmpty && name != "CONNECT" && name.utf8.allSatisfy(\.isTokenCharacter)
    }

    private var isAsterisk: Bool {
        head.method == .options && head.target == [UInt8(ascii: "*")]
    }

    /// What `content-length` says; nil where the caller's own counts.
    var contentLength: Int? {
        switch body {
        case .bytes(let bytes): bytes.count
        case .none: head.method.expectsBody ? 0 : nil
        case .stream, .pushed: nil
        }
    }
}

extension Method {
    /// RFC 9110, section 8.6: a request whose method anticipates a body says that it has none.
    fileprivate var expectsBody: Bool {
        switch self {
        case .post, .put, .patch: true
        case .get, .head, .delete, .options, .other: false
        }
    }
}

extension UInt8 {
    /// Neither a control character nor a space.
    fileprivate var isVisible: Bool { self > 0x20 && self != 0x7f }
}
