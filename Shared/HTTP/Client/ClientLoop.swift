import NIOCore

/// One event loop of a client: its connections to every service. Confined to that loop.
///
/// Code that runs on the loop, such as a gateway's forwarder, starts exchanges here without a task.
public final class ClientLoop {
    let executor: LoopExecutor
    /// Read once a turn: a clock read for every frame would cost more than the frame.
    private(set) var now = NIODeadline.now()
    let output = OutputBuffer()
    var random = QuickRandom(seed: .random(in: .min ... .max))
    private var pools: [ObjectIdentifier: UpstreamPool] = [:]
    private var ticking: RepeatedTask?
    private var isClosed = false

    /// Deadlines nearer than the next one have timers of their own.
    static let tickInterval = TimeAmount.milliseconds(250)

    init(_ executor: LoopExecutor) { self.executor = executor }

    /// Something has happened: what is compared with the clock from here on is compared with this.
    func wake() { now = .now() }

    /// Sends a request.
    /// - Parameters:
    ///   - deadline: covers the response to its last byte. What is left of it travels along.
    ///   - receiver: is told what comes of it, also while `start` has not yet returned.
    @discardableResult
    public func start(
        _ request: consuming ClientRequest,
        to upstream: Upstream,
        deadline: Deadline,
        receiver: ResponseReceiver
    ) -> ClientExchange {
        executor.eventLoop.preconditionInEventLoop()
        wake()
        let pool = pool(of: upstream)
        let exchange = ClientExchange(request, pool, deadline, receiver)
        if isClosed {
            exchange.fail(.closed)
        } else {
            exchange.start()
        }
        return exchange
    }

    private func pool(of upstream: Upstream) -> UpstreamPool {
        if let pool = pools[ObjectIdentifier(upstream)] { return pool }
        let pool = UpstreamPool(upstream, self)
        if !isClosed {
            pools[ObjectIdentifier(upstream)] = pool
            startTicking()
        }
        return pool
    }

    private func startTicking() {
        guard ticking == nil else { return }
        let bound = NIOLoopBound(self, eventLoop: executor.eventLoop)
        ticking = executor.eventLoop.scheduleRepeatedTask(
            initialDelay: Self.tickInterval,
            delay: Self.tickInterval
        ) { _ in bound.value.tick() }
    }

    private func tick() {
        wake()
        for (key, pool) in pools {
            pool.tick()
            guard pool.isForgettable else { continue }
            pool.close()
            pools[key] = nil
        }
        guard pools.isEmpty else { return }
        ticking?.cancel()
        ticking = nil
    }

    func counters(of upstream: Upstream) -> ClientCounters {
        pools[ObjectIdentifier(upstream)]?.counters ?? ClientCounters()
    }

    func close() {
        isClosed = true
        wake()
        for pool in pools.values { pool.close() }
        pools = [:]
        ticking?.cancel()
        ticking = nil
    }
}
