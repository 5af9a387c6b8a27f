import Testing

@testable import HTTP

@Suite("The connection preface (RFC 9113, section 3.4)")
struct PrefaceTests {
    @Test("The server's SETTINGS come first, and say what it allows")
    func settings() async throws {
        try await serving { server in
            let peer = try RawPeer(server.port)
            let first = try #require(peer.received.first)
            #expect(first.type == .settings)
            #expect(first.settings[0x3] == 100)
            #expect(first.settings[0x4] == 65_536)
            #expect(first.settings[0x6] == 32_768)
            #expect(first.settings[0x9] == 1)
        }
    }

    @Test(
        "What is no preface ends the connection",
        arguments: [
            "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n", "PRI * HTTP/3.0\r\n\r\nSM\r\n\r\n",
            "\u{0}\u{0}\u{4}",
        ]
    )
    func wrong(_ text: String) async throws {
        try await politely { server in
            let peer = try RawPeer(silentlyTo: server.port)
            try peer.send(bytes: Array(text.utf8))
            while try peer.socket.read() != nil {}
        }
    }

    @Test(
        "A frame other than SETTINGS behind the preface is an error",
        arguments: [
            Frame.headers(1, .get), .ping(), .windowUpdate(0, 1), .settingsAcknowledgement,
        ]
    )
    func notSettings(_ frame: Frame) async throws {
        try await politely { server in
            let peer = try RawPeer(silentlyTo: server.port)
            try peer.send(bytes: RawPeer.preface + frame.bytes)
            #expect(try peer.end() == .protocolError)
        }
    }

    @Test("A preface in pieces is one preface", arguments: [1, 5, 23])
    func pieces(_ size: Int) async throws {
        try await serving { server in
            let peer = try RawPeer(silentlyTo: server.port)
            let all = RawPeer.preface + Frame.settings().bytes + Frame.headers(1, .get).bytes
            for start in stride(from: 0, to: all.count, by: size) {
                try peer.send(bytes: Array(all[start..<min(start + size, all.count)]))
            }
            #expect(try peer.answer(to: 1).status == 200)
        }
    }

    @Test("A request need not wait for the server's SETTINGS")
    func atOnce() async throws {
        try await serving { server in
            let peer = try RawPeer(silentlyTo: server.port)
            try peer.send(
                bytes: RawPeer.preface + Frame.settings().bytes + Frame.headers(1, .get).bytes
            )
            #expect(try peer.answer(to: 1).text == "hello")
        }
    }
}
