import Contract
import HTTP
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
    let accessLog: AccessLog
    let metrics: EdgeMetrics
    /// A token named a key that is not known: fetch identity's keys, if it is time.
    let unknownKey: @Sendable () -> Void
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
        readiness = Readiness()
        accessLog = parts.accessLog
        metrics = EdgeMetrics()
        unknownKey = parts.unknownKey
        now = parts.now
    }

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
