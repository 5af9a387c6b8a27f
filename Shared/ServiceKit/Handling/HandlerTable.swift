import Contract
import CoreMetrics
import Vocabulary

/// Every operation of a service and what answers it.
struct HandlerTable: Sendable {
    /// An operation, with the meters that count it.
    struct Entry: Sendable {
        let endpoint: Endpoint
        let meters: RequestMeters
    }

    private var routes = RouteTable<Entry>()

    /// - Parameter operations: every operation of the service's contract.
    /// - Throws: when one of them is not handled, or one is handled twice, or one belongs to
    ///   another service; all of it at once.
    init(
        _ handlers: [any Handling],
        of operations: [any Operation.Type],
        _ metrics: Metrics
    ) throws(HandlerFault) {
        var missing = Set(operations.map { $0.name })
        let known = missing
        var faults: [String] = []
        for handler in handlers {
            let operation = handler.endpoint.operation
            let entry = Entry(
                endpoint: handler.endpoint,
                meters: RequestMeters(operation.name, metrics)
            )
            let isFirst = missing.remove(operation.name) != nil
            if !known.contains(operation.name) {
                faults.append("\(operation.name) is another service's.")
            } else if !isFirst || !routes.add(operation.route, entry) {
                faults.append("\(operation.name) is handled twice.")
            }
        }
        faults += missing.sorted().map { "\($0) is not handled." }
        guard faults.isEmpty else { throw HandlerFault(faults.joined(separator: " ")) }
    }

    func match(_ verb: Verb?, _ path: Span<UInt8>) -> RouteTable<Entry>.Match {
        routes.match(verb, path)
    }
}

/// The routes of a program are not those of its contract.
struct HandlerFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// What is counted of one operation.
struct RequestMeters: Sendable {
    private let counts: [Counter]
    private let time: CoreMetrics.Timer

    init(_ operation: String, _ metrics: Metrics) {
        counts = (1...5).map { kind in
            metrics.counter(
                "vouch_requests_total",
                [("operation", operation), ("status", "\(kind)xx")]
            )
        }
        time = metrics.timer("vouch_request_seconds", [("operation", operation)])
    }

    func record(status: Int, _ duration: Duration) {
        counts[min(max(status / 100, 1), 5) - 1].increment()
        time.recordNanoseconds(duration.nanoseconds)
    }
}

extension Duration {
    /// Whole nanoseconds; enough for 292 years.
    var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
