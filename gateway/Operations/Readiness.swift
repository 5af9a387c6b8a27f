import Guarded
import HTTP
import ServiceKit
import Synchronization
import Vocabulary

/// Whether the gateway can do its work: told by who asks the services, read by who is asked.
///
/// It can while it knows identity's keys. A service that is down is no reason to leave the gateway
/// out: requests to it are answered 503, and those to the others are served.
final class Readiness: Sendable {
    /// A gateway that has just started waits so long for each service to answer it once, so that
    /// its first requests find them; not longer, for one of them may be down.
    static let patience = Duration.seconds(10)

    private let knowsKeys: @Sendable () -> Bool
    private let isStopping: @Sendable () -> Bool
    private let now: @Sendable () -> Instant
    private let startedAt: Instant
    private let services = Guarded<[Service: Bool]>([:])
    private let hasBegun = Atomic<Bool>(false)

    init(_ parts: Gateway.Parts) {
        knowsKeys = parts.knowsKeys
        isStopping = parts.isStopping
        now = parts.now
        startedAt = parts.now()
    }

    /// What a balancer asks: no more once the program is about to stop.
    var isReady: Bool {
        guard !isStopping(), knowsKeys() else { return false }
        return hasBegun.load(ordering: .relaxed) || now() - startedAt >= Self.patience
    }

    /// Takes what each of the services has answered.
    func set(_ answers: [Service: Bool]) {
        services.withLock { $0 = answers }
        if answers.values.allSatisfy(\.self) { hasBegun.store(true, ordering: .relaxed) }
    }

    /// Which services said that they are ready, for who watches the gateway.
    var figures: [Metrics.Figure] {
        services.withLock { $0 }.map { service, isReady in
            .init("gateway_service_ready", [("to", service.rawValue)], isReady ? 1 : 0)
        }
    }
}

extension Gateway {
    /// Asks every service that is routed to whether it is ready, and remembers the answers.
    func askServices() async {
        let client = client
        let answers = await withTaskGroup(of: (Service, Bool).self) { group in
            for service in Set(routes.operations.map(\.service)) {
                let upstream = upstreams[service.place]
                group.addTask {
                    let response = try? await client.send(
                        ClientRequest(.get, "/readyz"),
                        to: upstream,
                        deadline: .after(.seconds(1))
                    )
                    return (service, response?.status == .ok)
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        readiness.set(answers)
    }
}
