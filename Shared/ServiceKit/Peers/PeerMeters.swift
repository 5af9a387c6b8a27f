import CoreMetrics
import HTTP
import Vocabulary

/// What is measured of one peer.
struct PeerMeters: Sendable {
    private let answered: Counter
    private let lost: Counter

    init(_ service: Service, _ client: Client, _ upstream: Upstream, _ metrics: Metrics) {
        let peer = ("peer", service.rawValue)
        answered = metrics.counter("vouch_peer_requests_total", [peer, ("outcome", "answered")])
        lost = metrics.counter("vouch_peer_requests_total", [peer, ("outcome", "lost")])
        metrics.probe {
            let counters = await client.counters(of: upstream)
            return [
                ("vouch_peer_connections", counters.connections),
                ("vouch_peer_streams", counters.streams),
                ("vouch_peer_waiting", counters.waiting),
                ("vouch_peer_ejected", counters.ejected),
                ("vouch_peer_retries_total", counters.retries),
            ].map { Metrics.Figure($0.0, [peer], Double($0.1)) }
        }
    }

    /// A request has ended.
    /// - Parameter isAnswered: whether the peer said something, and be it no.
    func count(isAnswered: Bool) { (isAnswered ? answered : lost).increment() }
}
