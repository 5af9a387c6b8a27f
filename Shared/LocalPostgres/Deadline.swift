/// A bounded wait that looks again every few milliseconds. What is waited for here (a process, a
/// file, a lock) has no event of its own, and happens a few times in a server's life.
struct Deadline {
    private static let interval = Duration.milliseconds(5)
    private let what: String
    private let limit: Duration
    private let end: ContinuousClock.Instant

    init(_ limit: Duration, for what: String) {
        self.what = what
        self.limit = limit
        end = .now + limit
    }

    var hasPassed: Bool { ContinuousClock.now >= end }

    /// Sleeps for one interval; throws when the time is over or the task is cancelled.
    func pause() async throws(LocalPostgresError) {
        guard !hasPassed else { throw .timedOut(what, after: limit) }
        do { try await Task.sleep(for: Self.interval) } catch { throw .cancelled }
    }
}
