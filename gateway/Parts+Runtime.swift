import Contract
import HTTP
import ServiceKit
import Tokens
import Vocabulary

extension Gateway.Parts {
    /// What the program's settings make of it.
    init(_ runtime: Runtime) {
        let settings = runtime.settings
        self.init(
            verifier: runtime.verifier,
            accessLog: runtime.sink,
            exchangeKey: Self.exchange(with: runtime.peers)
        )
        for service in Service.allCases where service != .gateway {
            addresses[service] = settings[CommonSettings.addresses(of: service)].all
        }
        loops = runtime.loops
        perPrincipal.perSecond = settings[GatewaySettings.perPrincipal]
        perPrincipal.burst = settings[GatewaySettings.burstPerPrincipal]
        perAddress.perSecond = settings[GatewaySettings.perAddress]
        perAddress.burst = settings[GatewaySettings.burstPerAddress]
        inFlight.perService = settings[GatewaySettings.requestsPerService]
        inFlight.total = settings[GatewaySettings.requests]
        inFlight.eventStreams = settings[GatewaySettings.eventStreams]
        origins = settings[GatewaySettings.origins].split(separator: ",").map {
            String($0.filter { $0 != " " })
        }
        metrics = runtime.metrics
        unknownKey = { runtime.unknownKey() }
        knowsKeys = { runtime.knowsIdentity }
        isStopping = { runtime.health.hasStopped }
        now = runtime.now
    }

    /// Asks identity; what it refuses is no key.
    private static func exchange(with peers: Peers) -> KeyExchange.Ask {
        { secret in
            do throws(PeerError) {
                let request = ExchangeAPIKey(secret: Confidential(secret.text))
                let exchanged = try await peers[.identity].send(request)
                return KeyExchange.Granted(
                    token: Array(exchanged.accessToken.text.utf8),
                    expiresAt: exchanged.expiresAt
                )
            } catch {
                if case .refused(_, let refusal) = error, refusal.code == .unauthenticated {
                    return nil
                }
                throw error
            }
        }
    }
}
