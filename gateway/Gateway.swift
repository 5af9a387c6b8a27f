import Contract
import HTTP
import ServiceKit
import Tokens
import Vocabulary

/// What all event loops of the gateway share.
final class Gateway: Sendable {
    let routes: EdgeRoutes
    /// By the service's place.
    let upstreams: [Upstream]
    let client: Client
    let verifier: TokenVerifier
    let keys: KeyExchange
    let byPrincipal: RateLimiter
    let byAddress: RateLimiter
    let inFlight: InFlight
    let fields: EdgeFields
    let pages = Pages()
    let readiness: Readiness
    let accessLog: LogSink
    let metrics: EdgeMetrics
    /// A token named a key that is not known: fetch identity's keys, if it is time.
    let unknownKey: @Sendable () -> Void
    /// Whether identity's keys are known: before, nobody's token can be said to be wrong.
    let knowsKeys: @Sendable () -> Bool
    let now: @Sendable () -> Instant

    init(_ parts: Parts) {
        routes = parts.routes
        upstreams = Service.allCases.sorted { $0.place < $1.place }.map { service in
            Upstream(
                service.rawValue,
                at: parts.addresses[service] ?? [],
                limits: parts.clientLimits
            )
        }
        client = Client(on: parts.loops)
        verifier = parts.verifier
        keys = KeyExchange(now: parts.now, ask: parts.exchangeKey)
        byPrincipal = RateLimiter(parts.perPrincipal)
        byAddress = RateLimiter(parts.perAddress)
        inFlight = InFlight(parts.inFlight)
        fields = EdgeFields(
            crossOrigin: CrossOrigin(origins: parts.origins),
            byPrincipal: RateFields("principal", parts.perPrincipal),
            byAddress: RateFields("address", parts.perAddress)
        )
        readiness = Readiness(parts)
        accessLog = parts.accessLog
        metrics = EdgeMetrics(parts.metrics)
        unknownKey = parts.unknownKey
        knowsKeys = parts.knowsKeys
        now = parts.now
    }

    /// Looks up, when somebody asks, what is not counted as it happens.
    func figures() async -> [Metrics.Figure] {
        var figures: [Metrics.Figure] = [
            .init("gateway_requests_in_flight", Double(inFlight.requests)),
            .init("gateway_event_streams", Double(inFlight.streams)),
            .init("gateway_rate_buckets", [("by", "principal")], Double(byPrincipal.count)),
            .init("gateway_rate_buckets", [("by", "address")], Double(byAddress.count)),
            .init("gateway_keys_remembered", Double(keys.count)),
        ]
        for upstream in upstreams where !upstream.addresses.isEmpty {
            let counters = await client.counters(of: upstream)
            let to = [("to", upstream.name)]
            figures += [
                .init("gateway_upstream_connections", to, Double(counters.connections)),
                .init("gateway_upstream_streams", to, Double(counters.streams)),
                .init("gateway_upstream_waiting", to, Double(counters.waiting)),
                .init("gateway_upstream_addresses", to, Double(counters.addresses)),
                .init("gateway_upstream_ejected", to, Double(counters.ejected)),
                .init("gateway_upstream_retries_total", to, Double(counters.retries)),
            ]
        }
        return figures + readiness.figures
    }

    /// Ends what runs beside the requests.
    func close() async { await client.close() }

    /// Serves on one port; several listeners share everything else.
    func listen(_ configuration: ServerConfiguration) async throws -> Server {
        try await Server.start(configuration) { [self] executor in
            guard let loop = client.loop(of: executor) else {
                preconditionFailure("the gateway's client and servers share their loops")
            }
            return EdgeForwarder(self, client: loop, on: executor)
        }
    }
}
