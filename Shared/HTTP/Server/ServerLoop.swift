import NIOCore

/// What answers a request: its task runs on the connection's event loop. It is cancelled when the
/// client goes or the deadline passes; it cannot fail, because what a failure means to a client is
/// the application's to say.
public typealias Handler = @Sendable (Request) async -> Response

/// Answers on the event loop itself, without a task: for a gateway that forwards. One for each
/// event loop.
open class Forwarder {
    public init() {}

    /// A request's headers are whole. Set `exchange.receiver` to receive its body.
    open func handle(_ exchange: Exchange) {}
}

/// One event loop of a server: its connections, its clock, its handler. Confined to that loop.
final class ServerLoop {
    let executor: LoopExecutor
    let limits: ServerLimits
    let expiredResponse: @Sendable (RequestHead) -> Response
    let service: Service
    /// Read once a turn: a clock read for every frame would cost more than the frame.
    private(set) var now = NIODeadline.now()
    let date = DateField()
    let output = OutputBuffer()
    /// Of the whole server.
    let openConnections: ConnectionCount
    /// Everything accepted here, also what is not yet known to speak HTTP.
    private var channels: [ObjectIdentifier: any Channel] = [:]
    private var connections: [ObjectIdentifier: ServerConnection] = [:]
    private var ticking: RepeatedTask?
    private(set) var isDraining = false
    private var isClosed = false

    enum Service {
        case handler(Handler)
        case forwarder(Forwarder)
    }

    /// Deadlines nearer than a few of these have timers of their own.
    static let tickInterval = TimeAmount.milliseconds(250)

    init(
        _ executor: LoopExecutor,
        _ configuration: ServerConfiguration,
        openConnections: ConnectionCount,
        service: Service
    ) {
        self.executor = executor
        limits = configuration.limits
        expiredResponse = configuration.expiredResponse
        self.openConnections = openConnections
        self.service = service
    }

    /// Counts a channel until it has closed.
    func admit(_ channel: any Channel) throws(ServerFull) {
        guard !isClosed, openConnections.enter() else { throw ServerFull() }
        let id = ObjectIdentifier(channel)
        channels[id] = channel
        channel.closeFuture.assumeIsolated().whenComplete { _ in
            self.channels[id] = nil
            self.openConnections.leave()
        }
    }

    /// Something has happened: what is compared with the clock from here on is compared with this.
    func wake() { now = .now() }

    func add(_ connection: ServerConnection) {
        wake()
        connections[ObjectIdentifier(connection)] = connection
        if ticking == nil { startTicking() }
    }

    func remove(_ connection: ServerConnection) {
        connections[ObjectIdentifier(connection)] = nil
        guard connections.isEmpty else { return }
        ticking?.cancel()
        ticking = nil
    }

    private func startTicking() {
        let bound = NIOLoopBound(self, eventLoop: executor.eventLoop)
        ticking = executor.eventLoop.scheduleRepeatedTask(
            initialDelay: Self.tickInterval,
            delay: Self.tickInterval
        ) { _ in bound.value.tick() }
    }

    private func tick() {
        wake()
        for connection in connections.values { connection.tick(now) }
    }

    /// No new requests: GOAWAY to each connection, which ends when its last exchange has.
    func drain() {
        wake()
        isDraining = true
        for connection in connections.values { connection.drain() }
    }

    /// The time to drain is over.
    func closeAll() {
        isClosed = true
        for channel in channels.values { channel.close(promise: nil) }
    }
}
