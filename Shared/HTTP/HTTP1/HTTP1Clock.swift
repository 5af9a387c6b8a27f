import NIOCore

/// Stands before the HTTP/1.1 decoder, which holds back incomplete headers, and tells the connection
/// that a request has begun to arrive, so that slow headers are noticed.
final class HTTP1Clock: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let connection: HTTP1ServerConnection

    init(_ connection: HTTP1ServerConnection) { self.connection = connection }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        connection.bytesArrived()
        context.fireChannelRead(data)
    }
}
