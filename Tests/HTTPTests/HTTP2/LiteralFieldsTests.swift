import Testing

@testable import HTTP

@Suite("Fields that stand behind a compressed block")
struct LiteralFieldsTests {
    private static let names: [HeaderName] = [
        .authorization, .traceparent, .requestID, "ratelimit", "accept", "x-other",
    ]
    /// Around what a length takes one byte, two, and three for, and what one frame has room for.
    private static let lengths = [0, 1, 126, 127, 128, 254, 255, 256, 1_000, 8_000, 16_000]

    @Test("All arrive, there and back, in their order", arguments: 0..<8)
    func arrive(_ seed: Int) async throws {
        try await serving(handler: tellFields) { server in
            try await withClient { client in
                let upstream = Upstream(ports: server.port)
                var generator = Sequence64(seed: UInt64(seed))
                for _ in 0..<40 {
                    let fields = Self.fields(using: &generator)
                    var request = ClientRequest(.post, "/", headers: fields)
                    if Bool.random(using: &generator) { request.body = .bytes([1]) }
                    if Bool.random(using: &generator) {
                        request.body = .stream { body throws in try await body.write([1]) }
                    }
                    let deadline = Deadline.after(.seconds(10))
                    let answer = try await client.send(request, to: upstream, deadline: deadline)
                    for name in Self.names {
                        #expect(answer.headers.all(name) == fields.all(name))
                    }
                    let left = try #require(answer.headers[.requestTimeout].flatMap { decimal($0) })
                    #expect((1...10_000).contains(left))
                    #expect(try await answer.collect() == [])
                }
            }
        }
    }

    private static func fields(using generator: inout Sequence64) -> Headers {
        var fields = Headers()
        for _ in 0..<Int.random(in: 0...8, using: &generator) {
            let length = lengths.randomElement(using: &generator) ?? 0
            guard fields.listSize + length < 24_000 else { continue }
            let value = (0..<length).map { _ in UInt8.random(in: 0x21...0x7E, using: &generator) }
            fields.append(names.randomElement(using: &generator) ?? .accept, value)
        }
        return fields
    }

    @Test("They belong to the answer, not to what is said before it or behind it")
    func belong() async throws {
        let handler: Handler = { request in
            _ = try? await request.body.collect(upTo: 10)
            var headers = Headers()
            headers.append(.requestID, "1")
            return Response(
                .ok,
                headers: headers,
                body: .stream { body in
                    try await body.write([1])
                    var trailers = Headers()
                    trailers.append(.traceparent, "2")
                    try await body.setTrailers(trailers)
                }
            )
        }
        try await serving(handler: handler) { server in
            let peer = try RawPeer(server.port)
            for _ in 0..<3 {
                let stream = peer.freshStream
                let block = HeaderBlock.request("POST", "/", .field("expect", "100-continue"))
                try peer.send(.headers(stream, block, .endHeaders))
                try peer.next { $0.type == .headers }
                #expect(peer.answers[stream]?.interim == [100])
                try peer.send(.data(stream, [1], .endStream))
                let answer = try peer.answer(to: stream)
                #expect(answer.headers.map(\.name) == [":status", "date", "x-request-id"])
                #expect(answer.trailers.map(\.name) == ["traceparent"])
            }
        }
    }
}

/// Answers with the fields that a request came with.
@Sendable private func tellFields(_ request: Request) async -> Response {
    _ = try? await request.body.collect(upTo: 1_024)
    var response = Response(.ok)
    request.headers.forEach { name, value in response.headers.append(name: name, value: value) }
    return response
}
