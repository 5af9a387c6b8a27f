import Glibc
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// Passes bytes between clients and a server, and cuts them all off when told to.
final class Relay: Sendable {
    let port: Int
    private let listener: any Channel
    private let open: Connections

    private final class Connections: Sendable {
        private let channels = NIOLockedValueBox<[any Channel]>([])

        func add(_ channel: any Channel) { channels.withLockedValue { $0.append(channel) } }

        func cut() {
            let all = channels.withLockedValue { channels in
                let all = channels
                channels = []
                return all
            }
            for channel in all { channel.close(promise: nil) }
        }
    }

    init(to target: Int) async throws {
        let open = Connections()
        self.open = open
        listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { channel in
                open.add(channel)
                // What is cut is reset: the bytes under way are lost, as when a machine dies.
                if let socket = channel as? any SocketOptionProvider {
                    socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in }
                }
                return ClientBootstrap(group: channel.eventLoop)
                    .connect(host: "127.0.0.1", port: target)
                    .flatMapThrowing { other in
                        try channel.pipeline.syncOperations.addHandler(Glue(other))
                        try other.pipeline.syncOperations.addHandler(Glue(channel))
                    }
                    .flatMap { channel.setOption(.autoRead, value: true) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = listener.localAddress?.port ?? 0
    }

    /// What is open right now ends with a reset.
    func cut() { open.cut() }

    func close() async throws {
        try await listener.close().get()
        cut()
    }
}

private final class Glue: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let other: any Channel

    init(_ other: any Channel) { self.other = other }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        other.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
