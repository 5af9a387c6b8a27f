import NIOConcurrencyHelpers

/// Holds tasks back, whatever becomes of them, until it is opened.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = NIOLockedValueBox(State())

    /// Cancellation does not end the wait: a handler need not listen to it.
    func pass() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLockedValue { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLockedValue { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

/// Counts what goes on at once, and how much of it there was at most.
final class Tally: Sendable {
    private struct State {
        var current = 0
        var peak = 0
        var total = 0
    }

    private let state = NIOLockedValueBox(State())

    var current: Int { state.withLockedValue { $0.current } }
    var peak: Int { state.withLockedValue { $0.peak } }
    var total: Int { state.withLockedValue { $0.total } }

    func enter() {
        state.withLockedValue { state in
            state.current += 1
            state.total += 1
            state.peak = max(state.peak, state.current)
        }
    }

    func leave() { state.withLockedValue { $0.current -= 1 } }
}

/// Waits until something is so.
/// - Returns: false where it was not so in time.
func eventually(within limit: Duration = .seconds(20), _ isSo: () async throws -> Bool)
    async rethrows
    -> Bool
{
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if try await isSo() { return true }
        try? await Task.sleep(for: .milliseconds(5))
    }
    return try await isSo()
}
