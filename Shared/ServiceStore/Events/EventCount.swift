import Synchronization

/// How many events this process has appended, since it started; also those whose transaction was
/// rolled back in the end.
final class EventCount: Sendable {
    static let appended = EventCount()

    private let count = Atomic<Int>(0)

    func add(_ events: Int) { count.add(events, ordering: .relaxed) }

    var value: Int { count.load(ordering: .relaxed) }
}
