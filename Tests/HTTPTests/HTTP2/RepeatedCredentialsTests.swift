import Testing

@testable import HTTP

@Suite("Credentials that a client sends again")
struct RepeatedCredentialsTests {
    @Test("Each request has its own, in whatever form and cut they come", arguments: 0..<8)
    func arrive(_ seed: Int) async throws {
        try await serving(handler: tellCredentials) { server in
            var generator = Sequence64(seed: UInt64(seed))
            let peer = try RawPeer(server.port)
            for _ in 0..<20 {
                let requests = (0..<10).map { index in
                    Told(peer.freshStream + UInt32(index) * 2, using: &generator)
                }
                for request in requests { request.frames.forEach(peer.note(sending:)) }
                var bytes = requests.flatMap(\.frames).flatMap(\.bytes)[...]
                while !bytes.isEmpty {
                    let count = Int.random(in: 1...2_000, using: &generator)
                    try peer.send(bytes: Array(bytes.prefix(count)))
                    bytes = bytes.dropFirst(count)
                }
                for request in requests {
                    let answer = try peer.answer(to: request.stream)
                    #expect(String(decoding: answer.body, as: UTF8.self) == request.credentials)
                }
            }
        }
    }

    @Test("Those behind a body, too")
    func trailers() async throws {
        let handler: Handler = { request in
            guard case .stream(let body) = request.body else { return Response(.badRequest) }
            while (try? await body.next()) != nil {}
            let trailers = await body.trailers()
            return Response(.ok, body: .bytes(trailers[.authorization].map { Array($0) } ?? []))
        }
        try await serving(handler: handler) { server in
            let peer = try RawPeer(server.port)
            for _ in 0..<3 {
                let stream = peer.freshStream
                try peer.send(
                    .headers(stream, .post, .endHeaders),
                    .data(stream, [1]),
                    .headers(stream, [Told.literal(Told.long)])
                )
                let answer = try peer.answer(to: stream)
                #expect(String(decoding: answer.body, as: UTF8.self) == Told.long)
            }
        }
    }

    @Test("The second time nghttp2 reads a few bytes in their place, wherever the bytes are cut")
    func shortens() {
        let frame = Frame.headers(1, .request("GET", "/", Told.literal(Told.long))).bytes
        for cut in 0...frame.count {
            let credentials = RepeatedCredentials()
            #expect(pass(RawPeer.preface, credentials).count == 24)
            #expect(pass(frame, credentials) == frame)
            // A frame that comes in pieces passes as it is.
            let pieces = pass(Array(frame[..<cut]), credentials)
            let rest = pass(Array(frame[cut...]), credentials)
            let isWhole = cut == 0 || cut == frame.count
            #expect((pieces + rest == frame) == !isWhole)
            #expect(pass(frame + frame, credentials).count < frame.count)
        }
    }

