import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// An HTTP/1.1 server that says what it is told, for responses no library would send.
final class PlainPeer: Sendable {
    let port: Int
    private let listener: any Channel
    private let accepted: Counter

    final class Counter: Sendable {
        let connections = NIOLockedValueBox(0)
        let requests = NIOLockedValueBox(0)
    }

    enum Reply: Sendable {
        case text(String)
        /// Then closes.
        case last(String)
        case nothing
    }

    /// - Parameter answer: called with each request's head once it has arrived.
    init(_ answer: @escaping @Sendable (String) -> Reply) async throws {
        let accepted = Counter()
        self.accepted = accepted
        listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = PlainPeerConnection(accepted, answer)
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = listener.localAddress?.port ?? 0
    }

    var connections: Int { accepted.connections.withLockedValue { $0 } }
    var requests: Int { accepted.requests.withLockedValue { $0 } }

    func close() async throws { try await listener.close().get() }
}

private final class PlainPeerConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let counter: PlainPeer.Counter
    private let answer: @Sendable (String) -> PlainPeer.Reply
    private var received = ""

    init(_ counter: PlainPeer.Counter, _ answer: @escaping @Sendable (String) -> PlainPeer.Reply) {
        self.counter = counter
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        counter.connections.withLockedValue { $0 += 1 }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        while let end = received.firstRange(of: "\r\n\r\n") {
            let head = String(received[..<end.lowerBound])
            received = String(received[end.upperBound...])
            guard head.contains(" HTTP/1.1\r\n") else { continue }
            counter.requests.withLockedValue { $0 += 1 }
            switch answer(head) {
            case .nothing: break
            case .text(let text):
                context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
            case .last(let text):
                context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
                context.close(promise: nil)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
