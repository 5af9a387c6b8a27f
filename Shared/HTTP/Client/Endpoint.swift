import NIOCore

/// One replica's address, and the name it was found under.
struct Endpoint: Hashable {
    let address: SocketAddress
    let name: Upstream.Address

    /// What `:authority` or `host` says where the request does not (RFC 3986, section 3.2).
    var authority: [UInt8] {
        let host = name.host.contains(":") ? "[\(name.host)]" : name.host
        return Array("\(host):\(name.port)".utf8)
    }
}
