import Foundation
import NIOCore
import ProgramKit
import Testing

@testable import HTTP

/// Our client, and servers that others wrote.
@Suite(.timeLimit(.minutes(2))) struct TLSForeignServerTests {
    let made: Certificates

    init() async throws {
        made = try await Certificates.get()
    }

    @Test(arguments: [("-tls1_2", TLSVersion.tls12), ("-tls1_3", .tls13)])
    func `s_server is spoken to in both versions, and sessions are resumed`(
        flag: String,
        version: TLSVersion
    ) async throws {
        let tls = try made.client()
        try await serving(made.localhost, [flag, "-alpn", "http/1.1"]) { port in
            for resumed in [false, true, true] {
                let log = EventLog()
                let channel = try await Endpoint.connect(tls, port: port, log: log)
                // -rev answers each line with the line reversed.
                try await channel.writeAndFlush(ByteBuffer(string: "hello\n"))
                try await eventually("answer") { log.bytes == Array("olleh\n".utf8) }
                let agreed = try #require(log.established.first)
                #expect(agreed.version == version)
                #expect(agreed.applicationProtocol == .http1)
                #expect(agreed.resumed == resumed)
                #expect(agreed.peerCertificate?.dnsNames == ["localhost"])
                try await channel.close()
            }
        }
    }

    @Test(arguments: ["-tls1_1", "-tls1"])
    func `A server that speaks only older versions is refused`(flag: String) async throws {
        try await serving(made.localhost, [flag, "-cipher", "ALL:@SECLEVEL=0"]) { port in
            let log = EventLog()
            _ = try await Endpoint.connect(made.client(), port: port, log: log)
            try await eventually("refusal") { log.entries.contains(.inactive) }
            #expect(log.established.isEmpty)
            #expect(log.errors == [.handshakeFailed(reason: "tlsv1 alert protocol version")])
        }
    }

    @Test func `s_server's certificate is judged before anything is sent`() async throws {
        let cases: [(Certificates.Leaf, String, TLSError)] = [
            (made.localhost, "other.example.org", .hostNameMismatch),
            (made.expired, "localhost", .certificateUntrusted(reason: "certificate has expired")),
            (
                made.selfSigned, "localhost",
                .certificateUntrusted(reason: "self-signed certificate")
            ),
        ]
        for (leaf, host, error) in cases {
            try await serving(leaf, []) { port in
                let log = EventLog()
                let channel = try await Endpoint.connect(
                    made.client(),
                    host: host,
                    port: port,
                    log: log
                )
                await #expect(throws: (any Error).self) {
                    try await channel.writeAndFlush(ByteBuffer(string: "secret"))
                }
                try await eventually("refusal") { log.entries.contains(.inactive) }
                #expect(log.errors == [error])
            }
        }
    }

    @Test func `s_server asks for a certificate and gets it`() async throws {
        let flags = ["-Verify", "2", "-CAfile", made.authorityFile, "-verify_return_error"]
        try await serving(made.localhost, flags) { port in
            let log = EventLog()
            let known = try made.client { $0.identity = made.client.identity }
            let channel = try await Endpoint.connect(known, port: port, log: log)
            try await channel.writeAndFlush(ByteBuffer(string: "hello\n"))
            try await eventually("answer") { log.bytes == Array("olleh\n".utf8) }
            try await channel.close()
            let unknown = EventLog()
            _ = try await Endpoint.connect(made.client(), port: port, log: unknown)
            try await eventually("refusal") { unknown.entries.contains(.inactive) }
            let reason = "tlsv13 alert certificate required"
            #expect(unknown.errors == [.protocolFailed(reason: reason)])
        }
    }

    @Test(arguments: ["unwrap", "close"])
    func `Python's end is told from a truncation`(ending: String) async throws {
        let script = """
            import socket, ssl, sys
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[1], sys.argv[2])
            context.set_alpn_protocols(["spdy/1"])
            listener = socket.create_server(("127.0.0.1", 0))
            print("port", listener.getsockname()[1], flush=True)
            raw, _ = listener.accept()
            tls = context.wrap_socket(raw, server_side=True)
            tls.sendall(tls.recv(100).upper())
            if sys.argv[3] == "unwrap": tls.unwrap()
            tls.close()
            """
        let leaf = made.localhost
        let server = try RunningProgram(
            "python3",
            ["-c", script, leaf.chain, leaf.key, ending]
        )
        let port = try await server.number(after: "port ")
        let log = EventLog()
        let channel = try await Endpoint.connect(made.client(), port: port, log: log)
        try await channel.writeAndFlush(ByteBuffer(string: "abc"))
        try await eventually("the end") { log.entries.contains(.inactive) }
        #expect(log.bytes == Array("ABC".utf8))
        #expect(log.established.map(\.applicationProtocol) == [nil])
        #expect(log.errors == (ending == "unwrap" ? [] : [.truncated]))
        #expect(try await server.finish().status == 0)
    }

    private func serving(
        _ leaf: Certificates.Leaf,
        _ flags: [String],
        _ body: (Int) async throws -> Void
    ) async throws {
        let server = try RunningProgram(
            "openssl",
            ["s_server", "-accept", "127.0.0.1:0", "-cert", leaf.chain, "-key", leaf.key, "-rev"]
                + flags
        )
        try await body(server.number(after: "ACCEPT 127.0.0.1:"))
        server.stop()
    }
}
