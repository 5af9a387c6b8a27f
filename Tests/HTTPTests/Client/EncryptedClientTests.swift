import HTTP
import Testing

/// Over TLS: ALPN decides the protocol, and the certificate is for whom was asked for.
@Suite(.timeLimit(.minutes(2))) struct EncryptedClientTests {
    private func withTLS(
        _ protocols: [ApplicationProtocol] = [.http2, .http1],
        _ body: (Server, Certificates) async throws -> Void
    ) async throws {
        let certificates = try await Certificates.get()
        var configuration = ServerTLS.Configuration(
            identities: [certificates.localhost.identity]
        )
        configuration.applicationProtocols = protocols
        let tls = try ServerTLS(configuration)
        try await withServer(configure: { $0.tls = tls }) { try await body($0, certificates) }
    }

    private func trusting(_ authority: PEM) throws -> ClientTLS {
        var configuration = ClientTLS.Configuration()
        configuration.trust = .authorities(authority)
        return try ClientTLS(configuration)
    }

    /// Over HTTP/2 a hundred calls at once share a connection; over HTTP/1.1 each has its own.
    @Test(arguments: [[ApplicationProtocol.http2, .http1], [.http1]])
    func theProtocolIsWhatALPNAgreesOn(_ protocols: [ApplicationProtocol]) async throws {
        try await withTLS(protocols) { server, certificates in
            let tls = try trusting(certificates.authority)
            try await withClient { client in
                let service = Upstream(
                    ports: server.port,
                    over: .tls(tls, serverName: "localhost")
                )
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<40 {
                        group.addTask {
                            let body = String(repeating: "\(number),", count: 5_000)
                            let text = try await client.post(body, to: service).text()
                            #expect(text == body)
                        }
                    }
                    try await group.waitForAll()
                }
                let most = protocols.contains(.http2) ? 1 : 4
                #expect(server.connectionCount == most)
            }
        }
    }

    @Test func aCertificateForSomebodyElseIsNotAccepted() async throws {
        try await withTLS { server, certificates in
            let known = try trusting(certificates.authority)
            let unknown = try trusting(certificates.foreignAuthority)
            try await withClient { client in
                let cases: [(ClientTLS, String?, TLSError?)] = [
                    (known, nil, .hostNameMismatch), (known, "vouch.test", .hostNameMismatch),
                    (unknown, "localhost", nil),
                ]
                for (tls, name, fault) in cases {
                    let service = Upstream(ports: server.port, over: .tls(tls, serverName: name)) {
                        $0.attemptsMax = 1
                    }
                    let error = await #expect(throws: ClientError.self) {
                        try await client.post("secret", to: service)
                    }
                    guard case .handshakeFailed(let found)? = error?.reason else {
                        Issue.record("\(String(describing: error))")
                        continue
                    }
                    if let fault { #expect(found == fault) }
                    #expect(error?.mayHaveBeenProcessed == false)
                }
            }
        }
    }

    @Test func aPeerWithoutTLSIsNotSpokenTo() async throws {
        try await withServer { server in
            let tls = try ClientTLS()
            try await withClient { client in
                let service = Upstream(ports: server.port, over: .tls(tls)) { $0.attemptsMax = 1 }
                let error = await #expect(throws: ClientError.self) {
                    try await client.post("secret", to: service)
                }
                #expect(error?.mayHaveBeenProcessed == false)
            }
        }
    }
}
