import Foundation
import HTTP
import ProgramKit
import Testing

/// Both versions over TLS, asked for by foreign programs that check the certificate.
@Suite struct EncryptedTests {
    private static let versions = ["--http1.1", "--http2"]

    private func withTLS(
        handler: @escaping Handler = echo,
        _ body: (_ url: String, _ authority: String) async throws -> Void
    ) async throws {
        let certificates = try await Certificates.get()
        let tls = try ServerTLS(.init(identities: [certificates.localhost.identity]))
        try await withServer(configure: { $0.tls = tls }, handler: handler) { server in
            try await body("https://localhost:\(server.port)", certificates.authorityFile)
        }
    }

    private func curl(_ arguments: String..., url: String, authority: String) async throws
        -> Program
    {
        let common = ["-sS", "-m", "20", "-4", "--cacert", authority]
        return try await Program.run("curl", common + arguments + [url])
    }

    @Test(arguments: versions)
    func curlGetsWhatALPNAgreedOn(_ version: String) async throws {
        try await withTLS { url, authority in
            let result = try await curl(
                version,
                "-w",
                "%{http_version}",
                "-d",
                "hello ",
                url: url,
                authority: authority
            )
            #expect(result.output == "hello " + (version == "--http2" ? "2" : "1.1"))
        }
    }

    @Test func aStrangersCertificateIsNotAccepted() async throws {
        try await withTLS { url, _ in
            let result = try await Program.run("curl", ["-sS", "-m", "20", "-4", url])
            #expect(result.status == 60)
        }
    }

    @Test(arguments: versions)
    func curlUploadsAndGetsItBack(_ version: String) async throws {
        let folder = try TemporaryFolder()
        let source = folder.url.appending(path: "up")
        let target = folder.url.appending(path: "down")
        let bytes = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 131 >> 5) })
        try bytes.write(to: source)
        try await withTLS { url, authority in
            let result = try await curl(
                version,
                "-T",
                source.path(),
                "-o",
                target.path(),
                url: url + "/file",
                authority: authority
            )
            #expect(result.status == 0, "\(result.errors)")
            #expect(try Data(contentsOf: target) == bytes)
        }
    }

    @Test(arguments: versions)
    func eventsComeOneByOne(_ version: String) async throws {
        let handler: Handler = { _ in
            Response(
                .ok,
                body: .stream { writer in
                    for event in 0..<3 {
                        try await writer.write(Array("data: \(event)\n\n".utf8))
                        try await Task.sleep(for: .milliseconds(50))
                    }
                }
            )
        }
        try await withTLS(handler: handler) { url, authority in
            let result = try await curl(version, "-N", url: url, authority: authority)
            #expect(result.output == "data: 0\n\ndata: 1\n\ndata: 2\n\n", "\(result.errors)")
        }
    }

    @Test func httpxIsServed() async throws {
        try await withTLS { url, authority in
            let script = Program.script("httpx_client.py")
            let result = try await Program.run(Program.python, [script, url, authority])
            #expect(result.output == "ok\n", "\(result.errors)")
        }
    }

    @Test func h2loadIsServed() async throws {
        try await withTLS { url, _ in
            let result = try await Program.run("h2load", ["-n3000", "-c10", "-m10", url])
            #expect(result.output.contains("3000 succeeded, 0 failed"), "\(result.output)")
        }
    }

    @Test func theHandlerKnowsWhatTheHandshakeSaid() async throws {
        let handler: Handler = { request in
            .json(Array("\(request.connection.isEncrypted) \(request.head.scheme)".utf8))
        }
        try await withTLS(handler: handler) { url, authority in
            let result = try await curl("--http2", url: url, authority: authority)
            #expect(result.output == "true https", "\(result.errors)")
        }
    }
}
