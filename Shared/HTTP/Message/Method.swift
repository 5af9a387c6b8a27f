/// A request method (RFC 9110, section 9).
public enum Method: Sendable, Hashable {
    case get, head, post, put, patch, delete, options
    /// Any other token, `CONNECT` and `TRACE` among them.
    case other(String)

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self =
            switch bytes.count {
            case 3 where unsafe Self.get.constant.matches(bytes): .get
            case 3 where unsafe Self.put.constant.matches(bytes): .put
            case 4 where unsafe Self.post.constant.matches(bytes): .post
            case 4 where unsafe Self.head.constant.matches(bytes): .head
            case 5 where unsafe Self.patch.constant.matches(bytes): .patch
            case 6 where unsafe Self.delete.constant.matches(bytes): .delete
            case 7 where unsafe Self.options.constant.matches(bytes): .options
            case _: unsafe .other(String(decoding: bytes, as: UTF8.self))
            }
    }

    /// The method as it stands in a request.
    public init(_ name: String) {
        var name = name
        self = name.withUTF8 { unsafe Method($0) }
    }

    /// The method as it stands in a request.
    public var name: String {
        if case .other(let name) = self { name } else { constant.text.description }
    }

    /// Compared like a header's name, and without an allocation.
    private var constant: HeaderName {
        switch self {
        case .get: "GET"
        case .head: "HEAD"
        case .post: "POST"
        case .put: "PUT"
        case .patch: "PATCH"
        case .delete: "DELETE"
        case .options: "OPTIONS"
        case .other: ""
        }
    }

    /// Calls `body` with the method's bytes, without an allocation for the known ones.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard case .other(var name) = self else { return unsafe body(constant.bytes) }
        return name.withUTF8 { unsafe body($0) }
    }

    /// RFC 9110, section 9.2.2: sending it twice does what sending it once does.
    public var isIdempotent: Bool {
        switch self {
        case .get, .head, .put, .delete, .options: true
        case .post, .patch, .other: false
        }
    }
}
