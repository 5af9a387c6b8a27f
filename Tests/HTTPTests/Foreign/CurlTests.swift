import Foundation
import HTTP
import ProgramKit
import Testing

/// curl, which has an HTTP/1.1 of its own and an HTTP/2 by nghttp2.
@Suite struct CurlTests {
    private static let versions = ["--http1.1", "--http2-prior-knowledge"]

    @Test(arguments: versions)
    func getsAndPosts(_ version: String) async throws {
        try await withServer { server in
            let url = "http://127.0.0.1:\(server.port)/a?b=c"
            let got = try await Program.run("curl", ["-sSi", version, url])
            #expect(got.status == 0, "\(got.errors)")
            #expect(got.output.contains("x-target: /a?b=c\r\n"))
            #expect(got.output.contains("x-authority: 127.0.0.1:\(server.port)\r\n"))
            let posted = try await Program.run("curl", ["-sS", version, "-d", "{\"a\":1}", url])
            #expect(posted.output == "{\"a\":1}")
        }
    }

    @Test(arguments: versions)
    func asksForTheHeadAlone(_ version: String) async throws {
        try await withServer(handler: { _ in .json(Array("{}".utf8)) }) { server in
            let url = "http://127.0.0.1:\(server.port)/"
            let head = try await Program.run("curl", ["-sSI", "-m", "5", version, url])
            #expect(head.status == 0, "\(head.errors)")
            #expect(head.output.contains("content-length: 2\r\n"))
        }
    }

    /// Nine MiB up and down again: many windows, many pieces.
    @Test(arguments: versions)
    func uploadsALargeFileAndGetsItBack(_ version: String) async throws {
        let folder = try TemporaryFolder()
        let bytes = Data((0..<9_437_184).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
        let source = folder.url.appending(path: "up")
        let target = folder.url.appending(path: "down")
        try bytes.write(to: source)
        try await withServer { server in
            let result = try await Program.run(
                "curl",
                [
                    "-sS", "-m", "30", version, "-T", source.path(), "-o", target.path(),
                    "http://127.0.0.1:\(server.port)/file",
                ]
            )
            #expect(result.status == 0, "\(result.errors)")
            #expect(try Data(contentsOf: target) == bytes)
        }
    }

    @Test(arguments: versions)
    func uploadsWithoutALength(_ version: String) async throws {
        try await withServer { server in
            let result = try await Program.run(
                "curl",
                ["-sS", version, "-T", "-", "http://127.0.0.1:\(server.port)/"],
                input: "from a pipe"
            )
            #expect(result.output == "from a pipe", "\(result.errors)")
        }
    }

    /// Each event is read before the next is sent: nothing is held back.
    @Test(arguments: versions)
    func readsServerSentEventsAsTheyCome(_ version: String) async throws {
        try await withServer(handler: { _ in
            var headers = Headers()
            headers.append(.contentType, "text/event-stream")
            return Response(
                .ok,
                headers: headers,
                body: .stream { writer in
                    for event in 0..<3 {
                        try await writer.write(Array("data: \(event)\n\n".utf8))
                        try await Task.sleep(for: .milliseconds(150))
                    }
                }
            )
        }) { server in
            let result = try await Program.run(
                "curl",
                ["-sSN", "-m", "5", version, "http://127.0.0.1:\(server.port)/"]
            )
            #expect(result.output == "data: 0\n\ndata: 1\n\ndata: 2\n\n", "\(result.errors)")
        }
    }

    /// 11 MiB announced: by HTTP/1.1 curl waits for 100 and gets 413 instead of sending; by HTTP/2
    /// it sends what the first window holds.
    @Test(arguments: versions)
    func learnsThatABodyIsTooLarge(_ version: String) async throws {
        let folder = try TemporaryFolder()
        let source = folder.url.appending(path: "up")
        try Data(count: 11 * 1024 * 1024).write(to: source)
        try await withServer { server in
            let result = try await Program.run(
                "curl",
                [
                    "-sS", "-m", "10", version, "-H", "Expect: 100-continue", "-T", source.path(),
                    "-w", "%{http_code}", "-o", "/dev/null",
                    "http://127.0.0.1:\(server.port)/",
                ]
            )
            #expect(result.output == "413", "\(result.errors)")
        }
    }
}
