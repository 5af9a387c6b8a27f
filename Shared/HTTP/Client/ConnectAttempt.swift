import NIOCore
import NIOHTTP1
import NIOPosix

/// One try to connect to a replica, bounded by `connectTimeout` from the first packet until the
/// peer has shown that it speaks HTTP: a process that only accepts is not one that serves. Confined
/// to its event loop.
final class ConnectAttempt {
    private let replica: Replica
    private var channel: (any Channel)?
    private var timer: Scheduled<Void>?
    private var isOver = false

    init(_ replica: Replica) { self.replica = replica }

    private var pool: UpstreamPool { replica.pool }

    func begin() {
        let eventLoop = pool.loop.executor.eventLoop
        let timeout = TimeAmount(pool.limits.connectTimeout)
        timer = eventLoop.assumeIsolated().scheduleTask(in: timeout) {
            self.failed(.connectFailed)
        }
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        ClientBootstrap(group: eventLoop)
            .connectTimeout(timeout)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try bound.value.prepare(channel) }
            }
            .connect(to: replica.endpoint.address)
            .whenFailure { _ in bound.value.failed(.connectFailed) }
    }

    // MARK: The pipeline

    private func prepare(_ channel: any Channel) throws {
        guard !isOver else { throw ConnectAbandoned() }
        self.channel = channel
        let pipeline = channel.pipeline.syncOperations
        switch pool.upstream.transport {
        case .http2: try install(.http2, pipeline)
        case .http1: try install(.http1, pipeline)
        case .tls(let tls, let name):
            let host = name ?? replica.endpoint.name.host
            try pipeline.addHandlers([
                try tls.makeHandler(for: host),
                TLSNegotiation(
                    agreed: { try self.install($0 == .http2 ? .http2 : .http1, $1) },
                    failed: { self.failed($0) }
                ),
            ])
        }
    }

    private func install(
        _ version: ProtocolVersion,
        _ pipeline: ChannelPipeline.SynchronousOperations
    ) throws {
        pool.loop.wake()
        switch version {
        case .http2:
            guard let session = Session(.client, callbacks: .client) else {
                throw ConnectAbandoned()
            }
            try pipeline.addHandler(HTTP2ClientConnection(replica, self, session: session))
        case .http1:
            try installHTTP1(pipeline)
        }
    }

    private func installHTTP1(_ pipeline: ChannelPipeline.SynchronousOperations) throws {
        var decoding = NIOHTTPDecoderLimitConfiguration()
        decoding.maxHeaderListSize = pool.limits.headerListBytesMax
        decoding.maxHeaderFieldSize = pool.limits.headerListBytesMax
        // The bytes bound the count, and the list's own size is checked when it is whole.
        decoding.maxHeaderFieldCount = pool.limits.headerListBytesMax
        let decoder = HTTPResponseDecoder(
            leftOverBytesStrategy: .dropBytes,
            informationalResponseStrategy: .forward,
            limitConfiguration: decoding
        )
        var encoding = HTTPRequestEncoder.Configuration()
        // The connection frames its requests itself.
        encoding.automaticallySetFramingHeaders = false
        try pipeline.addHandlers([
            HTTPRequestEncoder(configuration: encoding),
            ByteToMessageHandler(decoder),
            HTTP1ClientConnection(replica, self),
        ])
    }

    // MARK: Its end

    func succeeded(_ connection: ClientConnection) {
        guard end() else { return connection.closeNow(.connectFailed) }
        channel = nil
        replica.connected(self, connection)
    }

    func failed(_ reason: ClientError.Reason) {
        guard end() else { return }
        pool.loop.wake()
        closeChannel()
        replica.connectFailed(self, reason)
    }

    /// Nobody wants the connection any more.
    func cancel() {
        if end() { closeChannel() }
    }

    private func closeChannel() {
        channel?.close(promise: nil)
        channel = nil
    }

    /// - Returns: false where it was over already.
    private func end() -> Bool {
        guard !isOver else { return false }
        isOver = true
        timer?.cancel()
        timer = nil
        return true
    }
}

/// There is nobody left who wants this connection, or no memory for it.
struct ConnectAbandoned: Error {}
