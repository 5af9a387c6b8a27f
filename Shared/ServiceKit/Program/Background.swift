import CoreMetrics
import Guarded
import Logging

/// What runs beside the requests, again and again, until the program stops.
final class Background: Sendable {
    /// After a failure the pause doubles up to this, or to the task's own interval if that is more.
    private static let longestPause = Duration.seconds(10)

    private let log: Logger
    private let metrics: Metrics
    private let tasks = Guarded<[Task<Void, Never>]>([])

    init(_ log: Logger, _ metrics: Metrics) {
        self.log = log
        self.metrics = metrics
    }

    func start(
        _ name: String,
        every interval: Duration,
        _ body: @escaping @Sendable () async throws -> Void
    ) {
        let failures = metrics.counter("vouch_background_failures_total", [("task", name)])
        let task = Task { [log] in
            var pause = interval
            while !Task.isCancelled {
                do {
                    try await body()
                    pause = interval
                } catch {
                    guard !Task.isCancelled else { return }
                    failures.increment()
                    log.warning("\(name) failed", error: error)
                    pause = max(interval, min(pause * 2, Self.longestPause))
                }
                // Replicas that were started together must not go on in step.
                try? await Task.sleep(for: pause * Double.random(in: 0.9...1.1))
            }
        }
        tasks.withLock { $0.append(task) }
    }

    /// Cancels everything and waits for its end.
    func end() async {
        let tasks = tasks.withLock { tasks in
            defer { tasks = [] }
            return tasks
        }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }
}
