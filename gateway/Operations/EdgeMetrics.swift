import HTTP
import Synchronization
import Vocabulary

/// What is counted of every request.
final class EdgeMetrics: Sendable {
    private let requests = Atomic<Int>(0)
    private let rateLimited = Atomic<Int>(0)
    private let shed = Atomic<Int>(0)
    private let upstreamFailures = Atomic<Int>(0)

    func count(_ service: Service?, status: Int, _ duration: Duration) {
        requests.add(1, ordering: .relaxed)
    }

    func countRateLimited() { rateLimited.add(1, ordering: .relaxed) }

    func countShed(_ service: Service) { shed.add(1, ordering: .relaxed) }

    func countUpstreamFailure(_ service: Service?, _ error: ClientError) {
        upstreamFailures.add(1, ordering: .relaxed)
    }
}
