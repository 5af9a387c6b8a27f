import CoreMetrics
import HTTP
import ServiceKit
import Vocabulary

/// What is counted of every request. The series are made once: looking one up costs more than a
/// request.
final class EdgeMetrics: Sendable {
    private let services: [ServiceSeries]
    private let rateLimited: Counter

    private struct ServiceSeries: Sendable {
        /// By the first digit of the status.
        let answers: [Counter]
        let seconds: CoreMetrics.Timer
        let shed: Counter
        let failures: Counter
    }

    init(_ metrics: Metrics) {
        services = Service.allCases.sorted { $0.place < $1.place }.map { service in
            // What the gateway answers itself counts as its own.
            let to = [("to", service.rawValue)]
            return ServiceSeries(
                answers: (0...5).map { digit in
                    metrics.counter("gateway_requests_total", to + [("status", "\(digit)xx")])
                },
                seconds: metrics.timer("gateway_request_seconds", to),
                shed: metrics.counter("gateway_shed_total", to),
                failures: metrics.counter("gateway_upstream_failures_total", to)
            )
        }
        rateLimited = metrics.counter("gateway_rate_limited_total")
    }

    func count(_ service: Service?, status: Int, microseconds: Int64) {
        let series = services[(service ?? .gateway).place]
        series.answers[min(5, status / 100)].increment()
        series.seconds.recordNanoseconds(max(0, microseconds) * 1_000)
    }

    func countRateLimited() { rateLimited.increment() }

    func countShed(_ service: Service) { services[service.place].shed.increment() }

    func countUpstreamFailure(_ service: Service?) {
        services[(service ?? .gateway).place].failures.increment()
    }
}
