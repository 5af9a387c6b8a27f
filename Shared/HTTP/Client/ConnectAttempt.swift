import NIOCore
import NIOPosix

/// One try to connect to a replica, bounded by `connectTimeout` from the first packet until the
/// peer has spoken HTTP: a process that only accepts is not one that serves. Confined to its event
/// loop.
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
            self.pool.loop.wake()
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
            .whenFailure { _ in
                bound.value.pool.loop.wake()
                bound.value.failed(.connectFailed)
            }
    }

    private func prepare(_ channel: any Channel) throws {
        guard !isOver else { throw ChannelError.connectPending }
        self.channel = channel
        switch pool.upstream.transport {
        case .http2: try install(.http2, channel)
        case .http1: try install(.http1, channel)
        }
    }

    private func install(_ version: ProtocolVersion, _ channel: any Channel) throws {
        switch version {
        case .http2:
            guard let session = Session(.client, callbacks: .client) else {
                throw ChannelError.connectPending
            }
            try channel.pipeline.syncOperations.addHandler(
                HTTP2ClientConnection(replica, self, session: session)
            )
        case .http1:
            throw ChannelError.connectPending
        }
    }

    func succeeded(_ connection: ClientConnection) {
        guard end() else { return connection.closeNow(.connectFailed) }
        replica.connected(self, connection)
    }

    func failed(_ reason: ClientError.Reason) {
        guard end() else { return }
        channel?.close(promise: nil)
        channel = nil
        replica.connectFailed(self, reason)
    }

    /// Nobody wants the connection any more.
    func cancel() {
        guard end() else { return }
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
