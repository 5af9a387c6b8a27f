import NIOCore

/// Waits behind a client's TLS for what ALPN agrees on, then makes way for that protocol's handler.
final class TLSNegotiation: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let agreed: (ApplicationProtocol?, ChannelPipeline.SynchronousOperations) throws -> Void
    private let failed: (ClientError.Reason) -> Void

    init(
        agreed:
            @escaping (
                ApplicationProtocol?, ChannelPipeline.SynchronousOperations
            ) throws -> Void,
        failed: @escaping (ClientError.Reason) -> Void
    ) {
        self.agreed = agreed
        self.failed = failed
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let established = event as? TLSEstablished else {
            return context.fireUserInboundEventTriggered(event)
        }
        do {
            try agreed(established.applicationProtocol, context.pipeline.syncOperations)
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
        } catch {
            failed(.connectFailed)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        failed((error as? TLSError).map { .handshakeFailed($0) } ?? .connectFailed)
    }

    func channelInactive(context: ChannelHandlerContext) {
        failed(.connectFailed)
        context.fireChannelInactive()
    }
}
