import HTTP
import Testing

/// A client with loops of its own, for the time of `body`.
func withClient<Result>(
    loops: Int = 1,
    _ body: (Client) async throws -> Result
) async throws -> Result {
    let client = Client(on: LoopGroup(count: loops))
    do {
        let result = try await body(client)
        await client.close()
        return result
    } catch {
        await client.close()
        throw error
    }
}

extension Upstream {
    /// A service on this machine.
    convenience init(
        ports: Int...,
        over transport: Transport = .http2,
        configure: (inout ClientLimits) -> Void = { _ in }
    ) {
        var limits = ClientLimits()
        configure(&limits)
        let addresses = ports.map { Address("127.0.0.1", $0) }
        self.init("test", at: addresses, over: transport, limits: limits)
    }
}

extension Client {
    func get(
        _ target: String = "/",
        from upstream: Upstream,
        within deadline: Deadline = .after(.seconds(10))
    ) async throws(ClientError) -> ClientResponse {
        try await send(ClientRequest(.get, target), to: upstream, deadline: deadline)
    }

    func post(
        _ body: String,
        to upstream: Upstream,
        within deadline: Deadline = .after(.seconds(10))
    ) async throws(ClientError) -> ClientResponse {
        try await send(.json(.post, "/", Array(body.utf8)), to: upstream, deadline: deadline)
    }
}

extension ClientResponse {
    func text() async throws -> String { String(decoding: try await collect(), as: UTF8.self) }
}

/// Waits until something is so, and records it where it does not become so in time.
func expectEventually(
    within limit: Duration = .seconds(10),
    sourceLocation: SourceLocation = #_sourceLocation,
    _ isSo: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if try await isSo() { return }
        try? await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("It has not come about.", sourceLocation: sourceLocation)
}

/// A port of this machine on which nobody listens.
func freePort() async throws -> Int {
    let peer = try await FramePeer { _, _ in }
    try await peer.close()
    return peer.port
}
