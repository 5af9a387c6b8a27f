import Guarded

/// Lets so many in at a time, the others in the order in which they came.
///
/// The test library runs all tests at once. Hundreds of databases, each with its pools, would ask
/// for more connections than the server has.
final class Turns: Sendable {
    /// 12 tests × 16 connections = 192, below the 200 of a private server.
    static let databases = Turns(12)

    private struct State {
        var free: Int
        /// At most one for each test that runs.
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    /// Whether the task has its turn already: a test that opens a second database must not wait
    /// for others that do the same.
    @TaskLocal private static var isInside = false

    private let state: Guarded<State>

    init(_ count: Int) { state = Guarded(State(free: count)) }

    func take<Answer>(_ body: () async throws -> Answer) async rethrows -> Answer {
        guard !Self.isInside else { return try await body() }
        await enter()
        defer { leave() }
        return try await Self.$isInside.withValue(true) { try await body() }
    }

    private func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
