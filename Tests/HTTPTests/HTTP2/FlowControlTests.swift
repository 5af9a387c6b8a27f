import Testing

@testable import HTTP

@Suite("Flow control (RFC 9113, section 6.9)")
struct FlowControlTests {
    @Test("Windows too large and increments of nothing", arguments: cases)
    func windows(_ wire: WireCase) async throws { try await wire.run() }

    private static let cases = [
        WireCase("an increment of 0 on the connection", .ends(.protocolError), .windowUpdate(0, 0)),
        WireCase(
            "an increment of 0 on a stream",
            .ends(.protocolError),
            .headers(1, .wait),
            .windowUpdate(1, 0)
        ),
        WireCase(
            "the connection's window beyond 2^31 - 1",
            .ends(.flowControlError),
            .windowUpdate(0, 0x7fff_ffff),
            .windowUpdate(0, 0x7fff_ffff)
        ),
        WireCase(
            "a stream's window beyond 2^31 - 1",
            .ends(.flowControlError),
            .headers(1, .wait),
            .windowUpdate(1, 0x7fff_ffff),
            .windowUpdate(1, 0x7fff_ffff)
        ),
        WireCase(
            "the connection's window at 2^31 - 1",
            .ignored,
            .windowUpdate(0, 0x7fff_ffff - 65_535)
        ),
        WireCase(
            "a stream's window beyond 2^31 - 1 by SETTINGS",
            .ends(.flowControlError),
            .headers(1, .wait),
            .windowUpdate(1, 0x7fff_0000),
            .settings((0x4, 0x7fff_ffff))
        ),
    ]

    @Test("A body waits for the window, to the octet")
    func toTheOctet() async throws {
        try await serving { server in
            let peer = try RawPeer(server.port, (0x4, 0))
            try peer.send(.headers(1, .get))
            try peer.next { $0.type == .headers }
            for octet in "hello".utf8 {
                try peer.send(.ping())
                #expect(try peer.next()?.type == .ping, "DATA came without a window")
                try peer.send(.windowUpdate(1, 1))
                let data = try peer.next { $0.type == .data }
                #expect(data.payload == [octet])
            }
            #expect(peer.answers[1]?.isWhole == true)
        }
    }

    @Test("SETTINGS open the windows of streams that wait")
    func openedBySettings() async throws {
        try await serving { server in
            let peer = try RawPeer(server.port, (0x4, 0))
            try peer.send(.headers(1, .get), .headers(3, .get))
            try peer.next { $0.type == .headers && $0.stream == 3 }
            try peer.send(.settings((0x4, 3)))
            try peer.next { $0.type == .data && $0.stream == 1 }
            try peer.next { $0.type == .data && $0.stream == 3 }
            #expect(peer.answers[1]?.text == "hel")
            #expect(peer.answers[3]?.text == "hel")
            try peer.send(.settings((0x4, 100)))
            #expect(try peer.answer(to: 1).text == "hello")
            #expect(try peer.answer(to: 3).text == "hello")
        }
    }

    @Test("A window that SETTINGS made negative has to be filled up first")
    func negative() async throws {
        try await serving { server in
            let peer = try RawPeer(server.port, (0x4, 3))
            try peer.send(.headers(1, .get))
            try peer.next { $0.type == .data }
            #expect(peer.answers[1]?.text == "hel")
            // 3 octets are out; a window of 0 leaves -3.
            try peer.send(.settings((0x4, 0)), .windowUpdate(1, 3), .ping())
            try peer.next { $0.type == .ping }
            #expect(peer.answers[1]?.text == "hel")
            try peer.send(.windowUpdate(1, 2))
            #expect(try peer.answer(to: 1, givingCredit: false).text == "hello")
        }
    }

    @Test("The connection's window holds back every stream, and no header")
    func connection() async throws {
        let large = bytes(60_000)
        let answer: Handler = { _ in Response(.ok, body: .bytes(large)) }
        try await serving(handler: answer) { server in
            let peer = try RawPeer(server.port, (0x4, 1 << 20))
            try peer.send(.headers(1, .get), .headers(3, .get), .ping())
            try peer.next { $0.type == .headers && $0.stream == 3 }
            try peer.next { _ in peer.answers.values.reduce(0) { $0 + $1.body.count } == 65_535 }
            try peer.send(.windowUpdate(0, 60_000))
            #expect(try peer.answer(to: 1, givingCredit: false).body.count == 60_000)
            #expect(try peer.answer(to: 3, givingCredit: false).body.count == 60_000)
        }
    }

    @Test("More than the window allows ends the connection", arguments: [65_537, 90_000])
    func overrun(_ count: Int) async throws {
        let unread: Handler = { _ in
            await untilCancelled()
            return Response(.ok)
        }
        try await serving(handler: unread) { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .post, .endHeaders))
            try peer.send(bytes(count).inFrames(of: 16_384, on: 1, ending: false))
            #expect(try peer.end() == .flowControlError)
        }
    }

    @Test("A body of exactly the window is taken, and credit comes once it has been read")
    func credit() async throws {
        try await politely { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .post, .endHeaders))
            try peer.send(bytes(65_536).inFrames(of: 16_384, on: 1, ending: false))
            try peer.next { $0.type == .windowUpdate && $0.stream == 1 }
            try peer.send(.data(1, bytes(1), .endStream))
            #expect(try peer.answer(to: 1).body.count == 65_537)
        }
    }

    @Test("Padding is given back as credit")
    func padding() async throws {
        try await serving { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .post, .endHeaders))
            // 256 octets of the window each, one of them the body's: half a window at a time.
            for _ in 0..<5 {
                let half = Array(
                    repeating: Frame.padded(.data(1, bytes(1)), padding: 254),
                    count: 128
                )
                try peer.send(half)
                try peer.next { $0.type == .windowUpdate && $0.stream == 1 }
            }
            try peer.send(.data(1, [], .endStream))
            #expect(try peer.answer(to: 1).body.count == 640)
        }
    }

    @Test("DATA on streams that are gone gives the connection its window back")
    func gone() async throws {
        try await serving { server in
            let peer = try RawPeer(server.port)
            // 80 × 16 KiB is more than the connection's window of 1 MiB.
            for count in 1...80 {
                let stream = peer.freshStream
                try peer.send(
                    .headers(stream, .request("POST", "/wait"), .endHeaders),
                    .rstStream(stream),
                    .data(stream, bytes(16_384))
                )
                if count.isMultiple(of: 20) { #expect(try peer.ask().status == 200) }
            }
        }
    }
}
