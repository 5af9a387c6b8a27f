import Testing

@testable import HTTP

@Suite("Stream states and identifiers (RFC 9113, section 5.1)")
struct StreamStateTests {
    @Test("An idle stream takes nothing but HEADERS and PRIORITY", arguments: idleCases)
    func idle(_ wire: WireCase) async throws { try await wire.run() }

    private static let idleCases = [
        WireCase("DATA", .ends(.protocolError), .data(1, bytes(4))),
        WireCase("DATA that ends the stream", .ends(.protocolError), .data(1, [], .endStream)),
        WireCase("RST_STREAM", .ends(.protocolError), .rstStream(1)),
        WireCase("WINDOW_UPDATE", .ends(.protocolError), .windowUpdate(1, 100)),
        WireCase("CONTINUATION", .ends(.protocolError), .continuation(1, .get)),
        WireCase("PUSH_PROMISE", .ends(.protocolError), .pushPromise(1, 2, .get)),
        WireCase("PRIORITY", .ignored, .priority(1, dependsOn: 0)),
    ]

    @Test(
        "A stream that the client has ended takes no more of a request",
        arguments: halfClosedCases
    )
    func halfClosed(_ wire: WireCase) async throws { try await wire.run() }

    // `/wait` keeps the answer back, so that the stream stays half-closed.
    private static let halfClosedCases = [
        WireCase("DATA", .ends(.streamClosed), .headers(1, .wait), .data(1, bytes(4))),
        WireCase("HEADERS", .ends(.streamClosed), .headers(1, .wait), .headers(1, .get)),
        WireCase(
            "CONTINUATION",
            .ends(.protocolError, .streamClosed),
            .headers(1, .wait),
            .continuation(1, .get)
        ),
        WireCase(
            "DATA behind a body that has ended",
            .ends(.streamClosed),
            .headers(1, .request("POST", "/wait"), .endHeaders),
            .data(1, bytes(4), .endStream),
            .data(1, bytes(4))
        ),
        WireCase("PRIORITY", .ignored, .headers(1, .wait), .priority(1, dependsOn: 0)),
        WireCase("WINDOW_UPDATE", .ignored, .headers(1, .wait), .windowUpdate(1, 1)),
        WireCase("RST_STREAM", .ignored, .headers(1, .wait), .rstStream(1)),
    ]

    @Test("A stream that the client has reset is closed", arguments: resetCases)
    func reset(_ wire: WireCase) async throws { try await wire.run() }

    // An endpoint may ignore frames on such a stream for a while; reopening it is an error.
    private static let resetCases = [
        WireCase(
            "HEADERS",
            .ends(.streamClosed, .protocolError),
            .headers(1, .request("POST", "/wait"), .endHeaders),
            .rstStream(1),
            .headers(1, .get)
        ),
        WireCase(
            "CONTINUATION",
            .ends(.protocolError, .streamClosed),
            .headers(1, .wait),
            .rstStream(1),
            .continuation(1, .get)
        ),
        WireCase(
            "DATA",
            .ignored,
            .headers(1, .request("POST", "/wait"), .endHeaders),
            .rstStream(1),
            .data(1, bytes(4))
        ),
        WireCase(
            "PRIORITY",
            .ignored,
            .headers(1, .wait),
            .rstStream(1),
            .priority(1, dependsOn: 0)
        ),
        WireCase(
            "WINDOW_UPDATE",
            .ignored,
            .headers(1, .wait),
            .rstStream(1),
            .windowUpdate(1, 5)
        ),
        WireCase("RST_STREAM", .ignored, .headers(1, .wait), .rstStream(1), .rstStream(1)),
    ]

    @Test("Identifiers are odd and rise", arguments: identifiersCases)
    func identifiers(_ wire: WireCase) async throws { try await wire.run() }

    private static let identifiersCases = [
        WireCase("an even one", .ends(.protocolError), .headers(2, .get)),
        WireCase("zero", .ends(.protocolError), .headers(0, .get)),
        WireCase(
            "one that falls",
            .ends(.protocolError, .streamClosed),
            .headers(5, .wait),
            .headers(3, .get)
        ),
        WireCase(
            "one that was answered already",
            .ends(.protocolError, .streamClosed),
            .headers(1, .get),
            .headers(3, .get),
            .headers(1, .get)
        ),
        WireCase("one that leaves others out", .answers(101, 200), .headers(101, .get)),
        WireCase("DATA on zero", .ends(.protocolError), .data(0, bytes(1))),
        WireCase("RST_STREAM on zero", .ends(.protocolError), .rstStream(0)),
        WireCase("PRIORITY on zero", .ends(.protocolError), .priority(0, dependsOn: 1)),
        WireCase(
            "CONTINUATION on zero",
            .ends(.protocolError),
            .headers(1, .get, .endStream),
            .continuation(0)
        ),
        WireCase(
            "PING on a stream",
            .ends(.protocolError),
            .headers(1, .wait),
            Frame.ping().with(stream: 1)
        ),
        WireCase(
            "SETTINGS on a stream",
            .ends(.protocolError),
            .headers(1, .wait),
            Frame.settings((0x3, 100)).with(stream: 1)
        ),
        WireCase(
            "GOAWAY on a stream",
            .ends(.protocolError),
            .headers(1, .wait),
            Frame.goAway().with(stream: 1)
        ),
    ]

    @Test("The last identifier there is can be used, and nothing after it")
    func last() async throws {
        try await politely { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(0x7fff_ffff, .get))
            #expect(try peer.answer(to: 0x7fff_ffff).status == 200)
        }
    }
}

extension HeaderBlock {
    /// A request that `hello` never answers.
    static let wait = request("GET", "/wait")
}
