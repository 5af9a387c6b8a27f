/// The head of a request: what HTTP/2 sends as pseudo-header fields and fields, and HTTP/1.1 as its
/// request line and fields.
public struct RequestHead: Sendable {
    /// What is to be done with the target.
    public var method: Method = .get
    /// The request target as sent, query included, not decoded: `/candidates?limit=5`.
    public var target: [UInt8] = []
    /// Host and port as the client named them; from `host` where HTTP/1.1 gave it.
    public var authority: [UInt8] = []
    /// Whether the client says that it used TLS. Trust the connection, not this.
    public var scheme: Scheme = .http
    /// The fields, without `:`-names and connection-specific ones.
    public var headers = Headers()

    /// `http` or `https`.
    public enum Scheme: Sendable {
        case http, https

        var name: StaticString { self == .http ? "http" : "https" }

        /// The name's bytes, which live as long as the program.
        var bytes: UnsafeBufferPointer<UInt8> {
            unsafe UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        }
    }

    /// Nothing yet.
    public init() {}

    /// A request to be sent.
    /// - Parameter target: an absolute path, percent-encoded, with its query.
    public init(_ method: Method, _ target: String, headers: Headers = Headers()) {
        self.init(method, target: Array(target.utf8), headers: headers)
    }

    /// A request to be sent.
    /// - Parameter target: an absolute path, percent-encoded, with its query.
    public init(_ method: Method, target: [UInt8], headers: Headers = Headers()) {
        self.method = method
        self.target = target
        self.headers = headers
    }

    /// The target without its query, not decoded.
    public var path: ArraySlice<UInt8> {
        target[..<(target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex)]
    }

    /// What follows the target's `?`, not decoded; nil where there is none.
    public var query: ArraySlice<UInt8>? {
        target.firstIndex(of: UInt8(ascii: "?")).map { target[($0 + 1)...] }
    }

    /// `content-length`, where one was sent. HTTP/2 and HTTP/1.1 have validated it.
    public var contentLength: Int? {
        headers[.contentLength].flatMap(decimal)
    }
}
