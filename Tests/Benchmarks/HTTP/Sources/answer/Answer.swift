import HTTP

/// Answers every request with the same small JSON body, on one event loop. `answer PORT`.
@main
struct Answer {
    static func main() async throws {
        let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 0
        var configuration = ServerConfiguration(port: port)
        configuration.loops = LoopGroup(count: 1)
        configuration.limits = .internal
        let body = Array(#"{"items":["a","b","c"],"id":5,"message":"hello world"}"#.utf8)
        let server = try await Server.start(configuration) { _ in .json(body) }
        print("listening on \(server.port)")
        try await server.waitUntilClosed()
    }
}
