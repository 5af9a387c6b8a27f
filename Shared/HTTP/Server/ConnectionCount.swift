import Synchronization

/// The connections of one server, on all of its loops, from the moment they are accepted.
final class ConnectionCount: Sendable {
    private let open = Atomic<Int>(0)
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var current: Int { open.load(ordering: .relaxed) }

    /// - Returns: false where there are as many as there may be.
    func enter() -> Bool {
        guard open.add(1, ordering: .relaxed).oldValue < limit else {
            leave()
            return false
        }
        return true
    }

    func leave() { open.subtract(1, ordering: .relaxed) }
}
