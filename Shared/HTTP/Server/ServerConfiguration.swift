/// Where and how a server listens.
public struct ServerConfiguration: Sendable {
    /// An address or a name of this machine.
    public var host = "127.0.0.1"
    /// 0 takes any free port.
    public var port = 0
    /// Certificates; without them the server speaks in clear.
    public var tls: ServerTLS?
    /// What a client may cost.
    public var limits = ServerLimits()
    /// The event loops that accept and serve; by default one for each core.
    public var loops = LoopGroup.shared
    /// What a client is told whose deadline passed before its handler answered.
    public var expiredResponse: @Sendable (_ request: RequestHead) -> Response = { _ in
        .problem(.unavailable, title: "The request's deadline has passed.")
    }

    public init() {}

    /// A server in clear, with the limits of a public listener.
    public init(host: String = "127.0.0.1", port: Int) {
        self.host = host
        self.port = port
    }
}
