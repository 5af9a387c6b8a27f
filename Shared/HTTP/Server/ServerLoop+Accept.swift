import NIOCore
import NIOHTTP1

/// How a new connection becomes one of HTTP.
extension ServerLoop {
    func accept(_ channel: any Channel, _ configuration: ServerConfiguration) throws {
        try admit(channel)
        if let tls = configuration.tls {
            try channel.pipeline.syncOperations.addHandler(try tls.makeHandler())
        }
        let address = channel.remoteAddress?.ipAddress
        let detector = ProtocolDetector(timeout: limits.firstHeadersTimeout) {
            context,
            version,
            tls in
            do {
                let info = ConnectionInfo(remoteAddress: address, tls: tls)
                try self.install(version, context.channel, info)
            } catch {
                context.close(promise: nil)
            }
        }
        try channel.pipeline.syncOperations.addHandler(detector)
    }

    private func install(
        _ version: ProtocolVersion,
        _ channel: any Channel,
        _ info: ConnectionInfo
    ) throws {
        switch version {
        case .http2:
            guard let session = Session(.server, callbacks: .server) else { throw ServerFull() }
            try channel.pipeline.syncOperations.addHandler(
                HTTP2ServerConnection(self, info, session: session)
            )
        case .http1:
            try installHTTP1(channel.pipeline.syncOperations, HTTP1ServerConnection(self, info))
        }
    }

    private func installHTTP1(
        _ pipeline: ChannelPipeline.SynchronousOperations,
        _ connection: HTTP1ServerConnection
    ) throws {
        var decoding = NIOHTTPDecoderLimitConfiguration()
        decoding.maxHeaderListSize = limits.headerListBytesMax
        decoding.maxHeaderFieldSize = limits.headerListBytesMax
        // The bytes bound the count, and the list's own size is checked when it is whole.
        decoding.maxHeaderFieldCount = limits.headerListBytesMax
        let decoder = HTTPRequestDecoder(limitConfiguration: decoding)
        var encoding = HTTPResponseEncoder.Configuration()
        // The exchange frames its answer itself: it knows what HEAD and HTTP/1.0 need.
        encoding.automaticallySetFramingHeaders = false
        try pipeline.addHandlers([
            HTTP1Clock(connection),
            ByteToMessageHandler(decoder),
            HTTPResponseEncoder(configuration: encoding),
            connection,
        ])
    }
}

/// No more connections, or no memory for one: it is closed without an answer.
struct ServerFull: Error {}
