import HTTP

@main struct Hello {
    static func main() async throws {
        let server = try await Server.start(ServerConfiguration(port: 8080)) { request in
            .json(
                Array(#"{"hello":"\#(String(decoding: request.head.path, as: UTF8.self))"}"#.utf8)
            )
        }
        try await server.waitUntilClosed()
    }
}
