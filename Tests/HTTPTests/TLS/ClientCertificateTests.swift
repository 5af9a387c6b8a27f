import Foundation
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(2))) struct TLSClientCertificateTests {
    let made: Certificates

    init() async throws {
        made = try await Certificates.get()
    }

    private enum Outcome: Equatable {
        case anonymous
        case known
        /// What the server and the client are told.
        case refused(TLSError, TLSError)
    }

    @Test func `Certificates are asked for, judged and told to the application`() throws {
        let untrusted = Outcome.refused(
            .certificateUntrusted(reason: "unable to get local issuer certificate"),
            .protocolFailed(reason: "tlsv1 alert unknown ca")
        )
        let missing = Outcome.refused(
            .handshakeFailed(reason: "peer did not return a certificate"),
            .protocolFailed(reason: "tlsv13 alert certificate required")
        )
        let misused = Outcome.refused(
            .certificateUntrusted(reason: "unsuitable certificate purpose"),
            .protocolFailed(reason: "sslv3 alert unsupported certificate")
        )
        let optional = ServerTLS.ClientCertificates.optional(authorities: made.authority)
        let required = ServerTLS.ClientCertificates.required(authorities: made.authority)
        let cases: [(ServerTLS.ClientCertificates, Certificates.Leaf?, Outcome)] = [
            (.none, nil, .anonymous), (.none, made.client, .anonymous),
            (.none, made.foreignClient, .anonymous),
            (optional, nil, .anonymous), (optional, made.client, .known),
            (optional, made.foreignClient, untrusted), (optional, made.localhost, misused),
            (required, nil, missing), (required, made.client, .known),
            (required, made.foreignClient, untrusted),
        ]
        for (asked, shown, outcome) in cases {
            let wire = try Wire.local(made) { client, server in
                client.identity = shown?.identity
                server.clientCertificates = asked
            }
            try wire.connect()
            let seen: Outcome? =
                if let error = wire.serverLog.errors.first {
                    wire.clientLog.errors.first.map { .refused(error, $0) }
                } else {
                    wire.serverLog.established.first.map {
                        $0.peerCertificate == nil ? .anonymous : .known
                    }
                }
            #expect(seen == outcome, "\(asked) \(shown?.chain ?? "nothing")")
            wire.finish()
        }
    }

    @Test func `The application learns every kind of name`() throws {
        let wire = try Wire.local(made) { client, server in
            client.identity = made.client.identity
            server.clientCertificates = .required(authorities: made.authority)
        }
        try wire.connect()
        let peer = try #require(wire.serverLog.established.first?.peerCertificate)
        #expect(peer.subject == "CN=client")
        #expect(peer.uris == ["spiffe://vouch/client"])
        #expect(peer.emailAddresses == ["client@example.org"])
        #expect(peer.dnsNames.isEmpty && peer.ipAddresses.isEmpty)
        #expect(peer.fingerprint.count == 32)
        wire.finish()
    }

    @Test func `A resumed session still names the peer, until the authorities change`() throws {
        let authorities = try made.makeFolder().appending(path: "authorities.pem")
        try copy(made.authorityFile, to: authorities)
        let client = try made.client { $0.identity = made.client.identity }
        let server = try made.server {
            $0.clientCertificates = .required(authorities: .file(authorities.path))
        }
        for resumed in [false, true] {
            let wire = try Wire(client: client, server: server).connect()
            let agreed = try #require(wire.serverLog.established.first)
            #expect(agreed.resumed == resumed)
            #expect(agreed.peerCertificate?.subject == "CN=client")
            wire.finish()
        }
        try copy(made.folder.appending(path: "foreign.pem").path, to: authorities)
        try server.reload()
        let wire = try Wire(client: client, server: server).connect()
        #expect(wire.serverLog.established.isEmpty)
        let reason = "unable to get local issuer certificate"
        #expect(wire.serverLog.errors == [.certificateUntrusted(reason: reason)])
    }

    private func copy(_ source: String, to target: URL) throws {
        try Data(contentsOf: URL(filePath: source)).write(to: target, options: .atomic)
    }
}
