import HTTP
import ServiceKit

/// What an operator decides about the gateway, beside what is common to all programs.
enum GatewaySettings {
    static let certificate = Setting(
        "VOUCH_TLS_CERTIFICATE",
        default: "",
        "PEM file with the certificate and its intermediates; without it there is no TLS listener."
    )
    static let certificateKey = Setting(
        "VOUCH_TLS_KEY",
        default: "",
        "PEM file with the certificate's key; by default it is in the certificate's file."
    )
    static let encryptedPort = Setting(
        "VOUCH_TLS_PORT",
        default: 8_443,
        in: 0...65_535,
        "Port of the TLS listener."
    )
    static let metricsHost = Setting(
        "VOUCH_METRICS_HOST",
        default: "127.0.0.1",
        "Address of the operators' listener: /metrics, /healthz, /readyz."
    )
    static let metricsPort = Setting(
        "VOUCH_METRICS_PORT",
        default: 8_090,
        in: 0...65_535,
        "Port of the operators' listener; 0 takes a free one."
    )
    static let origins = Setting(
        "VOUCH_ORIGINS",
        default: "",
        "Origins whose pages may call, with commas between; * stands for all."
    )
    static let perPrincipal = Setting(
        "VOUCH_RATE_PER_PRINCIPAL",
        default: 50,
        in: 1...1_000_000,
        "Requests a second of one principal …"
    )
    static let burstPerPrincipal = Setting(
        "VOUCH_BURST_PER_PRINCIPAL",
        default: 200,
        in: 1...100_000_000,
        "… and how many at once."
    )
    static let perAddress = Setting(
        "VOUCH_RATE_PER_ADDRESS",
        default: 20,
        in: 1...1_000_000,
        "Requests a second of one address without a token …"
    )
    static let burstPerAddress = Setting(
        "VOUCH_BURST_PER_ADDRESS",
        default: 100,
        in: 1...100_000_000,
        "… and how many at once."
    )
    static let requestsPerService = Setting(
        "VOUCH_REQUESTS_PER_SERVICE_MAX",
        default: InFlight.Limits().perService,
        in: 1...1_000_000,
        "Requests under way to one service; one more is answered 503 at once."
    )
    static let requests = Setting(
        "VOUCH_REQUESTS_MAX",
        default: InFlight.Limits().total,
        in: 1...1_000_000,
        "Requests under way in all."
    )
    static let eventStreams = Setting(
        "VOUCH_EVENT_STREAMS_MAX",
        default: InFlight.Limits().eventStreams,
        in: 1...1_000_000,
        "Streams of server-sent events that are open at once."
    )
    static let streams = Setting(
        "VOUCH_STREAMS_PER_CONNECTION_MAX",
        default: ServerLimits().concurrentStreamsMax,
        in: 1...1_000,
        "Requests that one HTTP/2 connection may have under way."
    )
    static let timeout = Setting(
        "VOUCH_REQUEST_TIMEOUT",
        default: ServerLimits().requestTimeout,
        in: .milliseconds(1) ... .seconds(3_600),
        "How long a request may take; its client may ask for less."
    )

    static let all: [any DeclaredSetting] = [
        certificate, certificateKey, encryptedPort, metricsHost, metricsPort, origins,
        perPrincipal, burstPerPrincipal, perAddress, burstPerAddress, requestsPerService, requests,
        eventStreams, streams, timeout,
    ]
}
