import HTTP

/// Starts a server on a free port with loops of its own, calls `body`, and closes it.
func withServer(
    limits: ServerLimits = ServerLimits(),
    loops: Int = 1,
    configure: (inout ServerConfiguration) -> Void = { _ in },
    handler: @escaping Handler = echo,
    _ body: (Server) async throws -> Void
) async throws {
    var configuration = ServerConfiguration(port: 0)
    configuration.limits = limits
    configuration.loops = LoopGroup(count: loops)
    configure(&configuration)
    let server = try await Server.start(configuration, handler: handler)
    do {
        try await body(server)
    } catch {
        try await server.close()
        throw error
    }
    try await server.close()
}

/// Answers with what was sent, and says of the request what it saw.
@Sendable
func echo(_ request: Request) async -> Response {
    var headers = Headers()
    headers.append(HeaderName("x-method"), request.method.name)
    headers.append(HeaderName("x-target"), request.head.target)
    headers.append(HeaderName("x-authority"), request.head.authority)
    do {
        let body = try await request.body.collect(upTo: 64 * 1024 * 1024)
        return Response(.ok, headers: headers, body: .bytes(body))
    } catch {
        return .problem(.badRequest, title: "The body did not arrive.")
    }
}
