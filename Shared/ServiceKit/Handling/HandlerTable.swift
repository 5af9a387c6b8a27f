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

    /// - Throws: when an operation of the contract is not handled, or one is handled twice, or one
    ///   belongs to another service.
    init(
        _ handlers: [any Handling],
        of service: Service,
        _ metrics: Metrics
    ) throws(HandlerFault) {
        var missing = Set(Catalogue.operations(of: service).map { $0.name })
        for handler in handlers {
            let operation = handler.endpoint.operation
            let entry = Entry(
                endpoint: handler.endpoint,
                meters: RequestMeters(handler.endpoint.name, metrics)
            )
            guard missing.remove(operation.name) != nil, routes.add(operation.route, entry) else {
                throw HandlerFault("\(operation.name) is handled twice, or not \(service)'s.")
            }
        }
        guard missing.isEmpty else {
            throw HandlerFault("Nothing handles \(missing.sorted().joined(separator: ", ")).")
        }
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
