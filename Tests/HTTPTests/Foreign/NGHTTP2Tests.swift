import Foundation
import HTTP
import ProgramKit
import Testing

/// The programs that nghttp2 itself ships.
@Suite struct NGHTTP2Tests {
    @Test func nghttpGetsWithVerboseFramesAndWithoutAnError() async throws {
        try await withServer(handler: { _ in .json(Array(#"{"ok":true}"#.utf8)) }) { server in
            let result = try await Program.run(
                "nghttp",
                ["-v", "--no-dep", "-m", "20", "http://127.0.0.1:\(server.port)/x"]
            )
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output.contains(#"{"ok":true}"#))
            #expect(result.output.contains("SETTINGS_MAX_CONCURRENT_STREAMS(0x03):100"))
            #expect(result.output.contains("recv GOAWAY") == false)
        }
    }

    @Test(arguments: [(1, 1), (8, 32), (64, 1), (1, 100)])
    func everyRequestOfH2loadSucceeds(_ connections: Int, _ streams: Int) async throws {
        try await withServer(loops: 2) { server in
            let result = try await Program.run(
                "h2load",
                [
                    "-n5000", "-c\(connections)", "-m\(streams)", "-H", "x-padding: \(streams)",
                    "http://127.0.0.1:\(server.port)/load",
                ]
            )
            #expect(
                result.output.contains("5000 succeeded, 0 failed, 0 errored, 0 timeout"),
                "\(result.output)"
            )
        }
    }

    @Test func h2loadUploadsOnManyStreams() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "body")
        try String(repeating: "0123456789", count: 20_000).write(
            to: file,
            atomically: true,
            encoding: .utf8
        )
        try await withServer { server in
            let result = try await Program.run(
                "h2load",
                [
                    "-n200", "-c4", "-m10", "-d", file.path(),
                    "http://127.0.0.1:\(server.port)/load",
                ]
            )
            #expect(result.output.contains("200 succeeded, 0 failed"), "\(result.output)")
        }
    }

    @Test func h2loadSpeaksHTTP1() async throws {
        try await withServer { server in
            let result = try await Program.run(
                "h2load",
                ["--h1", "-n2000", "-c16", "http://127.0.0.1:\(server.port)/load"]
            )
            #expect(result.output.contains("2000 succeeded, 0 failed"), "\(result.output)")
        }
    }
}
