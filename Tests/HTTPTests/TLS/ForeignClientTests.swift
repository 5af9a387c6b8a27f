import Foundation
import ProgramKit
import Testing

@testable import HTTP

/// Our server, and clients that others wrote.
@Suite(.timeLimit(.minutes(2))) struct TLSForeignClientTests {
    let made: Certificates

    init() async throws {
        made = try await Certificates.get()
    }

    @Test(arguments: [("-tls1_2", "tls12", "TLSv1.2"), ("-tls1_3", "tls13", "TLSv1.3")])
    func `s_client speaks both versions and sees a sane connection`(
        flag: String,
        version: String,
        name: String
    ) async throws {
        try await Endpoint.serving(made.server()) { endpoint in
            let said = try await ask(endpoint, [flag, "-alpn", "h2,http/1.1"])
            #expect(said.contains("localhost \(version)"))
            #expect(said.contains("New, \(name), Cipher is"))
            #expect(said.contains("ALPN protocol: h2"))
            #expect(said.contains("Verification: OK"))
            #expect(said.contains("Compression: NONE"))
            #expect(said.contains("AES128-GCM") || said.contains("AES_128_GCM"))
            #expect(endpoint.log.errors.allSatisfy { $0 == .truncated })
        }
    }

    @Test(arguments: ["-tls1_1", "-tls1"])
    func `Older versions are refused`(flag: String) async throws {
        try await Endpoint.serving(made.server()) { endpoint in
            let result = try await Program.run(
                "openssl",
                sClient(endpoint, [flag, "-cipher", "ALL:@SECLEVEL=0"])
            )
            #expect(result.status != 0)
            #expect(result.said.contains("alert protocol version"))
            #expect(endpoint.log.errors == [.handshakeFailed(reason: "unsupported protocol")])
        }
    }

    @Test(
        arguments: ["AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA256", "DHE-RSA-AES128-GCM-SHA256"]
    )
    func `Ciphers without forward secrecy or AEAD are refused`(cipher: String) async throws {
        try await Endpoint.serving(made.server()) { endpoint in
            let flags = ["-tls1_2", "-cipher", cipher]
            let result = try await Program.run("openssl", sClient(endpoint, flags))
            #expect(result.said.contains("alert handshake failure"))
            #expect(endpoint.log.errors == [.handshakeFailed(reason: "no shared cipher")])
        }
    }

    @Test func `A foreign ALPN is refused by name, none at all is served`() async throws {
        try await Endpoint.serving(made.server()) { endpoint in
            let refused = try await Program.run(
                "openssl",
                sClient(endpoint, ["-alpn", "smtp,h3"])
            )
            #expect(refused.said.contains("no application protocol"))
            let served = try await ask(endpoint, [])
            #expect(served.contains("No ALPN negotiated"))
            #expect(endpoint.log.established.map(\.applicationProtocol) == [nil])
        }
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"])
    func `s_client resumes its session, also after a reload`(flag: String) async throws {
        let tls = try made.server()
        let file = try made.makeFolder().appending(path: "session").path
        try await Endpoint.serving(tls) { endpoint in
            let first = try await ask(endpoint, [flag, "-sess_out", file])
            #expect(first.contains("New, TLSv1."))
            let second = try await ask(endpoint, [flag, "-sess_in", file])
            #expect(second.contains("Reused, TLSv1."))
            #expect(!second.contains("Early data was accepted"))
            try tls.reload()
            let third = try await ask(endpoint, [flag, "-sess_in", file])
            #expect(third.contains("Reused, TLSv1."))
            #expect(endpoint.log.established.map(\.resumed) == [false, true, true])
        }
        // Another server has other keys.
        try await Endpoint.serving(made.server()) { endpoint in
            let said = try await ask(endpoint, [flag, "-sess_in", file])
            #expect(said.contains("New, TLSv1."))
        }
    }

    @Test func `s_client cannot renegotiate`() async throws {
        try await Endpoint.serving(made.server()) { endpoint in
            let client = try RunningProgram("openssl", sClient(endpoint, ["-tls1_2"]))
            try await eventually("handshake") { !endpoint.log.established.isEmpty }
            client.send("R\n")
            let result = try await client.end()
            #expect(result.said.contains("RENEGOTIATING"))
            #expect(result.said.contains("no renegotiation"))
            #expect(endpoint.log.established.count == 1)
        }
    }

    @Test(
        arguments: [
            (["--tlsv1.3"], "a.example.org", "a.example.org tls13"),
            (["--tls-max", "1.2"], "a.example.org", "a.example.org tls12"),
            (["--http1.1"], "localhost", "localhost tls13"),
            (["--no-alpn"], "api.example.net", "api.example.net tls13"),
        ]
    )
    func `curl is shown the host's certificate`(
        flags: [String],
        host: String,
        body: String
    ) async throws {
        let tls = try made.server { server in
            server.identities = [made.localhost, made.wildcard, made.other].map(\.identity)
            server.applicationProtocols = [.http1]
        }
        try await Endpoint.serving(tls) { endpoint in
            let result = try await curl(endpoint, host, flags)
            #expect(result.status == 0)
            #expect(result.output == body)
        }
    }

    @Test func `curl refuses what is not for its host or not by its authority`() async throws {
        try await Endpoint.serving(made.server { $0.applicationProtocols = [.http1] }) { endpoint in
            let wrongHost = try await curl(endpoint, "b.example.org")
            #expect(wrongHost.status == 60)
            let authority = made.folder.appending(path: "foreign.pem").path
            let untrusted = try await curl(endpoint, "localhost", ["--cacert", authority])
            #expect(untrusted.status == 60)
            #expect(endpoint.log.bytes.isEmpty, "no request was sent")
        }
    }

    @Test func `curl proves who it is, or is turned away`() async throws {
        let tls = try made.server { server in
            server.applicationProtocols = [.http1]
            server.clientCertificates = .required(authorities: made.authority)
        }
        try await Endpoint.serving(tls) { endpoint in
            let none = try await curl(endpoint, "localhost")
            #expect(none.status == 56)
            let leaf = made.client
            let good = try await curl(
                endpoint,
                "localhost",
                ["--cert", leaf.chain, "--key", leaf.key]
            )
            #expect(good.status == 0)
            let foreign = made.foreignClient
            let bad = ["--cert", foreign.chain, "--key", foreign.key]
            #expect(try await curl(endpoint, "localhost", bad).status == 56)
            let known = endpoint.log.established.map(\.peerCertificate?.uris)
            #expect(known == [["spiffe://vouch/client"]])
        }
    }

    @Test func `Python's ssl closes in good order`() async throws {
        let script = """
            import socket, ssl, sys
            context = ssl.create_default_context(cafile=sys.argv[2])
            context.set_alpn_protocols(["spdy/1", "http/1.1"])
            with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as raw:
                tls = context.wrap_socket(raw, server_hostname="localhost")
                tls.sendall(b"GET / HTTP/1.1\\r\\n\\r\\n")
                said = b""
                while not said.endswith(b"localhost tls13"): said += tls.recv(4096)
                print(tls.version(), tls.selected_alpn_protocol())
                tls.unwrap()
                print("closed")
            """
        try await Endpoint.serving(made.server()) { endpoint in
            let arguments = ["-c", script, String(endpoint.port), made.authorityFile]
            let result = try await Program.run("python3", arguments)
            #expect(result.output.contains("TLSv1.3 http/1.1\nclosed"))
            try await eventually("close") { endpoint.log.entries.last == .inactive }
            #expect(endpoint.log.errors.isEmpty)
        }
    }
}

extension TLSForeignClientTests {
    private func sClient(_ endpoint: Endpoint, _ flags: [String]) -> [String] {
        [
            "s_client", "-connect", "127.0.0.1:\(endpoint.port)", "-servername", "localhost",
            "-CAfile", made.authorityFile, "-verify_return_error", "-verify_hostname", "localhost",
        ] + flags
    }

    /// Sends a request by s_client; returns all it printed.
    private func ask(_ endpoint: Endpoint, _ flags: [String]) async throws -> String {
        let client = try RunningProgram(
            "openssl",
            sClient(endpoint, flags),
            input: "GET / HTTP/1.1\r\n\r\n"
        )
        try await eventually("an answer") { client.output.contains("200 OK") }
        return try await client.finish().said
    }

    private func curl(
        _ endpoint: Endpoint,
        _ host: String,
        _ flags: [String] = []
    ) async throws -> Program {
        let port = endpoint.port
        return try await Program.run(
            "curl",
            [
                "--silent", "--cacert", made.authorityFile,
                "--resolve", "\(host):\(port):127.0.0.1", "https://\(host):\(port)/",
            ] + flags
        )
    }
}
