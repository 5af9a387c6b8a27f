import Testing

@testable import HTTP

@Suite("Streams and handlers at once")
struct ConcurrencyLimitTests {
    private static var five: ServerLimits {
        var limits = ServerLimits.ofTests
        limits.concurrentStreamsMax = 5
        return limits
    }

    @Test("A stream beyond the acknowledged limit is a connection error")
    func acknowledged() async throws {
        try await politely(Self.five) { server in
            let peer = try RawPeer(server.port)
            try peer.send((0..<6).map { .headers(UInt32($0) * 2 + 1, .wait) })
            #expect(try peer.end() == .protocolError)
        }
    }

    @Test("A stream beyond a limit that the client may not know yet is refused")
    func unacknowledged() async throws {
        try await politely(Self.five) { server in
            let peer = try RawPeer(silentlyTo: server.port)
            try peer.send(bytes: RawPeer.preface + Frame.settings().bytes)
            try peer.send((0..<6).map { .headers(UInt32($0) * 2 + 1, .wait) })
            #expect(try peer.answer(to: 11).reset == .refusedStream)
            try peer.send(.settingsAcknowledgement, .rstStream(1))
            // The handler has to notice first.
            #expect(try await eventually { try peer.ask().status == 200 })
        }
    }

    @Test("As many streams as are allowed are served")
    func exactly() async throws {
        try await serving(Self.five) { server in
            let peer = try RawPeer(server.port)
            try peer.send((0..<5).map { .headers(UInt32($0) * 2 + 1, .get) })
            for stream: UInt32 in [1, 3, 5, 7, 9] {
                #expect(try peer.answer(to: stream).status == 200)
            }
        }
    }

    @Test("Handlers that outlive their streams still count")
    func handlers() async throws {
        let gate = Gate()
        let tally = Tally()
        let stubborn: Handler = { request in
            guard request.head.path.elementsEqual("/wait".utf8) else { return await hello(request) }
            tally.enter()
            await gate.pass()
            tally.leave()
            return Response(.ok)
        }
        try await politely(Self.five, handler: stubborn) { server in
            let peer = try RawPeer(server.port)
            for count in 0..<40 {
                let stream = UInt32(count) * 2 + 1
                try peer.send(.headers(stream, .wait))
                if count < 5 {
                    try peer.send(.rstStream(stream))
                } else {
                    #expect(try peer.answer(to: stream).reset == .refusedStream)
                }
            }
            #expect(tally.peak == 5)
            #expect(tally.current == 5)
            gate.open()
            #expect(await eventually { tally.current == 0 })
            #expect(try peer.ask().status == 200)
            #expect(tally.total == 5)
        }
    }

    @Test("A connection beyond the limit is closed at once, and others are served")
    func connections() async throws {
        var limits = ServerLimits.ofTests
        limits.connectionsMax = 3
        try await politely(limits) { server in
            let second = try RawPeer(server.port)
            let third = try RawPeer(server.port)
            let fourth = try RawPeer(silentlyTo: server.port)
            #expect(try fourth.end() == nil)
            #expect(fourth.received.isEmpty)
            #expect(try second.ask().status == 200)
            third.socket.close()
            #expect(await eventually { server.connectionCount == 2 })
            #expect(try RawPeer(server.port).ask().status == 200)
        }
    }

    @Test("Silent connections count, on all loops together")
    func silentConnections() async throws {
        var limits = ServerLimits.ofTests
        limits.connectionsMax = 4
        try await politely(limits, loops: LoopGroup(count: 2)) { server in
            let silent = try (0..<3).map { _ in try RawPeer(silentlyTo: server.port) }
            #expect(await eventually { server.connectionCount == 4 })
            for _ in 0..<3 { #expect(try RawPeer(silentlyTo: server.port).end() == nil) }
            silent[0].socket.close()
            #expect(await eventually { server.connectionCount == 3 })
            #expect(try RawPeer(server.port).ask().status == 200)
            #expect(server.connectionCount <= 4)
        }
    }

    @Test("A server that closes takes its silent connections along")
    func closedSilently() async throws {
        try await serving(loops: LoopGroup(count: 2)) { server in
            let silent = try (0..<4).map { _ in try RawPeer(silentlyTo: server.port) }
            #expect(await eventually { server.connectionCount == 4 })
            try await server.close()
            for peer in silent { #expect(try peer.end() == nil) }
            #expect(await eventually { server.connectionCount == 0 })
        }
    }

    @Test("The numbers are those of the design")
    func defaults() {
        let limits = ServerLimits()
        #expect(limits.concurrentStreamsMax == 100)
        #expect(limits.headerListBytesMax == 32 * 1_024)
        #expect(limits.firstHeadersTimeout == .seconds(10))
        #expect(limits.progressTimeout == .seconds(30))
        #expect(limits.bodyBytesMax == 10 * 1_024 * 1_024)
        #expect(limits.unreadFramesMax == 1_000)
        #expect(SessionOptions.unsentAcknowledgementsMax == 1_000)
        #expect(limits.streamResetsBurst == 100)
        #expect(limits.streamResetsPerSecond == 33)
        #expect(ServerLimits.internal.unreadFramesMax == 10_000)
    }
}
