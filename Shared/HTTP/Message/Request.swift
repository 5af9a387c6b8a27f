/// A request as a handler receives it.
public struct Request: Sendable {
    /// Method, target and header fields.
    public let head: RequestHead
    /// What was sent with it.
    public let body: RequestBody
    /// When the answer is of no more use; the handler's task is cancelled then.
    public let deadline: Deadline
    /// Who sent it.
    public let connection: ConnectionInfo

    /// The head's method.
    public var method: Method { head.method }
    /// The head's fields; connection-specific ones are left out.
    public var headers: Headers { head.headers }
}

/// What is known of the connection that a request came by.
public struct ConnectionInfo: Sendable {
    /// The peer's address, without its port; nil for a Unix socket.
    public let remoteAddress: String?
    /// Whether it came over TLS.
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
