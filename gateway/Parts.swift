import Contract
import HTTP
import ServiceKit
import Tokens
import Vocabulary

extension Gateway {
    /// What a gateway is made of, with the defaults of the design.
    struct Parts {
        var routes = EdgeRoutes()
        var addresses: [Service: [Upstream.Address]] = [:]
        var loops = LoopGroup.shared
        var clientLimits = Parts.clientLimits
        var verifier: TokenVerifier
        var perPrincipal = RateLimiter.Rate(perSecond: 50, burst: 200)
        var perAddress = RateLimiter.Rate(perSecond: 20, burst: 100)
        var inFlight = InFlight.Limits()
        var origins: [String] = []
        var accessLog: LogSink
        var exchangeKey: KeyExchange.Ask
        var unknownKey: @Sendable () -> Void = {}
        var knowsKeys: @Sendable () -> Bool = { true }
        var metrics = Metrics()
        /// Whether the program is about to stop.
        var isStopping: @Sendable () -> Bool = { false }
        var now: @Sendable () -> Instant = { .now() }

        /// A request waits for a connection no longer than a client waits gladly, and few do.
        static var clientLimits: ClientLimits {
            var limits = ClientLimits()
            limits.waitingMax = 256
            limits.waitTimeout = .seconds(1)
            return limits
        }
    }

    /// What a client of the public listeners may cost. Bodies are counted per operation, so that
    /// who sends too much is told so in the contract's own words.
    static var serverLimits: ServerLimits {
        var limits = ServerLimits()
        limits.bodyBytesMax = .max
        return limits
    }
}
