import Contract
import HTTP
import ServiceKit
import Synchronization
import Testing
import Tokens
import Vocabulary

@testable import gateway

/// A gateway in this process, with a client in front and servers behind: real sockets throughout.
struct Edge: Sendable {
    let gateway: Gateway
    let server: Server
    let client: Client
    let clock: TestClock
    let key: SigningKey
    let lines: Lines
    let front: Upstream

    var port: Int { server.port }
    var url: String { "http://127.0.0.1:\(port)" }

    /// A signed-in user's access token.
    func token(
        as role: Role = .recruiter,
        user: UInt64 = 1,
        for lifetime: Duration? = nil
    ) throws -> String {
        let organization = OrganizationID(UUID128(high: 7, low: 1))
        let user = UserID(UUID128(high: 9, low: user))
        return try token(.user(user, of: organization, as: role))
    }

    func token(_ principal: Principal) throws -> String {
        let identifiers = IdentifierSource(now: clock.now)
        let issuer = TokenIssuer(now: clock.now, identifiers: identifiers)
        return switch principal {
        case .intake: try issuer.intake(principal, key: key).token
        case _: try issuer.access(principal, key: key).token
        }
    }

    /// Sends a request and reads the whole answer.
    func ask(
        _ method: HTTP.Method = .get,
        _ target: String,
        token: String? = nil,
        _ fields: [(String, String)] = [],
        body: ClientRequest.Body = .none,
        within limit: Duration = .seconds(20)
    ) async throws -> Answer {
        var headers = Headers()
        if let token { headers.append(.authorization, "Bearer \(token)") }
        for (name, value) in fields { headers.append(name: name.utf8, value: value.utf8) }
        let request = ClientRequest(RequestHead(method, target, headers: headers), body: body)
        let response = try await client.send(request, to: front, deadline: .after(limit))
        return Answer(
            status: response.status.code,
            headers: response.headers,
            text: String(decoding: try await response.collect(), as: UTF8.self)
        )
    }
}

/// What came back.
struct Answer: Sendable {
    let status: Int
    let headers: Headers
    let text: String

    subscript(_ name: HeaderName) -> String? { headers.string(name) }
}

/// Records an answer of another status.
func expect(
    _ status: Int,
    _ answer: Answer,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(answer.status == status, "\(answer.text)", sourceLocation: sourceLocation)
}

/// Time that stands still until it is told.
final class TestClock: Sendable {
    private let instant = Mutex(Instant(seconds: 1_780_000_000))

    var now: @Sendable () -> Instant { { self.instant.withLock { $0 } } }

    func pass(_ duration: Duration) { instant.withLock { $0 = $0 + duration } }
}

/// What was written to the access log.
final class Lines: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func append(_ more: [UInt8]) { bytes.withLock { $0 += more } }

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}

/// Runs `body` against a gateway whose services are all answered by `handler`.
func withEdge(
    parts configure: (inout Gateway.Parts) -> Void = { _ in },
    server: (inout ServerConfiguration) -> Void = { _ in },
    replicas: Int = 1,
    handler: @escaping Handler = describe,
    _ body: (Edge) async throws -> Void
) async throws {
    let loops = LoopGroup(count: 1)
    var upstreams: [Server] = []
    for _ in 0..<replicas {
        upstreams.append(try await startUpstream(handler))
    }
    let ports = upstreams.map(\.port)
    let result: Result<Void, any Error>
    do {
        try await withEdge(before: ports, loops, configure, server, body)
        result = .success(())
    } catch {
        result = .failure(error)
    }
    for upstream in upstreams { try await upstream.close() }
    try result.get()
}

func startUpstream(_ handler: @escaping Handler, port: Int = 0) async throws -> Server {
    var configuration = ServerConfiguration(port: port)
    configuration.limits = .internal
    configuration.loops = LoopGroup(count: 1)
    // A service may notice the deadline first: it says the same.
    let late = Refusal(.timedOut, "The request's deadline has passed.")
    configuration.expiredResponse = { _ in Response(late, requestID: nil) }
    return try await Server.start(configuration, handler: handler)
}

/// Runs `body` against a gateway whose services are found at these ports.
func withEdge(
    before ports: [Int],
    _ loops: LoopGroup = LoopGroup(count: 1),
    _ configure: (inout Gateway.Parts) -> Void = { _ in },
    _ configureServer: (inout ServerConfiguration) -> Void = { _ in },
    _ body: (Edge) async throws -> Void
) async throws {
    let (clock, lines) = (TestClock(), Lines())
    let key = try await SigningKey.generate()
    let verifier = TokenVerifier(reader: .gateway, accepts: [.access, .intake])
    verifier.trustIdentity([key.verification])
    var parts = Gateway.Parts(
        verifier: verifier,
        accessLog: LogSink { lines.append($0) },
        exchangeKey: { _ in nil }
    )
    parts.routes = EdgeRoutes(TestOperations.all)
    parts.loops = loops
    parts.now = clock.now
    let addresses = ports.map { Upstream.Address("127.0.0.1", $0) }
    for service in Service.allCases { parts.addresses[service] = addresses }
    configure(&parts)
    let gateway = Gateway(parts)
    var configuration = ServerConfiguration(port: 0)
    configuration.limits = Gateway.serverLimits
    configuration.loops = loops
    configureServer(&configuration)
    let server = try await gateway.listen(configuration)
    let client = Client(on: LoopGroup(count: 1))
    var clientLimits = ClientLimits()
    clientLimits.attemptsMax = 1
    clientLimits.bodyBytesMax = .max
    let edge = Edge(
        gateway: gateway,
        server: server,
        client: client,
        clock: clock,
        key: key,
        lines: lines,
        front: Upstream("front", at: [.init("127.0.0.1", server.port)], limits: clientLimits)
    )
    let result: Result<Void, any Error>
    do {
        try await body(edge)
        result = .success(())
    } catch {
        result = .failure(error)
    }
    await client.close()
    try await server.close()
    await gateway.close()
    await parts.accessLog.close()
    try result.get()
}

/// Answers with what reached the service: each field on a line of its own, then the body.
@Sendable func describe(_ request: Request) async -> Response {
    var lines = ["\(request.method.name) \(String(decoding: request.head.target, as: UTF8.self))"]
    request.headers.forEach { name, value in
        let (name, value) = (
            String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self)
        )
        lines.append("\(name): \(value)")
    }
    let body = (try? await request.body.collect(upTo: 64 << 20)) ?? []
    let text = lines.joined(separator: "\n") + "\n\n" + String(decoding: body, as: UTF8.self)
    return Response(.ok, body: .bytes(Array(text.utf8)))
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
