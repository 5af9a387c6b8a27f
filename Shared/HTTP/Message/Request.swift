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

    init(remoteAddress: String?, isEncrypted: Bool) {
        self.remoteAddress = remoteAddress
        self.isEncrypted = isEncrypted
    }
}
