import Testing

@testable import HTTP

@Suite("Time limits: nothing waits for ever")
struct TimeLimitTests {
    private static func limits(_ set: (inout ServerLimits) -> Void) -> ServerLimits {
        var limits = ServerLimits.ofTests
        set(&limits)
        return limits
    }

    private static let soonHeaders = limits { $0.firstHeadersTimeout = .milliseconds(600) }
    private static let soonProgress = limits { $0.progressTimeout = .milliseconds(600) }

    /// How long `body` takes, at least and at most.
    private func lasts<Result>(
        _ least: Duration,
        to most: Duration = .seconds(20),
        _ body: () throws -> Result
    ) throws -> Result {
        let start = ContinuousClock.now
        let result = try body()
        let took = ContinuousClock.now - start
        #expect(took >= least && took < most)
        return result
    }

    /// Keeps saying something until the connection has ended.
    private func trickle(_ peer: RawPeer, _ pieces: [[UInt8]]) throws {
        peer.patience = 0.05
        for piece in pieces where !peer.isEnded {
            try peer.send(bytes: piece)
            do { while try peer.next() != nil {} } catch RawSocket.Failure.silence {}
        }
        // Late, where the machine is busy.
        peer.patience = 10
        _ = try peer.end()
    }

    @Test("A connection that never says a word ends")
    func silence() async throws {
        try await politely(Self.soonHeaders) { server in
            let peer = try RawPeer(silentlyTo: server.port)
            #expect(try lasts(.milliseconds(500)) { try peer.end() } == nil)
        }
    }

    @Test("A preface that comes octet by octet ends")
    func slowPreface() async throws {
        try await politely(Self.soonHeaders) { server in
            let peer = try RawPeer(silentlyTo: server.port)
            try lasts(.milliseconds(500)) { try trickle(peer, RawPeer.preface.map { [$0] }) }
        }
    }

    @Test("A connection without a request ends, however busy it is")
    func noRequest() async throws {
        try await politely(Self.soonHeaders) { server in
            let peer = try RawPeer(server.port)
            let pings = Array(repeating: Frame.ping().bytes, count: 100)
            try lasts(.milliseconds(500)) { try trickle(peer, pings) }
        }
    }

    @Test("Headers that come octet by octet end")
    func slowHeaders() async throws {
        try await politely(Self.soonHeaders) { server in
            let peer = try RawPeer(server.port)
            let block = HeaderBlock.request(
                "GET",
                "/",
                .field("x", String(repeating: "a", count: 80))
            )
            let pieces = Frame.headers(1, block).bytes.map { [$0] }
            try lasts(.milliseconds(500)) { try trickle(peer, pieces) }
        }
    }

    @Test("A later request's headers may not stop either")
    func laterHeaders() async throws {
        try await politely(Self.soonProgress) { server in
            let peer = try RawPeer(server.port)
            #expect(try peer.ask().status == 200)
            try peer.send(.headers(3, .get, .endStream))
            #expect(try lasts(.milliseconds(500)) { try peer.answer(to: 3).reset } == .cancel)
        }
    }

    @Test("A body that stops arriving is reset", arguments: [nil, "5"])
    func stoppedBody(_ length: String?) async throws {
        try await politely(Self.soonProgress) { server in
            let peer = try RawPeer(server.port)
            let fields = length.map { [HeaderBlock.Instruction.field("content-length", $0)] }
            try peer.send(
                .headers(1, .request("POST", "/", fields ?? []), .endHeaders),
                .data(1, bytes(3))
            )
            #expect(try lasts(.milliseconds(500)) { try peer.answer(to: 1).isOver })
            #expect(peer.answers[1]?.status != 200)
            #expect(try peer.ask().status == 200)
        }
    }

    @Test("A body that arrives slowly ends at the request's deadline", arguments: [nil, "50"])
    func slowBody(_ length: String?) async throws {
        let limits = Self.limits { $0.requestTimeout = .milliseconds(600) }
        try await politely(limits) { server in
            let peer = try RawPeer(server.port)
            let fields = length.map { [HeaderBlock.Instruction.field("content-length", $0)] }
            try peer.send(.headers(1, .request("POST", "/", fields ?? []), .endHeaders))
            peer.patience = 0.05
            try lasts(.milliseconds(500)) {
                for _ in 0..<50 where peer.answers[1]?.isOver != true {
                    try peer.send(.data(1, bytes(1)))
                    do { _ = try peer.answer(to: 1) } catch RawSocket.Failure.silence {}
                }
            }
            #expect(peer.answers[1]?.status == 503)
        }
    }