    @Test("What else stands in a frame passes as it came, the second time as the first")
    func passes() {
        let long = Told.literal(Told.long)
        let twice = HeaderBlock.request("GET", "/", long, long)
        var prioritised = Frame.headers(1, .request("GET", "/", long))
        prioritised.flags.insert(.priority)
        prioritised.payload = [0, 0, 0, 0, 15] + prioritised.payload
        let frames = [
            .headers(1, twice),
            .headers(1, .request("GET", "/", .never("authorization", Told.long))),
            .headers(1, .request("GET", "/", .added("authorization", Told.long))),
            .headers(1, .request("GET", "/", Told.literal("short"))),
            .headers(1, .request("GET", "/", Told.literal(String(repeating: "x", count: 5_000)))),
            .headers(1, .request("GET", "/", long), .endStream),
            .headers(1, .request("GET", "/", long) + [.raw([0x1f])]),
            .headers(1, .request("GET", "/", long) + [.raw([0xff, 0xff, 0xff, 0xff, 0xff])]),
            .padded(.headers(1, .request("GET", "/", long)), padding: 7),
            .data(1, Frame.headers(1, .request("GET", "/", long)).bytes),
            prioritised,
        ]
        for frame in frames {
            let credentials = RepeatedCredentials()
            _ = pass(RawPeer.preface, credentials)
            for _ in 0..<3 { #expect(pass(frame.bytes, credentials) == frame.bytes) }
        }
    }

    /// What nghttp2 would read. It reports credentials where a literal of them is whole.
    private func pass(_ bytes: [UInt8], _ credentials: RepeatedCredentials) -> [UInt8] {
        var read: [UInt8] = []
        let isUnderstood = unsafe bytes.withUnsafeBytes { bytes in
            unsafe credentials.pass(bytes) { piece in
                unsafe read.append(contentsOf: piece)
                let name = Array("authorization".utf8)
                unsafe name.withUnsafeBufferPointer { name in
                    let value = Array(Told.long.utf8)
                    unsafe value.withUnsafeBufferPointer { value in
                        unsafe credentials.restore(name, value) { _ in }
                    }
                }
                return true
            }
        }
        #expect(isUnderstood)
        return read
    }
}

/// A request that tells who asks, and what it tells.
private struct Told {
    let stream: UInt32
    let credentials: String
    let frames: [Frame]

    static let long = "Bearer " + String(repeating: "eyJhbGciOiJFUzI1NiJ9.", count: 20)
    private static let tokens = [long, "Basic dXNlcjpwYXNzd29yZA==", long + "x", long.lowercased()]

    /// As clients send it: a name of the static table, and a value that enters no table.
    static func literal(_ value: String) -> HeaderBlock.Instruction {
        let named = HeaderBlock([.never("", value)]).bytes
        return .raw([0x1f, 0x08] + named.dropFirst(2))
    }

    init(_ stream: UInt32, using generator: inout Sequence64) {
        self.stream = stream
        let isUsual = Bool.random(using: &generator)
        let token = isUsual ? Self.long : Self.tokens[Int(generator.next() % 4)]
        var told = token
        let instructions: [HeaderBlock.Instruction]
        switch Int.random(in: 0..<12, using: &generator) {
        case 0: instructions = [.never("authorization", token)]
        case 1: instructions = [.added("authorization", token)]
        case 2:
            instructions = [Self.literal(token), Self.literal("Basic other")]
            told += "|Basic other"
        case 3:
            instructions = [.never("authorization", "Basic other"), Self.literal(token)]
            told = "Basic other|" + token
        case 4:
            // 64 times "a", which is 00011.
            let coded = (0..<8).flatMap { _ in [0x18, 0xc6, 0x31, 0x8c, 0x63] as [UInt8] }
            instructions = [.raw([0x1f, 0x08, 0x80 | 40] + coded)]
            told = String(repeating: "a", count: 64)
        case 5:
            instructions = []
            told = ""
        case _: instructions = [Self.literal(token)]
        }
        credentials = told
        let block = HeaderBlock.request("GET", "/", instructions)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0:
            let cut = Int.random(in: 1..<block.bytes.count, using: &generator)
            frames = [
                .headers(stream, HeaderBlock(bytes: Array(block.bytes[..<cut])), .endStream),
                .continuation(stream, HeaderBlock(bytes: Array(block.bytes[cut...]))),
            ]
        case 1: frames = [.padded(.headers(stream, block), padding: 5)]
        case 2:
            // What a body holds is no header, even where it looks like one.
            let body = Frame.headers(stream, block).bytes
            frames = [.headers(stream, block, .endHeaders), .data(stream, body, .endStream)]
        case _: frames = [.headers(stream, block)]
        }
    }
}

/// Answers with the credentials that a request came with.
@Sendable private func tellCredentials(_ request: Request) async -> Response {
    let all = request.headers.all(.authorization).map { String(decoding: $0, as: UTF8.self) }
    return Response(.ok, body: .bytes(Array(all.joined(separator: "|").utf8)))
}
