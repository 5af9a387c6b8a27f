import Foundation
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(2))) struct TLSConfigurationTests {
    let made: Certificates

    init() async throws {
        made = try await Certificates.get()
    }

    @Test func `Every refusal names its source`() async throws {
        let folder = try made.makeFolder()
        let missing = folder.appending(path: "missing.pem").path
        let pipe = folder.appending(path: "pipe").path
        let large = folder.appending(path: "large.pem")
        try Data(count: TLSLimits.fileBytesMax + 1).write(to: large)
        try #require(unsafe mkfifo(pipe, 0o600) == 0)
        let good = made.localhost
        let weak = try await weakIdentity(in: folder)
        let cases: [(PEM, PEM, String, TLSConfigurationError.Reason)] = [
            (.file(missing), .file(good.key), missing, .unreadable),
            (.file(good.chain), .file(missing), missing, .unreadable),
            (.file(folder.path), .file(good.key), folder.path, .unreadable),
            (.file(pipe), .file(good.key), pipe, .unreadable),
            (.file(large.path), .file(good.key), large.path, .tooLarge),
            (.file(good.key), .file(good.key), good.key, .noCertificate),
            (.file(good.chain), .file(good.chain), good.chain, .noPrivateKey),
            (.file(good.chain), .file(made.client.key), made.client.key, .keyDoesNotMatch),
            (.text(""), .file(good.key), "in memory", .noCertificate),
            (.file(good.chain), .text("x"), "in memory", .noPrivateKey),
            (
                weak.certificateChain, weak.privateKey, weak.certificateChain.source,
                .refused("ee key too small")
            ),
        ]
        for (chain, key, source, reason) in cases {
            let identity = TLSIdentity(certificateChain: chain, privateKey: key)
            #expect(throws: TLSConfigurationError(source: source, reason: reason)) {
                try ServerTLS(ServerTLS.Configuration(identities: [identity]))
            }
        }
        #expect(throws: TLSConfigurationError(source: "in memory", reason: .noIdentity)) {
            try ServerTLS(ServerTLS.Configuration(identities: []))
        }
    }

    @Test func `Authorities that cannot be read are refused on both sides`() {
        let error = TLSConfigurationError(source: "in memory", reason: .noCertificate)
        #expect(throws: error) { try made.client { $0.trust = .authorities(.text("")) } }
        #expect(throws: error) {
            try made.server { $0.clientCertificates = .required(authorities: .text("")) }
        }
    }

    @Test func `Certificates and keys may be given in memory, and in one text`() throws {
        let both =
            try String(contentsOfFile: made.localhost.key, encoding: .utf8)
            + String(contentsOfFile: made.localhost.chain, encoding: .utf8)
        let authority = try String(contentsOfFile: made.authorityFile, encoding: .utf8)
        let wire = try Wire.local(made) { client, server in
            client.trust = .authorities(.text(authority))
            server.identities = [
                TLSIdentity(certificateChain: .text(both), privateKey: .text(both))
            ]
        }
        try wire.connect()
        #expect(wire.clientLog.established.count == 1)
        wire.finish()
    }

    @Test(
        arguments: [
            ("localhost", ServerName.host("localhost")),
            ("API.Example.ORG.", .host("api.example.org")),
            ("xn--bcher-kva.example", .host("xn--bcher-kva.example")), ("_srv.x", .host("_srv.x")),
            ("10.0.0.1", .address("10.0.0.1")), ("::1", .address("::1")),
            ("[::1]", .address("::1")),
        ]
    )
    func `Names and addresses are told apart`(text: String, name: ServerName) throws {
        #expect(try ServerName(text) == name)
    }

    @Test(
        arguments: [
            "", ".", ".example.org", "a..b", "a b", "a/b", "bücher.example", "host\u{0}.evil",
            "localhost:443", "*.example.org", String(repeating: "a", count: 64) + ".org",
            String(repeating: "a.", count: 127) + "org",
        ]
    )
    func `What no certificate can be for is refused`(text: String) throws {
        #expect(throws: TLSError.invalidServerName) { try made.client().makeHandler(for: text) }
    }

    private func weakIdentity(in folder: URL) async throws -> TLSIdentity {
        let chain = folder.appending(path: "weak.pem").path
        let key = folder.appending(path: "weak.key").path
        try await openssl([
            "req", "-x509", "-newkey", "rsa:1024", "-nodes", "-keyout", key, "-out", chain,
            "-subj", "/CN=weak",
        ])
        return TLSIdentity(certificateChain: .file(chain), privateKey: .file(key))
    }
}
