import NIOCore
import NIOPosix

/// An HTTP server: one port, HTTP/2 and HTTP/1.1, with or without TLS, any number of event loops.
///
/// ```swift
/// let server = try await Server.start(ServerConfiguration(port: 8080)) { request in
///     .json(Array(#"{"hello":"world"}"#.utf8))
/// }
/// try await server.waitUntilClosed()
/// ```
public final class Server: Sendable {
    /// The port it listens on, also where 0 was asked for.
    public let port: Int
    private let listener: any Channel
    private let loops: [NIOLoopBound<ServerLoop>]
    private let openConnections: ConnectionCount
    private let drainTimeout: Duration

    private init(
        listener: any Channel,
        loops: [NIOLoopBound<ServerLoop>],
        openConnections: ConnectionCount,
        drainTimeout: Duration
    ) {
        port = listener.localAddress?.port ?? 0
        self.listener = listener
        self.loops = loops
        self.openConnections = openConnections
        self.drainTimeout = drainTimeout
    }

    /// Starts a server whose requests are answered by tasks on their connections' event loops.
    public static func start(
        _ configuration: ServerConfiguration,
        handler: @escaping Handler
    ) async throws -> Server {
        try await start(configuration) { _ in .handler(handler) }
    }

    /// Starts a server whose requests are answered on the event loop itself.
    /// - Parameter forwarder: called once on each event loop.
    public static func start(
        _ configuration: ServerConfiguration,
        forwarder: @escaping @Sendable (LoopExecutor) -> Forwarder
    ) async throws -> Server {
        try await start(configuration) { .forwarder(forwarder($0)) }
    }

    private static func start(
        _ configuration: ServerConfiguration,
        service: @escaping @Sendable (LoopExecutor) -> ServerLoop.Service
    ) async throws -> Server {
        let address = try SocketAddress.makeAddressResolvingHost(
            configuration.host,
            port: configuration.port
        )
        let open = ConnectionCount(limit: configuration.limits.connectionsMax)
        var loops: [NIOLoopBound<ServerLoop>] = []
        for executor in configuration.loops.executors {
            let loop = try await executor.eventLoop.submit {
                NIOLoopBound(
                    ServerLoop(
                        executor,
                        configuration,
                        openConnections: open,
                        service: service(executor)
                    ),
                    eventLoop: executor.eventLoop
                )
            }.get()
            loops.append(loop)
        }
        return Server(
            listener: try await listen(address, loops, configuration),
            loops: loops,
            openConnections: open,
            drainTimeout: configuration.limits.drainTimeout
        )
    }

    /// One loop accepts and hands the connections out in turn: the few long-lived ones of a gateway
    /// spread evenly, which neither a shared queue nor the kernel's hashing would see to.
    private static func listen(
        _ address: SocketAddress,
        _ loops: [NIOLoopBound<ServerLoop>],
        _ configuration: ServerConfiguration
    ) async throws -> any Channel {
        try await ServerBootstrap(group: loops[0].eventLoop, childGroup: configuration.loops.group)
            .serverChannelOption(.backlog, value: backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.recvAllocator, value: AdaptiveRecvByteBufferAllocator())
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let own = loops.first { $0.eventLoop === channel.eventLoop }
                    guard let own else { throw ServerFull() }
                    try own.value.accept(channel, configuration)
                }
            }
            .bind(to: address)
            .get()
    }

    /// Connections the kernel holds until they are accepted.
    private static let backlog: Int32 = 1_024

    /// Returns once it takes no more connections.
    public func waitUntilClosed() async throws {
        try await listener.closeFuture.get()
    }

    /// How many connections are open, from the moment they were accepted.
    public var connectionCount: Int { openConnections.current }

    /// Stops without dropping anything: tells clients to go elsewhere, serves what is under way,
    /// and returns when the last connection has ended or `drainTimeout` has passed.
    /// - Parameter grace: how long new connections are still taken, while those who send them learn
    ///   that this server is going.
    public func drain(grace: Duration = .zero) async throws {
        if grace > .zero { try await Task.sleep(for: grace) }
        try? await listener.close().get()
        for loop in loops { try await loop.eventLoop.submit { loop.value.drain() }.get() }
        let end = ContinuousClock.now + drainTimeout
        while connectionCount > 0, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(20))
        }
        try await closeConnections()
    }

    /// Stops at once, with whatever is under way.
    public func close() async throws {
        try? await listener.close().get()
        try await closeConnections()
    }

    private func closeConnections() async throws {
        for loop in loops { try await loop.eventLoop.submit { loop.value.closeAll() }.get() }
    }
}
