import CLibPQ
import Glibc
import Guarded

/// What callers and helper threads ask of the driver thread.
enum Request: Sendable {
    case open(pool: Int, PostgresConfiguration)
    case call(Call)
    case lease(LeaseTicket)
    case cancel(Call)
    case connected(pool: Int, attempt: UInt64, Connecting.Result)
    case cancelled(connection: UInt64)
    case health(pool: Int, Reply<PoolHealth>)
    case close(pool: Int, grace: Int64, Reply<Void>?)
}

/// The way to the driver thread: a locked queue, and an eventfd that is written only when the
/// thread sleeps, because waking it costs more than a whole statement.
final class Inbox: Sendable {
    /// Calls that may lie here before the driver has looked at them.
    static let callsMax = 65_536

    private struct State: Sendable {
        var requests: [Request] = []
        var isAsleep = false
    }

    private let state = Guarded(State())
    /// Readable when the driver is to wake up.
    let wakeup: Int32

    init() {
        wakeup = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        precondition(wakeup >= 0, "no eventfd: the process has no file descriptors left")
    }

    /// Hands a call over, or answers it that too many are waiting.
    func submit(_ call: Call) {
        let accepted = submit(.call(call), unlessBehind: Inbox.callsMax)
        if !accepted { call.finish(.waitingLineFull) }
    }

    func submit(_ request: Request) {
        _ = submit(request, unlessBehind: .max)
    }

    private func submit(_ request: Request, unlessBehind limit: Int) -> Bool {
        let (accepted, wakes) = state.withLock { state in
            guard state.requests.count < limit else { return (false, false) }
            state.requests.append(request)
            defer { state.isAsleep = false }
            return (true, state.isAsleep)
        }
        if wakes { wake() }
        return accepted
    }

    private func wake() {
        var one: UInt64 = 1
        // Fails only when the counter is full, and then the driver wakes up anyway.
        _ = unsafe write(wakeup, &one, MemoryLayout<UInt64>.size)
    }

    /// Takes what has come. `batch` must be empty; its memory is used for what comes next.
    func take(into batch: inout [Request]) {
        state.withLock { state in swap(&state.requests, &batch) }
    }

    /// Declares that the driver is about to sleep; false when there is something to do.
    func fallAsleep() -> Bool {
        state.withLock { state in
            state.isAsleep = state.requests.isEmpty
            return state.isAsleep
        }
    }

    /// Declares that the driver is awake; `signalled` when the eventfd is readable.
    func wakeUp(signalled: Bool) {
        state.withLock { state in state.isAsleep = false }
        guard signalled else { return }
        var count: UInt64 = 0
        _ = unsafe read(wakeup, &count, MemoryLayout<UInt64>.size)
    }
}
