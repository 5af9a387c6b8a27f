import Guarded

/// Wakes one that waits. Rung while nobody waits, it wakes the next at once.
final class Bell: Sendable {
    private struct State {
        var isRung = false
        var waiter: CheckedContinuation<Bool, Never>?
    }

    private let state = Guarded(State())

    func ring() { wake(true) }

    /// Waits until it is rung, the time is over or the task is cancelled.
    /// - Returns: whether it was rung.
    func wait(atMost duration: Duration) async -> Bool {
        let timer = Task {
            guard (try? await Task.sleep(for: duration)) != nil else { return }
            wake(false)
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.isRung || Task.isCancelled {
                        defer { state.isRung = false }
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if isOver { continuation.resume(returning: true) }
            }
        } onCancel: {
            wake(false)
        }
    }

    private func wake(_ isRung: Bool) {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            if state.waiter == nil { state.isRung = state.isRung || isRung }
            return state.waiter
        }
        waiter?.resume(returning: isRung)
    }
}
