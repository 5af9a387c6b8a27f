import HTTP
import Logging
import ServiceKit
import Vocabulary

/// Where the gateway can be reached: in clear, over TLS, and by operators.
struct Listeners {
    private let gateway: Gateway
    private let runtime: Runtime

    /// How often the certificates' files are looked at.
    private static let reloadInterval = Duration.seconds(10)

    init(_ gateway: Gateway, _ runtime: Runtime) {
        self.gateway = gateway
        self.runtime = runtime
    }

    private func configuration(port: Int) -> ServerConfiguration {
        var configuration = ServerConfiguration(
            host: runtime.settings[CommonSettings.host],
            port: port
        )
        configuration.limits = Gateway.serverLimits
        configuration.limits.concurrentStreamsMax = runtime.settings[GatewaySettings.streams]
        configuration.limits.drainTimeout = runtime.settings[CommonSettings.drain]
        configuration.limits.requestTimeout = runtime.settings[GatewaySettings.timeout]
        configuration.loops = runtime.loops
        return configuration
    }

    func startClear() async throws -> Server {
        try await gateway.listen(
            configuration(port: runtime.settings[CommonSettings.port(of: .gateway)])
        )
    }

    /// None, where no certificate is set.
    func startEncrypted() async throws -> [Server] {
        let certificate = runtime.settings[GatewaySettings.certificate]
        guard !certificate.isEmpty else { return [] }
        let key = runtime.settings[GatewaySettings.certificateKey]
        let identity = TLSIdentity(
            certificateChain: .file(certificate),
            privateKey: .file(key.isEmpty ? certificate : key)
        )
        let tls = try ServerTLS(ServerTLS.Configuration(identities: [identity]))
        var configuration = configuration(port: runtime.settings[GatewaySettings.encryptedPort])
        configuration.tls = tls
        let server = try await gateway.listen(configuration)
        runtime.log.info("TLS", metadata: ["port": "\(server.port)"])
        runtime.background("reading certificates", every: Self.reloadInterval) {
            _ = try await runtime.blocking.run { try tls.reloadIfChanged() }
        }
        return [server]
    }

    /// A gateway whose metrics nobody can read is better than none: a port that is taken, by a
    /// second gateway on the machine perhaps, is logged.
    func startOperators() async {
        let runtime = runtime
        var configuration = ServerConfiguration(
            host: runtime.settings[GatewaySettings.metricsHost],
            port: runtime.settings[GatewaySettings.metricsPort]
        )
        configuration.loops = runtime.loops
        do {
            let server = try await Server.start(configuration) { await runtime.health.page($0) }
            runtime.log.info("metrics", metadata: ["port": "\(server.port)"])
            runtime.onStop { try? await server.close() }
        } catch {
            runtime.log.warning("metrics are not served", error: error)
        }
    }
}

extension Health {
    /// Its pages, and nothing else.
    fileprivate func page(_ request: Request) async -> Response {
        await answer(request.method, request.head.path)
            ?? .problem(.notFound, title: "There is no such path.")
    }
}
