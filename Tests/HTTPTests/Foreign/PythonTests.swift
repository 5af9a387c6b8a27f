import HTTP
import ProgramKit
import Testing

/// Python's HTTP/2, written without a line of nghttp2.
@Suite struct PythonTests {
    @Test func h2FindsNoFault() async throws {
        try await withServer { server in
            let script = Program.script("h2_client.py")
            let result = try await Program.run(Program.python, [script, "\(server.port)"])
            #expect(result.output == "ok\n", "\(result.errors)")
        }
    }

    @Test func httpxIsServedInClear() async throws {
        try await withServer { server in
            let script = Program.script("httpx_client.py")
            let url = "http://127.0.0.1:\(server.port)"
            let result = try await Program.run(Program.python, [script, url])
            #expect(result.output == "ok\n", "\(result.errors)")
        }
    }
}
