import Testing

@testable import HTTP

@Suite("The size of bodies")
struct BodyLimitTests {
    private static let limit = 10 * 1_024 * 1_024

    private static let count: Handler = { request in
        guard case .stream(let reader) = request.body else { return await hello(request) }
        var count = 0
        do {
            while let piece = try await reader.next() { count += piece.count }
        } catch {
            return .problem(.badRequest, title: "The body did not arrive.")
        }
        return Response(.ok, body: .bytes(Array("\(count)".utf8)))
    }

    @Test("A body of exactly the limit is taken")
    func exactly() async throws {
        try await serving(handler: Self.count) { server in
            let answer = try RawPeer(server.port).ask(.post, bytes(Self.limit))
            #expect(answer.text == "\(Self.limit)")
        }
    }

    @Test("An octet more is answered by 413, and the rest is refused politely")
    func more() async throws {
        try await politely(handler: Self.count) { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .post, .endHeaders))
            try peer.upload(bytes(Self.limit + 100_000), on: 1)
            let answer = try peer.answer(to: 1)
            #expect(answer.status == 413)
            #expect(answer.isWhole)
            if answer.reset == nil { try peer.next { $0.type == .rstStream } }
            #expect(peer.answers[1]?.reset == .noError)
            #expect(try peer.ask().status == 200)
        }
    }

    @Test("A body that says it is larger is answered by 413 at once")
    func declared() async throws {
        try await politely(handler: Self.count) { server in
            let peer = try RawPeer(server.port)
            let block = HeaderBlock.request(
                "POST",
                "/",
                .field("content-length", "\(Self.limit + 1)")
            )
            try peer.send(.headers(1, block, .endHeaders))
            #expect(try peer.answer(to: 1).status == 413)
            #expect(try peer.next { $0.type == .rstStream }.errorCode == .noError)
        }
    }

    @Test("A handler that reads a body beyond the limit learns of it")
    func handlerLearns() async throws {
        var limits = ServerLimits.ofTests
        limits.bodyBytesMax = 1_000
        let learned = Gate()
        let read: Handler = { request in
            do throws(BodyError) {
                _ = try await request.body.collect(upTo: 1 << 20)
            } catch {
                if error == .tooLarge { learned.open() }
            }
            return Response(.ok)
        }
        try await serving(limits, handler: read) { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .post, .endHeaders), .data(1, bytes(1_001), .endStream))
            #expect(try peer.answer(to: 1).status == 413)
            await learned.pass()
        }
    }

    @Test(
        "A body around the size that is gathered first arrives whole",
        arguments: [
            0, 1, 65_535, 65_536, 65_537, 131_072, 200_000,
        ]
    )
    func gathered(_ size: Int) async throws {
        try await serving { server in
            let body = bytes(size)
            let block = HeaderBlock.request("POST", "/", .field("content-length", "\(size)"))
            let answer = try RawPeer(server.port).ask(block, body)
            #expect(answer.body.isSame(as: body))
        }
    }
}
