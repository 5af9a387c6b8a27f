import CoreMetrics
import Logging
import Postgres
public import ServiceKit

extension ServiceStore {
    /// How long an event waits at most before somebody looks, where nothing has failed.
    private static let interval = Duration.milliseconds(500)

    /// Has this service's own events told to somebody, beside the requests, in the order of their
    /// positions: those that are there already first. Each is delivered at least once, so whoever
    /// is told must not mind hearing it again.
    ///
    /// Where the receiver is away, it waits and tries again. An event that the receiver refuses for
    /// good is skipped, counted and logged by its position.
    /// - Parameters:
    ///   - name: a few words of the program; its place is kept under them.
    ///   - atOnce: how many may be on their way together, where their order does not matter: each
    ///     delivery tells how the thing stands (decision 0006).
    ///   - types: which events; they want an index `ON events (position) WHERE type IN (…)`.
    ///   - runtime: the program.
    ///   - deliver: tells one; within ten seconds.
    public func tell(
        _ name: String,
        of types: [String],
        atOnce: Int = 1,
        in runtime: Runtime,
        _ deliver: @escaping @Sendable (KeptEvent) async throws -> Void
    ) {
        let skipped = runtime.metrics.counter("vouch_events_skipped_total", [("reader", name)])
        let log = runtime.log
        let reader = EventReader(name, of: types, atOnce: atOnce, system) { event, error in
            skipped.increment()
            log.warning(
                "\(name): an event was skipped",
                error: error,
                metadata: ["position": "\(event.position)", "type": "\(event.type)"]
            )
        }
        runtime.metrics.probe {
            guard let waiting = try? await reader.waitingAcrossTenants() else { return [] }
            return [Metrics.Figure("vouch_events_waiting", [("reader", name)], Double(waiting))]
        }
        runtime.background(name, every: Self.interval) {
            try await reader.readAcrossTenants(deliver)
        }
    }
}
