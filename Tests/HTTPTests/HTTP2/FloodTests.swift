import Testing

@testable import HTTP

@Suite("Floods: what costs a server work and brings a client nothing")
struct FloodTests {
    /// Frames sent over and over until the connection ends.
    struct Flood: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// Sent first, once.
        var opening: [Frame] = []
        /// The frames of one round; the stream is a new one each time.
        let round: @Sendable (_ fresh: UInt32) -> [Frame]

        init(
            _ name: String,
            after opening: [Frame] = [],
            _ round: @escaping @Sendable (_ fresh: UInt32) -> [Frame]
        ) {
            testDescription = name
            self.opening = opening
            self.round = round
        }
    }

    /// Sends so many rounds in writes of 50, and reads to the end.
    private func run(_ flood: Flood, rounds: Int) async throws {
        try await politely { server in
            let peer = try RawPeer(server.port)
            try peer.send(flood.opening)
            for start in stride(from: 0, to: rounds, by: 50) {
                try peer.send(
                    (start..<(start + 50)).flatMap { flood.round(UInt32($0) * 2 + 101) }
                )
            }
            #expect(try peer.end() == .enhanceYourCalm)
        }
    }

    @Test("More than 1 000 frames that ask for nothing end the connection", arguments: idleCases)
    func idle(_ flood: Flood) async throws { try await run(flood, rounds: 1_500) }

    private static let wait = [Frame.headers(1, .wait)]
    private static let upload = [Frame.headers(1, .post, .endHeaders)]
    private static let idleCases = [
        Flood("PING") { _ in [.ping()] },
        Flood("PING acknowledged") { _ in [.ping([1, 2, 3, 4, 5, 6, 7, 8], .ack)] },
        Flood("SETTINGS") { _ in [.settings((0x3, 100))] },
        Flood("empty SETTINGS") { _ in [.settings()] },
        Flood("PRIORITY") { [.priority($0, dependsOn: 0)] },
        Flood("PRIORITY on one stream", after: wait) { _ in [.priority(1, dependsOn: 0)] },
        Flood("GOAWAY", after: wait) { _ in [.goAway()] },
        Flood("unknown frames") { [.unknown(UInt8(0x10 + $0 % 200))] },
        Flood("empty unknown frames") { _ in [.unknown(0xfe, 0, [])] },
        Flood("WINDOW_UPDATE") { _ in [.windowUpdate(0, 1)] },
        Flood("WINDOW_UPDATE of a stream", after: wait) { _ in [.windowUpdate(1, 1)] },
        Flood("WINDOW_UPDATE of a closed stream", after: wait + [.rstStream(1)]) { _ in
            [.windowUpdate(1, 1)]
        },
        Flood("empty DATA", after: upload) { _ in [.data(1)] },
        Flood("DATA that is all padding", after: upload) { _ in [.padded(.data(1), padding: 3)] },
    ]

    @Test("More than 100 resets end the connection, whoever resets", arguments: resetCases)
    func resets(_ flood: Flood) async throws { try await run(flood, rounds: 250) }

    private static func post(_ length: Int) -> HeaderBlock {
        .request("POST", "/", .field("content-length", "\(length)"))
    }

    private static let resetCases = [
        Flood("by CANCEL") { [.headers($0, .wait), .rstStream($0)] },
        Flood("by NO_ERROR") { [.headers($0, .wait), .rstStream($0, .noError)] },
        Flood("by a code nobody knows") {
            [.headers($0, .wait), .rstStream($0).with(payload: [0, 0, 1, 0])]
        },
        Flood("of streams that are answered at once") { [.headers($0, .get), .rstStream($0)] },
        Flood("of uploads") { [.headers($0, post(9), .endHeaders), .rstStream($0)] },
        Flood("of one stream", after: wait) { _ in [.rstStream(1)] },
    ]

    /// A new one only once the last has been reset: more would be open at once than may be.
    @Test("Nor may a client provoke more than 100", arguments: provokedCases)
    func provoked(_ flood: Flood) async throws {
        try await politely { server in
            let peer = try RawPeer(server.port)
            for count in 0..<250 where !peer.isEnded {
                let stream = UInt32(count) * 2 + 1
                try peer.send(flood.round(stream))
                _ = try peer.answer(to: stream)
            }
            #expect(try peer.end() == .enhanceYourCalm)
        }
    }

    private static let provokedCases = [
        Flood("provoked by a malformed request") {
            [.headers($0, .request("GET", "/", .field("X", "1")))]
        },
        Flood("provoked by a missing field") { [.headers($0, [.field("x", "1")])] },
        Flood("provoked by a body too long") {
            [.headers($0, post(1), .endHeaders), .data($0, bytes(2), .endStream)]
        },
        Flood("provoked by a body too short") {
            [.headers($0, post(2), .endHeaders), .data($0, bytes(1), .endStream)]
        },
        Flood("provoked by trailers that are none") {
            [.headers($0, .post, .endHeaders), .headers($0, [.field(":path", "/")])]
        },
        Flood("provoked by trailers that do not end") {
            [.headers($0, .post, .endHeaders), .headers($0, [.field("x", "1")], .endHeaders)]
        },
    ]

    @Test("Streams beyond the limit, refused before SETTINGS are acknowledged, count as resets")
    func refused() async throws {
        var limits = ServerLimits.ofTests
        limits.concurrentStreamsMax = 2
        try await politely(limits) { server in
            let peer = try RawPeer(silentlyTo: server.port)
            try peer.send(bytes: RawPeer.preface + Frame.settings().bytes)
            try peer.send((0..<250).map { .headers(UInt32($0) * 2 + 1, .wait) })
            #expect(try peer.end() == .enhanceYourCalm)
        }
    }

    @Test("A hundred resets at once are nobody's attack")
    func patience() async throws {
        let running = Tally()
        let wait: Handler = { request in
            guard request.head.path.elementsEqual("/wait".utf8) else { return await hello(request) }
            running.enter()
            await untilCancelled()
            running.leave()
            return Response(.ok)
        }
        try await serving(handler: wait) { server in
            let peer = try RawPeer(server.port)
            for count in 0..<100 {
                let stream = UInt32(count) * 2 + 1
                try peer.send(.headers(stream, .wait), .rstStream(stream))
            }
            #expect(await eventually { running.total == 100 && running.current == 0 })
            #expect(try peer.ask().status == 200)
        }
    }

    @Test("A client that acknowledges every DATA frame twice is none either")
    func acknowledging() async throws {
        let large = bytes(2 << 20)
        try await serving(handler: { _ in Response(.ok, body: .bytes(large)) }) { server in
            let peer = try RawPeer(server.port)
            for _ in 0..<5 { #expect(try peer.ask().body.count == large.count) }
        }
    }

    @Test("Many small answers, each acknowledged, are none either")
    func smallAnswers() async throws {
        try await serving { server in
            let peer = try RawPeer(server.port)
            for _ in 0..<1_500 {
                let stream = peer.freshStream
                try peer.send(.headers(stream, .get))
                #expect(try peer.answer(to: stream).status == 200)
                try peer.send(.windowUpdate(0, 5))
            }
        }
    }

    @Test("A window opened octet by octet ends the connection")
    func tinyWindows() async throws {
        let large = bytes(100_000)
        try await politely(handler: { request in
            request.method == .get ? await hello(request) : Response(.ok, body: .bytes(large))
        }) { server in
            let peer = try RawPeer(server.port, (0x4, 0))
            try peer.send(.headers(1, .request("PUT")))
            for _ in 0..<3_000 { try peer.send(.windowUpdate(1, 1)) }
            #expect(try peer.end() == .enhanceYourCalm)
            #expect(peer.answers[1].map { $0.body.count < 1_500 } == true)
        }
    }

    @Test(
        "Nobody keeps more than 1 000 acknowledgements for a client that does not read",
        arguments: [
            Frame.ping(), .settings((0x3, 7)),
        ]
    )
    func unread(_ frame: Frame) async throws {
        var limits = ServerLimits.ofTests
        // So that only what is unread ends it.
        limits.idleFramesBurst = 10_000_000
        try await politely(limits) { server in
            let peer = try RawPeer(server.port, receiveBuffer: 4_096)
            let many = Array(repeating: frame.bytes, count: 10_000).flatMap { $0 }
            var isTaken = true
            for _ in 0..<50 where isTaken { isTaken = try peer.socket.write(many, within: 5) }
            #expect(await eventually { server.connectionCount == 1 })
        }
    }
}
