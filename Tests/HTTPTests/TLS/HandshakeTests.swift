import NIOCore
import NIOEmbedded
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(2))) struct TLSHandshakeTests {
    let made: Certificates

    init() async throws {
        made = try await Certificates.get()
    }

    @Test func `Both sides agree on TLS 1.3, HTTP/2 and the host`() throws {
        let wire = try connect()
        let client = try #require(wire.clientLog.established.first)
        let server = try #require(wire.serverLog.established.first)
        #expect(client.version == .tls13)
        #expect(server.version == .tls13)
        #expect(client.applicationProtocol == .http2)
        #expect(server.applicationProtocol == .http2)
        #expect(server.serverName == "localhost")
        #expect(server.peerCertificate == nil)
        #expect(client.peerCertificate?.dnsNames == ["localhost"])
        #expect(client.peerCertificate?.subject == "CN=localhost")
        #expect(client.cipher == "TLS_AES_128_GCM_SHA256")
        #expect(wire.clientLog.errors.isEmpty && wire.serverLog.errors.isEmpty)
    }

    @Test(
        arguments: [
            ([.http2, .http1], [.http2, .http1], .http2),
            ([.http1, .http2], [.http2, .http1], .http2),
            ([.http1], [.http2, .http1], .http1),
            ([.http2], [.http2], .http2),
            ([], [.http2, .http1], nil),
        ] as [([ApplicationProtocol], [ApplicationProtocol], ApplicationProtocol?)]
    )
    func `The server's first protocol among the offered is chosen`(
        offered: [ApplicationProtocol],
        served: [ApplicationProtocol],
        chosen: ApplicationProtocol?
    ) throws {
        let wire = try connect { client, server in
            client.applicationProtocols = offered
            server.applicationProtocols = served
        }
        #expect(wire.clientLog.established.map(\.applicationProtocol) == [chosen])
        #expect(wire.serverLog.established.map(\.applicationProtocol) == [chosen])
    }

    @Test func `A client that offers none of our protocols is told so`() throws {
        let wire = try connect { client, server in
            client.applicationProtocols = [.http2]
            server.applicationProtocols = [.http1]
        }
        #expect(wire.clientLog.errors == [failure("tlsv1 alert no application protocol")])
        #expect(wire.serverLog.errors == [failure("no application protocol")])
        #expect(wire.serverLog.established.isEmpty)
        #expect(!wire.server.isActive && !wire.client.isActive)
    }

    @Test(
        arguments: [
            ("localhost", "localhost"), ("a.example.org", "*.example.org"),
            ("A.Example.ORG.", "*.example.org"), ("other.example.org", "other.example.org"),
            ("api.example.net", "other.example.org"),
        ]
    )
    func `The host chooses the certificate`(host: String, certificate: String) throws {
        let wire = try connect(to: host) { _, server in
            server.identities = [made.localhost, made.wildcard, made.other].map(\.identity)
        }
        let client = try #require(wire.clientLog.established.first)
        #expect(client.peerCertificate?.dnsNames.first == certificate)
        #expect(wire.serverLog.established.first?.serverName == HostNameTable.normal(host))
    }

    @Test(arguments: ["unknown.example.com", "a.b.example.org", "example.org"])
    func `A host nobody serves is shown the first certificate, and refuses it`(
        host: String
    ) throws {
        let wire = try connect(to: host) { _, server in
            server.identities = [made.localhost, made.wildcard].map(\.identity)
        }
        #expect(wire.clientLog.errors == [.hostNameMismatch])
        #expect(wire.clientLog.established.isEmpty)
        #expect(!wire.client.isActive)
    }

    @Test func `A certificate that cannot be trusted is refused`() throws {
        let bad = [
            (made.expired, "certificate has expired"),
            (made.selfSigned, "self-signed certificate"),
        ]
        for (leaf, reason) in bad {
            let wire = try connect { _, server in server.identities = [leaf.identity] }
            #expect(wire.clientLog.errors == [.certificateUntrusted(reason: reason)])
            #expect(wire.clientLog.established.isEmpty)
            #expect(wire.serverLog.established.isEmpty)
        }
    }

    @Test func `An authority that is not ours is not believed`() throws {
        let wire = try connect { client, _ in client.trust = .authorities(made.foreignAuthority) }
        let reason = "unable to get local issuer certificate"
        #expect(wire.clientLog.errors == [.certificateUntrusted(reason: reason)])
        let system = try connect { client, _ in client.trust = .system }
        #expect(system.clientLog.errors == [.certificateUntrusted(reason: reason)])
    }

    @Test func `A chain through an intermediate is followed`() throws {
        let wire = try connect { _, server in server.identities = [made.intermediate.identity] }
        #expect(wire.clientLog.established.count == 1)
    }

    @Test(arguments: ["127.0.0.1", "::1", "[::1]"])
    func `An address is checked against addresses`(host: String) throws {
        let good = try connect(to: host) { _, server in
            server.identities = [made.address.identity]
        }
        #expect(good.clientLog.established.first?.serverName == nil)
        #expect(good.serverLog.established.first?.serverName == nil)
        #expect(good.clientLog.established.count == 1)
        let bad = try connect(to: host)
        #expect(bad.clientLog.errors == [.hostNameMismatch])
    }

    @Test func `Only the value that says so turns verification off`() throws {
        let wire = try connect(to: "anything.example") { client, server in
            client.trust = .insecureForTests
            server.identities = [made.selfSigned.identity]
        }
        #expect(wire.clientLog.established.count == 1)
    }

    @Test func `The event comes before the first bytes`() throws {
        let wire = try Wire.local(made)
        // Queued before there is a connection, so it travels with the client's last flight.
        wire.client.writeAndFlush(ByteBuffer(string: "early"), promise: nil)
        try wire.connect()
        let entries = wire.serverLog.entries
        #expect(entries.count == 2)
        #expect(entries.last == .read(Array("early".utf8)))
        wire.finish()
    }
}

extension TLSHandshakeTests {
    private typealias Change = (
        inout ClientTLS.Configuration, inout ServerTLS.Configuration
    ) throws -> Void

    private func failure(_ reason: String) -> TLSError {
        .handshakeFailed(reason: reason)
    }

    private func connect(to host: String = "localhost", _ change: Change = { _, _ in }) throws
        -> Wire
    {
        var client = ClientTLS.Configuration()
        client.trust = .authorities(made.authority)
        var server = ServerTLS.Configuration(identities: [made.localhost.identity])
        try change(&client, &server)
        let wire = try Wire(client: ClientTLS(client), server: ServerTLS(server), host: host)
        try wire.connect()
        let done = wire
        defer { done.finish() }
        return done
    }
}
