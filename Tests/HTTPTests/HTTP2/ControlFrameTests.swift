import Testing

@testable import HTTP

@Suite("SETTINGS, PING, GOAWAY and the rest (RFC 9113, section 6)")
struct ControlFrameTests {
    @Test("SETTINGS", arguments: settingsCases)
    func settings(_ wire: WireCase) async throws { try await wire.run() }

    private static let settingsCases = [
        WireCase("ENABLE_PUSH of 2", .ends(.protocolError), .settings((0x2, 2))),
        WireCase(
            "INITIAL_WINDOW_SIZE of 2^31",
            .ends(.flowControlError),
            .settings((0x4, 0x8000_0000))
        ),
        WireCase("MAX_FRAME_SIZE of 16 383", .ends(.protocolError), .settings((0x5, 16_383))),
        WireCase("MAX_FRAME_SIZE of 2^24", .ends(.protocolError), .settings((0x5, 1 << 24))),
        WireCase("MAX_FRAME_SIZE of 2^24 - 1", .ignored, .settings((0x5, 1 << 24 - 1))),
        WireCase("the largest window there is", .ignored, .settings((0x4, 0x7fff_ffff))),
        WireCase("an identifier nobody knows", .ignored, .settings((0xff, 1), (0xfff0, 1 << 31))),
        WireCase("none at all", .ignored, .settings()),
        WireCase(
            "the last of several values counts",
            .answers(1, 200),
            .settings((0x4, 0), (0x4, 1 << 31 - 1)),
            .headers(1, .get)
        ),
        WireCase("an acknowledgement of nothing", .ends(.protocolError), .settingsAcknowledgement),
    ]

    @Test("Every SETTINGS is acknowledged")
    func acknowledged() async throws {
        try await serving { server in
            let peer = try RawPeer(server.port)
            let before = peer.received.count
            try peer.send(.settings((0x3, 5)), .settings((0x3, 6)), .ping())
            try peer.next { $0.type == .settings && $0.isAcknowledgement }
            try peer.next { $0.type == .settings && $0.isAcknowledgement }
            let acknowledged = peer.received[before...].filter { $0.type == .settings }
            #expect(acknowledged.count == 2)
        }
    }

    @Test("PING comes back with what it held")
    func ping() async throws {
        try await serving { server in
            let peer = try RawPeer(server.port)
            let opaque: [UInt8] = [8, 6, 7, 5, 3, 0, 9, 255]
            try peer.send(.ping(opaque))
            let answer = try peer.next { $0.type == .ping }
            #expect(answer.isAcknowledgement)
            #expect(answer.payload == opaque)
        }
    }

    @Test("An acknowledged PING is not answered")
    func pingAcknowledged() async throws {
        try await serving { server in
            let peer = try RawPeer(server.port)
            try peer.send(.ping([9, 9, 9, 9, 9, 9, 9, 9], .ack), .ping())
            #expect(try peer.next { $0.type == .ping }.payload == Array(1...8))
        }
    }

    @Test("The others", arguments: othersCases)
    func others(_ wire: WireCase) async throws { try await wire.run() }

    private static let othersCases = [
        WireCase(
            "PUSH_PROMISE from a client",
            .ends(.protocolError),
            .headers(1, .post, .endHeaders),
            .pushPromise(1, 2, .get)
        ),
        WireCase(
            "RST_STREAM with a code nobody knows",
            .ignored,
            .headers(1, .wait),
            .rstStream(1).with(payload: [0, 0, 0, 0xff])
        ),
        // RFC 9113 has dropped what RFC 7540 said of priorities; their frames are still parsed.
        WireCase("PRIORITY on itself", .ignored, .priority(1, dependsOn: 1)),
        WireCase(
            "HEADERS with a priority",
            .answers(1, 200),
            Frame(
                type: .headers,
                flags: [.endHeaders, .endStream, .priority],
                stream: 1,
                payload: [0, 0, 0, 0, 15] + HeaderBlock.get.bytes
            )
        ),
        WireCase(
            "PRIORITY of 6 octets",
            .ends(.frameSizeError),
            .priority(1, dependsOn: 0).with(payload: bytes(6))
        ),
    ]

    @Test("A client that says GOAWAY is answered to its last request", arguments: [0, 0xff])
    func goAway(_ code: UInt32) async throws {
        try await politely { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .post, .endHeaders), .goAway(code))
            try peer.send(.data(1, bytes(5), .endStream))
            #expect(try peer.answer(to: 1).body == bytes(5))
        }
    }
}
