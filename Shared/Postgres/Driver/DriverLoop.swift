import CLibPQ
import Glibc

/// What the driver thread does: takes requests, sends, waits, reads. Everything it holds is
/// created on that thread and never leaves it.
final class DriverLoop {
    /// How often time is looked at while anything depends on it, in milliseconds.
    static let tick: Int32 = 50
    /// How long to stay awake after a request or an answer, in nanoseconds: about what a short
    /// statement takes, so that neither its answer nor the next caller has to wake this thread up,
    /// which would cost as much again. Others who want the processor get it meanwhile.
    private static let lingering: Int64 = 100_000
    /// Cancel requests that are under way at the same time, in the whole process.
    private static let cancelling = BlockingThreads(max: 2)
    /// The inbox among the poller's tokens; connections count from 1.
    private static let inboxToken: UInt64 = 0

    let inbox: Inbox
    /// The time at the beginning of this turn, in nanoseconds.
    private(set) var now = Clock.now()
    private var poller = Poller()
    private var pools: [Int: Pool] = [:]
    private var connections: [UInt64: Connection] = [:]
    /// Given up in this turn; kept so long because their own code may still be running.
    private var leaving: [Connection] = []
    private var lastID: UInt64 = DriverLoop.inboxToken
    private var nextTick: Int64 = 0
    private var awakeUntil: Int64 = 0
    /// Answers of this turn, given all at once: the first wakes its caller's thread, and the
    /// others are there before it has woken up.
    private var answers: [(call: Call, outcome: Call.Outcome)] = []

    init(_ inbox: Inbox) {
        self.inbox = inbox
        poller.watch(inbox.wakeup, token: DriverLoop.inboxToken)
    }

    /// Runs for as long as the process.
    func run() -> Never {
        var batch: [Request] = []
        var ready: [Poller.Readiness] = []
        while true {
            inbox.take(into: &batch)
            now = Clock.now()
            if !batch.isEmpty { awakeUntil = now + DriverLoop.lingering }
            for request in batch { take(request) }
            batch.removeAll(keepingCapacity: true)

            collect(&ready)
            for readiness in ready { serve(readiness) }
            ready.removeAll(keepingCapacity: true)

            giveAnswers()
            if now >= nextTick { tickAll() }
            leaving.removeAll(keepingCapacity: true)
        }
    }

    /// Collects the connections that have something to be done; sleeps only after lingering.
    private func collect(_ ready: inout [Poller.Readiness]) {
        let sleeps = now >= awakeUntil && inbox.fallAsleep()
        poller.wait(milliseconds: sleeps ? sleepingTime : 0) { readiness in
            ready.append(readiness)
        }
        let isSignalled = ready.contains { $0.token == DriverLoop.inboxToken }
        if sleeps || isSignalled { inbox.wakeUp(signalled: isSignalled) }
        now = Clock.now()
        if !ready.isEmpty {
            awakeUntil = now + DriverLoop.lingering
        } else if !sleeps {
            sched_yield()
        }
    }

    private func giveAnswers() {
        for (call, outcome) in answers { call.finish(outcome) }
        answers.removeAll(keepingCapacity: true)
    }

    private var sleepingTime: Int32 {
        pools.values.contains { pool in pool.needsTicks } ? DriverLoop.tick : -1
    }

    private func tickAll() {
        nextTick = now + Int64(DriverLoop.tick) * 1_000_000
        for pool in Array(pools.values) { pool.tick() }
    }

    private func take(_ request: Request) {
        switch request {
        case .call(let call):
            if let pool = pools[call.pool] { pool.take(call) } else { call.finish(.closed) }
        case .lease(let ticket):
            pools[ticket.pool]?.open(ticket)
        case .cancel(let call):
            pools[call.pool]?.cancel(call)
        case .open(let id, let configuration):
            let pool = Pool(id: id, configuration: configuration, loop: self)
            pools[id] = pool
            pool.connectIfShort()
        case .connected(let id, let attempt, let result):
            pools[id]?.connected(attempt, result)
        case .cancelled(let id):
            connections[id].map { connection in connection.pool.cancelArrived(on: connection) }
        case .health(let id, let reply):
            reply.send(pools[id]?.health() ?? PoolHealth())
        case .close(let id, let grace, let reply):
            if let pool = pools[id] {
                pool.beginClosing(grace: grace, reply)
            } else {
                reply?.send(())
            }
        }
    }

    private func serve(_ readiness: Poller.Readiness) {
        guard let connection = connections[readiness.token] else { return }
        let pool = connection.pool
        var isAlive = true
        if readiness.isWritable { isAlive = connection.sendOn() }
        if readiness.isReadable {
            let isOpen = connection.receive(now: now) { segment in
                if let lease = connection.lease {
                    pool.finishLeased(segment, lease, on: connection)
                } else {
                    pool.finishShared(segment, on: connection)
                }
            }
            isAlive = isAlive && isOpen
        }
        guard isAlive, !connection.isUnusable else { return pool.lose(connection) }
        if let lease = connection.lease {
            pool.pump(lease)
            pool.releaseIfOver(lease)
        } else {
            pool.drainSharedLine()
        }
        watch(connection)
        pool.closeIfDone()
    }
}

extension DriverLoop {
    func nextID() -> UInt64 {
        lastID += 1
        return lastID
    }

    /// Answers a caller at the end of this turn.
    func answer(_ call: Call, _ outcome: Call.Outcome) {
        answers.append((call, outcome))
    }

    /// Takes over a connection that a helper thread established.
    func adopt(_ established: Established, for pool: Pool) -> Connection? {
        guard let raw = unsafe established.take() else { return nil }
        let connection = unsafe Connection(owning: raw, id: nextID(), pool: pool, now: now)
        connections[connection.id] = connection
        poller.watch(connection.socket, token: connection.id)
        return connection
    }

    /// Tells epoll what the connection waits for, if that has changed.
    func watch(_ connection: Connection) {
        let wanted = (reading: connection.wantsReading, writing: connection.hasUnsent)
        guard wanted != connection.watched, !connection.isLost else { return }
        connection.watched = wanted
        poller.rewatch(
            connection.socket,
            token: connection.id,
            reading: wanted.reading,
            writing: wanted.writing
        )
    }

    /// Lets go of a connection, which closes it at the end of this turn.
    func forget(_ connection: Connection) {
        connection.isLost = true
        guard connections.removeValue(forKey: connection.id) != nil else { return }
        poller.forget(connection.socket)
        leaving.append(connection)
    }

    func remove(_ pool: Pool) {
        pools[pool.id] = nil
    }

    /// Asks the server to stop what runs on a connection.
    ///
    /// - Returns: false when no thread could be had for it.
    func cancel(_ connection: Connection) -> Bool {
        guard let request = CancelRequest(of: connection) else { return false }
        return DriverLoop.cancelling.run { [inbox, id = connection.id] in
            request.send()
            inbox.submit(.cancelled(connection: id))
        }
    }
}
