import Testing

@testable import HTTP

@Suite("Bodies that stream, and who waits for whom")
struct BackpressureTests {
    @Test("A handler that does not read holds its own client back, and no other stream")
    func unread() async throws {
        let gate = Gate()
        let late: Handler = { request in
            if request.method == .post { await gate.pass() }
            return await hello(request)
        }
        try await politely(handler: late) { server in
            let peer = try RawPeer(server.port)
            let body = random(300_000)
            try peer.send(.headers(1, .post, .endHeaders))
            var sent = 0
            while peer.window(of: 1) > 0 {
                let end = sent + min(10_000, peer.window(of: 1))
                try peer.send(.data(1, Array(body[sent..<end])))
                sent = end
            }
            #expect(sent == 65_536)
            // As many more streams as fill the connection's first window three times.
            for _ in 0..<3 { #expect(try peer.ask(.request("PUT"), bytes(60_000)).status == 200) }
            #expect(!peer.received.contains { $0.type == .windowUpdate && $0.stream == 1 })
            gate.open()
            try peer.upload(Array(body[sent...]), on: 1)
            #expect(try peer.answer(to: 1).body.isSame(as: body))
        }
    }

    @Test("A handler that writes waits for its client to read")
    func unsent() async throws {
        let written = Tally()
        let large: Handler = { request in
            guard request.method == .put else { return await hello(request) }
            return Response(
                .ok,
                body: .stream { writer in
                    for _ in 0..<200 {
                        try await writer.write(bytes(32 * 1_024))
                        written.enter()
                    }
                }
            )
        }
        try await politely(handler: large) { server in
            let peer = try RawPeer(server.port, (0x4, 100_000))
            try peer.send(.headers(1, .request("PUT")))
            try peer.next { _ in peer.answers[1]?.body.count == 65_535 }
            try peer.send(.ping())
            try peer.next { $0.type == .ping }
            // 64 KiB are out by the connection's window, and 64 KiB may wait.
            #expect(written.total <= 5)
            // The connection's credit for what came while none was given.
            try peer.send(.windowUpdate(0, 65_535), .windowUpdate(1, 65_535))
            #expect(try peer.answer(to: 1).body.count == 200 * 32 * 1_024)
            #expect(written.total == 200)
        }
    }

    @Test("What goes up comes down, while both go on")
    func bothWays() async throws {
        let back: Handler = { request in
            guard case .stream(let reader) = request.body else { return await hello(request) }
            return Response(
                .ok,
                body: .stream { writer in
                    while let piece = try await reader.next() { try await writer.write(piece) }
                }
            )
        }
        try await serving(handler: back) { server in
            let peer = try RawPeer(server.port)
            let body = random(1 << 20)
            try peer.send(.headers(1, .post, .endHeaders))
            var sent = 0
            while sent < body.count {
                let end = min(sent + 30_000, body.count)
                try peer.send(
                    Array(body[sent..<end]).inFrames(of: 16_384, on: 1, ending: end == body.count)
                )
                sent = end
                // All of it comes back before the next piece goes out.
                while (peer.answers[1]?.body.count ?? 0) < sent {
                    let frame = try #require(try peer.next())
                    guard frame.type == .data, !frame.payload.isEmpty else { continue }
                    let count = UInt32(frame.payload.count)
                    try peer.send(.windowUpdate(0, count), .windowUpdate(1, count))
                }
            }
            #expect(try peer.answer(to: 1).body.isSame(as: body))
        }
    }

    @Test("A handler that writes octet by octet is as good as any")
    func octets() async throws {
        let slow: Handler = { _ in
            Response(
                .ok,
                body: .stream { writer in
                    for count in 0..<100_000 { try await writer.write([UInt8(count % 251)]) }
                }
            )
        }
        try await serving(handler: slow) { server in
            let peer = try RawPeer(server.port, (0x4, 0))
            try peer.send(.headers(1, .get), .ping())
            try peer.next { $0.type == .ping }
            try peer.send(.windowUpdate(1, 100_000), .windowUpdate(0, 100_000))
            let body = try peer.answer(to: 1, givingCredit: false).body
            #expect(body.isSame(as: (0..<100_000).map { UInt8($0 % 251) }))
        }
    }

    @Test("A body can be read, and an answer written, from any thread")
    func otherThreads() async throws {
        let elsewhere: Handler = { request in
            guard case .stream(let reader) = request.body else { return await hello(request) }
            // A detached task has no executor's preference.
            let read = Task.detached {
                var all: [UInt8] = []
                while let piece = try await reader.next() { all += piece }
                return all
            }
            let all = (try? await read.value) ?? []
            return Response(
                .ok,
                body: .stream { writer in
                    try await Task.detached { try await writer.write(all) }.value
                }
            )
        }
        try await serving(handler: elsewhere) { server in
            let body = random(200_000)
            let answer = try RawPeer(server.port).ask(.post, body)
            #expect(answer.body.isSame(as: body))
        }
    }
}

/// Octets in no order, the same ones each time.
func random(_ count: Int) -> [UInt8] {
    var generator = Sequence64(seed: UInt64(count))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count {
        unsafe withUnsafeBytes(of: generator.next()) { unsafe bytes += $0 }
    }
    return Array(bytes.prefix(count))
}

/// SplitMix64: a short generator whose every run is the same.
struct Sequence64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
