import HTTP
import ProgramKit
import Testing

/// Against a server that shares no line with ours, or with nghttp2.
@Suite(.timeLimit(.minutes(2))) struct ClientForeignTests {
    private func withPython(_ body: (Client, Upstream) async throws -> Void) async throws {
        let server = try RunningProgram(Program.python, [Program.script("h2_server.py")])
        let port = try await server.number(after: "")
        try await withClient { client in
            try await body(client, Upstream(ports: port) { $0.connectionsPerAddressMax = 2 })
        }
        #expect(try await server.finish().status == 0)
    }

    @Test func itsLimitsAreKeptAndItsAnswersRead() async throws {
        try await withPython { client, service in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        let text = try await client.get("/\(number)", from: service).text()
                        #expect(text.hasPrefix(#"{"path": "/\#(number)", "left": ""#))
                    }
                    group.addTask {
                        let body = String(repeating: "\(number),", count: 10_000)
                        let response = try await client.post(body, to: service)
                        let text = try await response.text()
                        #expect(text == body)
                        guard case .stream(let reader) = response.body else { return }
                        let length = await reader.trailers().string("x-length")
                        #expect(length == "\(body.utf8.count)")
                    }
                }
                try await group.waitForAll()
            }
            let counters = await client.counters(of: service)
            #expect(counters.connections == 2)
            #expect(counters.retries == 0)
        }
    }

    @Test func itsWaysOfSayingNoAreUnderstood() async throws {
        try await withPython { client, service in
            for path in ["/early", "/refused", "/going", "/after"] {
                let response = try await client.get(path, from: service)
                let text = try await response.text()
                #expect(response.status == .ok)
                #expect(!response.headers.contains("link"))
                #expect(text.hasPrefix(#"{"path": "\#(path)""#))
            }
            let counters = await client.counters(of: service)
            #expect(counters.retries == 1)
        }
    }
}
