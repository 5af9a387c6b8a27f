import FoundationEssentials
import HTTP
import Tokens
import Vocabulary

/// The public edge.
@main
enum GatewayService {
    static func main() async throws {
        let environment = ProcessInfo.processInfo.environment
        let verifier = TokenVerifier(reader: .gateway, accepts: [.access, .intake])
        if let path = environment["KEY"] {
            let pem = try String(contentsOfFile: path, encoding: .utf8)
            verifier.trustIdentity([try await VerificationKey(pem: pem)])
        }
        let loops = LoopGroup(count: 1)
        var parts = Gateway.Parts(
            verifier: verifier,
            accessLog: AccessLog { _ in },
            exchangeKey: { _ in nil }
        )
        parts.loops = loops
        parts.addresses = [.identity: [.init("127.0.0.1", Int(environment["UP"] ?? "8101") ?? 8101)]]
        parts.perPrincipal = .init(perSecond: 10_000_000, burst: 10_000_000)
        let gateway = Gateway(parts)
        var configuration = ServerConfiguration(port: Int(environment["PORT"] ?? "8080") ?? 8080)
        configuration.limits = Gateway.serverLimits
        configuration.limits.concurrentStreamsMax = 1000
        configuration.loops = loops
        let server = try await gateway.listen(configuration)
        try await server.waitUntilClosed()
    }
}
