import Foundation
import HTTP
import Testing

@testable import gateway

/// curl, which has clients of its own for both versions of HTTP and for TLS.
@Suite struct ForeignTests {
    private static let versions = ["--http1.1", "--http2-prior-knowledge"]

    @Test(arguments: versions)
    func curlGetsPostsAndIsRefused(_ version: String) async throws {
        try await withEdge { edge in
            let bearer = "authorization: Bearer \(try edge.token())"
            let got = try await Command.run(
                "curl",
                "-sSi",
                "-m",
                "10",
                version,
                "-H",
                bearer,
                "\(edge.url)/things/1?a=b"
            )
            #expect(got.output.contains("GET /things/1?a=b\n"))
            #expect(got.output.contains("x-content-type-options: nosniff"))
            let posted = try await Command.run(
                "curl",
                "-sS",
                "-m",
                "10",
                version,
                "-H",
                bearer,
                "-d",
                "{}",
                "\(edge.url)/things"
            )
            #expect(posted.output.hasSuffix("\n\n{}"))
            let refused = try await Command.run(
                "curl",
                "-sSi",
                "-m",
                "10",
                version,
                "\(edge.url)/things/1"
            )
            #expect(refused.output.contains("www-authenticate: Bearer"))
            let head = try await Command.run(
                "curl",
                "-sSI",
                "-m",
                "10",
                version,
                "\(edge.url)/open"
            )
            #expect(head.output.contains(" 200"))
        }
    }

    @Test(arguments: versions)
    func curlReadsEventsAsTheyCome(_ version: String) async throws {
        try await withEdge(handler: { _ in
            var headers = Headers()
            headers.append(.contentType, "text/event-stream")
            return Response(
                .ok,
                headers: headers,
                body: .stream { writer in
                    for event in 0..<3 {
                        try await writer.write(Array("data: \(event)\n\n".utf8))
                        try await Task.sleep(for: .milliseconds(100))
                    }
                }
            )
        }) { edge in
            let bearer = "authorization: Bearer \(try edge.token())"
            let read = try await Command.run(
                "curl",
                "-sSN",
                "-m",
                "10",
                version,
                "-H",
                bearer,
                "\(edge.url)/events"
            )
            #expect(read.output == "data: 0\n\ndata: 1\n\ndata: 2\n\n")
        }
    }

    /// TLS in front: HTTP/2 by ALPN, and the promise to stay with TLS.
    @Test func curlSpeaksTLS() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vouch-edge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (certificate, key) = (folder.appending(path: "c.pem"), folder.appending(path: "k.pem"))
        let made = try await Command.run(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "1",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-keyout",
            key.path(),
            "-out",
            certificate.path()
        )
        try #require(made.status == 0, "\(made.output)")
        let identity = TLSIdentity(
            certificateChain: .file(certificate.path()),
            privateKey: .file(key.path())
        )
        let tls = try ServerTLS(ServerTLS.Configuration(identities: [identity]))
        try await withEdge(server: { $0.tls = tls }) { edge in
            for (version, line) in [("--http2", "HTTP/2 200"), ("--http1.1", "HTTP/1.1 200")] {
                let got = try await Command.run(
                    "curl",
                    "-sSi",
                    "-m",
                    "10",
                    version,
                    "--cacert",
                    certificate.path(),
                    "https://localhost:\(edge.port)/open",
                    "--resolve",
                    "localhost:\(edge.port):127.0.0.1"
                )
                #expect(got.output.hasPrefix(line), "\(got.output)")
                #expect(got.output.contains("strict-transport-security: max-age=31536000"))
            }
        }
    }
}
