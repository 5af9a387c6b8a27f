/// A request as a handler receives it.
public struct Request: Sendable {
    public let head: RequestHead
    public let body: RequestBody
    /// When the answer is of no more use; the handler's task is cancelled then.
    public let deadline: Deadline
    /// Who sent it.
    public let connection: ConnectionInfo

    public var method: Method { head.method }
    public var headers: Headers { head.headers }
}

/// What is known of the connection that a request came by.
public struct ConnectionInfo: Sendable {
    /// The peer's address, without its port; nil for a Unix socket.
    public let remoteAddress: String?
    public let isEncrypted: Bool
    /// The host name that the client asked for in its TLS handshake.
    public let serverName: String?
    /// The certificate the client proved to hold, where one was asked for.
    public let clientCertificate: PeerCertificate?

    init(remoteAddress: String?, tls: TLSEstablished? = nil) {
        self.remoteAddress = remoteAddress
        isEncrypted = tls != nil
        serverName = tls?.serverName
        clientCertificate = tls?.peerCertificate
    }
}
