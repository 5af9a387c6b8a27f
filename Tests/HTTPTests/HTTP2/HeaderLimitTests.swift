import Testing

@testable import HTTP

@Suite("Large and many headers")
struct HeaderLimitTests {
    /// A request whose list counts exactly so many octets.
    private static func list(of size: Int, in pieces: Int = 4) -> HeaderBlock {
        // What `request` itself counts.
        let start = ":methodGET:schemehttp:path/:authoritylocalhost".utf8.count + 4 * 32
        let each = (size - start) / pieces
        let rest = (size - start) % pieces
        let fields = (0..<pieces).map { index in
            let count = each - 33 + (index == 0 ? rest : 0)
            return HeaderBlock.Instruction.field("x", String(repeating: "a", count: count))
        }
        return .request("GET", "/", fields)
    }

    /// The block in HEADERS and as many CONTINUATION frames as it needs.
    private static func frames(_ stream: UInt32, _ block: HeaderBlock) -> [Frame] {
        let pieces = stride(from: 0, to: block.bytes.count, by: 16_384).map { start in
            HeaderBlock(bytes: Array(block.bytes[start...].prefix(16_384)))
        }
        let frames = pieces.enumerated().map { index, piece in
            index == 0
                ? Frame.headers(stream, piece, .endStream) : Frame.continuation(stream, piece, [])
        }
        guard var last = frames.last else { return [] }
        last.flags.insert(.endHeaders)
        return frames.dropLast() + [last]
    }

    @Test(
        "A list of exactly 32 KiB is taken; one octet more is answered by 431",
        arguments: [
            (32_768, 200), (32_769, 431), (40_000, 431),
        ]
    )
    func size(_ size: Int, _ status: Int) async throws {
        try await politely { server in
            let peer = try RawPeer(server.port)
            try peer.send(Self.frames(1, Self.list(of: size)))
            let answer = try peer.answer(to: 1)
            #expect(answer.status == status)
            if status == 431 {
                #expect(answer.header("content-type") == "application/problem+json")
            }
            #expect(try peer.ask().status == 200)
        }
    }

    @Test("Many small fields count 32 octets more each")
    func small() async throws {
        let fields = Array(repeating: HeaderBlock.Instruction.field("x", ""), count: 1_000)
        try await politely { server in
            let peer = try RawPeer(server.port)
            #expect(try peer.ask(.request("GET", "/", fields)).status == 431)
            #expect(try peer.ask().status == 200)
        }
    }

    @Test("A few octets that stand for 4 KiB each are counted as what they stand for")
    func bomb() async throws {
        try await politely { server in
            let peer = try RawPeer(server.port)
            let large = HeaderBlock.Instruction.added("x", String(repeating: "a", count: 4_000))
            #expect(try peer.ask(.request("GET", "/", large)).status == 200)
            let few = Array(repeating: HeaderBlock.Instruction.indexed(62), count: 9)
            #expect(try peer.ask(.request("GET", "/", few)).status == 431)
            // 16 000 × 4 KiB = 64 MiB out of one frame.
            let many = Array(repeating: HeaderBlock.Instruction.indexed(62), count: 16_000)
            try peer.send(.headers(5, .request("GET", "/", many)))
            let answer = try peer.answer(to: 5)
            #expect(answer.status == 431 || answer.reset != nil || peer.isEnded)
        }
    }

    @Test("A block that never ends is ended", arguments: [0, 1, 1_000, 16_000])
    func continuationFlood(_ size: Int) async throws {
        try await politely { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .get, .endStream))
            let piece = HeaderBlock([.field("x", String(repeating: "a", count: size))])
            let frame = Frame.continuation(1, size == 0 ? [] : piece, [])
            for _ in 0..<2_000 { try peer.send(frame) }
            _ = try peer.end()
        }
    }

    @Test("Trailers count towards the same list")
    func trailers() async throws {
        try await politely { server in
            let peer = try RawPeer(server.port)
            let fields = Array(
                repeating: HeaderBlock.Instruction.field("x", String(repeating: "a", count: 4_000)),
                count: 4
            )
            // Twice 16 KB.
            try peer.send(.headers(1, .request("POST", "/", fields), .endHeaders))
            try peer.send(.data(1, bytes(1)))
            try peer.send(Self.frames(1, HeaderBlock(fields + fields)))
            #expect(try peer.answer(to: 1).reset == .protocolError)
            #expect(try peer.ask().status == 200)
        }
    }
}
