import HTTP

/// What a request's `authorization` says.
enum Credentials {
    case none
    /// A signed token.
    case token(ArraySlice<UInt8>)
    /// An API key, to be exchanged for a token.
    case key(ArraySlice<UInt8>)
    /// Two of them, or no bearer token.
    case malformed

    private static let scheme = Array("bearer ".utf8)
    private static let keyPrefix = Array("vk_".utf8)

    init(_ headers: Headers) {
        guard let value = headers[.authorization] else {
            self = .none
            return
        }
        let start = value.startIndex
        guard headers.isSingle(.authorization), value.count > Self.scheme.count else {
            self = .malformed
            return
        }
        for (index, byte) in Self.scheme.enumerated() where value[start + index] | 0x20 != byte {
            self = .malformed
            return
        }
        let secret = value[(start + Self.scheme.count)...]
        self = secret.starts(with: Self.keyPrefix) ? .key(secret) : .token(secret)
    }
}
