import Testing

@testable import HTTP

@Suite("Handlers end when nobody waits for them")
struct CancellationTests {
    /// Counts handlers that began, and that were cancelled.
    private final class Watch: Sendable {
        let begun = Tally()
        let cancelled = Gate()
        let ended = Gate()

        @Sendable func handle(_ request: Request) async -> Response {
            guard request.head.path.elementsEqual("/wait".utf8) else { return await hello(request) }
            begun.enter()
            await withTaskCancellationHandler {
                await untilCancelled()
            } onCancel: {
                cancelled.open()
            }
            ended.open()
            return Response(.ok)
        }
    }

    @Test("when the client resets the stream")
    func reset() async throws {
        let watch = Watch()
        try await politely(handler: watch.handle) { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .wait))
            #expect(await eventually { watch.begun.total == 1 })
            try peer.send(.rstStream(1))
            await watch.cancelled.pass()
            await watch.ended.pass()
            #expect(try peer.ask().status == 200)
        }
    }

    @Test("when the client closes the connection", arguments: [true, false])
    func closed(_ politely: Bool) async throws {
        let watch = Watch()
        try await serving(handler: watch.handle) { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .wait))
            #expect(await eventually { watch.begun.total == 1 })
            if politely { try peer.send(.goAway(last: 0)) }
            peer.socket.close()
            await watch.cancelled.pass()
            await watch.ended.pass()
            #expect(await eventually { server.connectionCount == 0 })
        }
    }

    @Test("when the connection breaks the protocol")
    func broken() async throws {
        let watch = Watch()
        try await politely(handler: watch.handle) { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .wait))
            #expect(await eventually { watch.begun.total == 1 })
            try peer.send(.data(0, bytes(1)))
            await watch.cancelled.pass()
            #expect(try peer.end() == .protocolError)
        }
    }

    @Test("when their deadline passes", arguments: ["30", "1100"])
    func deadline(_ milliseconds: String) async throws {
        let watch = Watch()
        try await politely(handler: watch.handle) { server in
            let peer = try RawPeer(server.port)
            let block = HeaderBlock.request(
                "GET",
                "/wait",
                .field("x-request-timeout-ms", milliseconds)
            )
            #expect(try peer.ask(block).status == 503)
            await watch.cancelled.pass()
            #expect(try peer.ask().status == 200)
        }
    }

    @Test("while they read a body: the client goes, and the reader learns it")
    func reading() async throws {
        let failed = Gate()
        let read: Handler = { request in
            do throws(BodyError) {
                _ = try await request.body.collect(upTo: 1 << 20)
            } catch {
                if error == .peerGone { failed.open() }
            }
            return Response(.ok)
        }
        try await serving(handler: read) { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .post, .endHeaders), .data(1, bytes(5)), .rstStream(1))
            await failed.pass()
        }
    }

    @Test(
        "while they write an answer: the client goes, and the writer learns it",
        arguments: [
            true, false,
        ]
    )
    func writing(_ resets: Bool) async throws {
        let failed = Gate()
        let write: Handler = { _ in
            Response(
                .ok,
                body: .stream { writer in
                    do throws(BodyError) {
                        while true { try await writer.write(bytes(10_000)) }
                    } catch {
                        if error == .peerGone { failed.open() }
                    }
                }
            )
        }
        try await serving(handler: write) { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .get))
            try peer.next { $0.type == .data }
            if resets { try peer.send(.rstStream(1)) } else { peer.socket.close() }
            await failed.pass()
        }
    }

    @Test("Work that waits on one connection goes on when another breaks off")
    func othersGoOn() async throws {
        var limits = ServerLimits.ofTests
        limits.progressTimeout = .milliseconds(500)
        let failed = Gate()
        let read: Handler = { request in
            if (try? await request.body.collect(upTo: 10)) == nil { failed.open() }
            return Response(.ok)
        }
        try await serving(limits, handler: read) { server in
            let waiting = try RawPeer(server.port)
            try waiting.send(.headers(1, .post, .endHeaders))
            // Ended within its own read, when the loop expects to hear of that read's end.
            let broken = try RawPeer(server.port)
            try broken.send(.data(0, bytes(1)))
            #expect(try broken.end() == .protocolError)
            broken.socket.close()
            await failed.pass()
            #expect(try waiting.answer(to: 1).reset == .cancel)
        }
    }
}
