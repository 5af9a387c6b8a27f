import NIOCore

/// Stands between the wire and the HTTP/1.1 codec, which holds back incomplete headers and does not
/// say how long what it writes is: tells the connection that a request has begun to arrive, so that
/// slow headers are noticed, and what leaves, so that a client that does not read is.
final class HTTP1Clock: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private let connection: HTTP1ServerConnection

    init(_ connection: HTTP1ServerConnection) { self.connection = connection }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        connection.bytesArrived()
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        connection.wrote(unwrapOutboundIn(data).readableBytes)
        context.write(data, promise: promise)
    }
}