    @Test("A window that never opens ends the stream", arguments: [0, 5, 10])
    func closedWindow(_ window: Int) async throws {
        // The stream's window takes some of the body, or all of it and not its end.
        let ten: Handler = { request in
            guard request.method == .put else { return await hello(request) }
            return Response(
                .ok,
                body: .stream { writer in
                    try await writer.write(bytes(10))
                    try? await Task.sleep(for: .milliseconds(50))
                }
            )
        }
        try await politely(Self.soonProgress, handler: ten) { server in
            let peer = try RawPeer(server.port, (0x4, UInt32(window)))
            try peer.send(.headers(1, .request("PUT")))
            let answer = try lasts(.milliseconds(500)) {
                try peer.answer(to: 1, givingCredit: false)
            }
            // An empty frame may end the stream whatever the window is.
            #expect(answer.reset == .cancel || window == 10 && answer.isWhole)
            #expect(try peer.ask(.request("HEAD")).status == 200)
        }
    }

    @Test("A client that never reads its socket is closed")
    func unreadSocket() async throws {
        let large = bytes(1 << 20)
        let answer: Handler = { request in
            request.method == .get ? await hello(request) : Response(.ok, body: .bytes(large))
        }
        try await politely(Self.soonProgress, handler: answer) { server in
            let peer = try RawPeer(server.port, (0x4, 0x7fff_ffff), receiveBuffer: 4_096)
            try peer.send(.windowUpdate(0, 0x7000_0000))
            // More than the kernel's buffers take.
            for count in 0..<20 { try peer.send(.headers(UInt32(count) * 2 + 1, .request("PUT"))) }
            #expect(await eventually { server.connectionCount == 1 })
        }
    }

    @Test("A connection nobody uses is told to go, twice, and closed")
    func idle() async throws {
        let limits = Self.limits { $0.idleTimeout = .milliseconds(600) }
        try await serving(limits) { server in
            let peer = try RawPeer(server.port)
            #expect(try peer.ask().status == 200)
            #expect(try lasts(.milliseconds(500)) { try peer.end() } == .noError)
            let last = peer.received.filter { $0.type == .goAway }.map(\.lastStream)
            #expect(last == [0x7fff_ffff, 1])
        }
    }

    @Test(
        "The deadline a client asks for is kept, even where the handler does not stop",
        arguments: [
            "50", "400",
        ]
    )
    func deadline(_ milliseconds: String) async throws {
        let gate = Gate()
        let stubborn: Handler = { request in
            if request.headers.contains(.requestTimeout) { await gate.pass() }
            return Response(.ok)
        }
        try await politely(handler: stubborn) { server in
            let peer = try RawPeer(server.port)
            let block = HeaderBlock.request(
                "GET",
                "/",
                .field("x-request-timeout-ms", milliseconds)
            )
            let answer = try lasts(.milliseconds(45), to: .seconds(10)) { try peer.ask(block) }
            #expect(answer.status == 503)
            #expect(answer.header("content-type") == "application/problem+json")
            gate.open()
        }
    }

    @Test("A client may not stretch its deadline", arguments: ["5000", "999999999999", "x", ""])
    func stretched(_ milliseconds: String) async throws {
        let limits = Self.limits { $0.requestTimeout = .milliseconds(400) }
        let tell: Handler = { request in
            Response(
                .ok,
                body: .bytes(Array("\(request.deadline.remainingMilliseconds ?? -1)".utf8))
            )
        }
        try await serving(limits, handler: tell) { server in
            let peer = try RawPeer(server.port)
            let block = HeaderBlock.request(
                "GET",
                "/",
                .field("x-request-timeout-ms", milliseconds)
            )
            let left = try #require(Int(try peer.ask(block).text))
            #expect(left > 0 && left <= 400)
        }
    }
}
