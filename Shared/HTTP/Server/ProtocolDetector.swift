import NIOCore

/// Tells HTTP/2 from HTTP/1.1 on one port: by ALPN where TLS was used, else by the first bytes.
/// Then it makes way for the protocol's own handler.
final class ProtocolDetector: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let install: (ChannelHandlerContext, ProtocolVersion, TLSEstablished?) -> Void
    private var tls: TLSEstablished?
    private var received = ByteBuffer()
    private var isDecided = false
    private var timer: Scheduled<Void>?
    private let timeout: TimeAmount

    /// RFC 9113, section 3.4. No HTTP/1.1 request begins like it.
    static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

    init(
        timeout: Duration,
        install: @escaping (ChannelHandlerContext, ProtocolVersion, TLSEstablished?) -> Void
    ) {
        self.timeout = TimeAmount(timeout)
        self.install = install
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: timeout) { channel.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        received.writeBuffer(&bytes)
        guard !isDecided else { return }
        let start = received.readableBytesView.prefix(Self.preface.count)
        guard Self.preface.starts(with: start) else { return decide(.http1, context) }
        if start.count == Self.preface.count { decide(.http2, context) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if !isDecided, let established = event as? TLSEstablished {
            tls = established
            switch established.applicationProtocol {
            case .http2: decide(.http2, context)
            case .http1: decide(.http1, context)
            case nil: break
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func decide(_ version: ProtocolVersion, _ context: ChannelHandlerContext) {
        isDecided = true
        install(context, version, tls)
        if received.readableBytes > 0 {
            context.fireChannelRead(wrapInboundOut(received))
            context.fireChannelReadComplete()
        }
        received = ByteBuffer()
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }
}

/// The versions of HTTP that are served.
public enum ProtocolVersion: Sendable {
    case http1, http2
}
