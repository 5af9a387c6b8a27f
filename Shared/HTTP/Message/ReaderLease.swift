/// Held by every copy of a reader: once none is left, or the task that reads is cancelled, what is
/// still to come is of no use to anyone.
final class ReaderLease: Sendable {
    private let end: @Sendable () -> Void

    /// - Parameter end: called from any thread, more than once where a reader is cancelled.
    init(end: @escaping @Sendable () -> Void) { self.end = end }

    func giveUp() { end() }

    deinit { end() }
}
