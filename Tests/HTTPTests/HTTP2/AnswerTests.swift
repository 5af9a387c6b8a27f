import Testing

@testable import HTTP

@Suite("Answers as they reach a client (RFC 9110 and RFC 9113, section 8)")
struct AnswerTests {
    @Test("HEAD is answered by the fields of GET, and no body")
    func head() async throws {
        try await serving { server in
            let peer = try RawPeer(server.port)
            let get = try peer.ask()
            let head = try peer.ask(.request("HEAD"))
            #expect(head.status == 200)
            #expect(head.body.isEmpty)
            #expect(get.header("content-length") == "5")
            #expect(!peer.received.contains { $0.type == .data && $0.stream == 3 })
        }
    }

    @Test("Answers that have no body", arguments: [204, 304])
    func bodyless(_ code: Int) async throws {
        let answer: Handler = { _ in Response(Status(code), body: .bytes(bytes(9))) }
        try await serving(handler: answer) { server in
            let peer = try RawPeer(server.port)
            let answer = try peer.ask()
            #expect(answer.status == code)
            #expect(answer.header("content-length") == nil)
            #expect(!peer.received.contains { $0.type == .data })
        }
    }

    @Test("An answer without a body says so at once")
    func none() async throws {
        try await serving(handler: { _ in Response(.ok) }) { server in
            let answer = try RawPeer(server.port).ask()
            #expect(answer.header("content-length") == "0")
            #expect(answer.isWhole)
        }
    }

    @Test("A stream that a handler writes arrives whole, with its trailers")
    func stream() async throws {
        let answer: Handler = { _ in
            Response(
                .ok,
                body: .stream { writer in
                    for count in 0..<100 { try await writer.write(Array("\(count),".utf8)) }
                    var trailers = Headers()
                    trailers.append("checksum", "abc")
                    try await writer.setTrailers(trailers)
                }
            )
        }
        try await serving(handler: answer) { server in
            let answer = try RawPeer(server.port).ask()
            #expect(answer.text == (0..<100).map { "\($0)," }.joined())
            #expect(answer.header("content-length") == nil)
            #expect(answer.trailers.map(\.value) == ["abc"])
        }
    }

    @Test("A stream that fails is reset, so that nobody takes it for whole")
    func failedStream() async throws {
        struct Failure: Error {}
        let answer: Handler = { _ in
            Response(
                .ok,
                body: .stream { writer in
                    try await writer.write(bytes(10))
                    throw Failure()
                }
            )
        }
        try await serving(handler: answer) { server in
            let answer = try RawPeer(server.port).ask()
            #expect(answer.reset == .internalError)
            #expect(!answer.isWhole)
        }
    }

    @Test("Fields that belong to a connection do not travel")
    func connectionFields() async throws {
        let answer: Handler = { _ in
            var headers = Headers()
            headers.append("connection", "close")
            headers.append("keep-alive", "5")
            headers.append("transfer-encoding", "chunked")
            headers.append("upgrade", "h2c")
            headers.append("x-kept", "a\r\nb")
            headers.append("content-length", "999")
            return Response(.ok, headers: headers, body: .bytes(bytes(2)))
        }
        try await serving(handler: answer) { server in
            let answer = try RawPeer(server.port).ask()
            #expect(
                answer.headers.map(\.name) == [":status", "date", "content-length", "x-kept"]
            )
            #expect(answer.header("x-kept") == "a  b")
            #expect(answer.header("content-length") == "2")
        }
    }

    @Test("A client that waits for 100 is told once the handler reads", arguments: [nil, "3"])
    func expectation(_ length: String?) async throws {
        try await serving { server in
            let peer = try RawPeer(server.port)
            var fields: [HeaderBlock.Instruction] = [.field("expect", "100-continue")]
            if let length { fields.append(.field("content-length", length)) }
            try peer.send(.headers(1, .request("POST", "/", fields), .endHeaders))
            try peer.next { $0.type == .headers }
            #expect(peer.answers[1]?.interim == [100])
            try peer.send(.data(1, bytes(3), .endStream))
            let answer = try peer.answer(to: 1)
            #expect(answer.status == 200)
            #expect(answer.body == bytes(3))
            #expect(answer.interim == [100])
        }
    }

    @Test("A client whose body is not wanted is told so instead of 100")
    func expectationRefused() async throws {
        try await serving(handler: { _ in Response(.unauthorized) }) { server in
            let peer = try RawPeer(server.port)
            try peer.send(
                .headers(1, .request("POST", "/", .field("expect", "100-continue")), .endHeaders)
            )
            let answer = try peer.answer(to: 1)
            #expect(answer.status == 401)
            #expect(answer.interim.isEmpty)
        }
    }

    @Test("An answer before the end of the request is whole, and then the rest is refused")
    func early() async throws {
        try await serving(handler: { _ in Response(.unauthorized) }) { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .post, .endHeaders), .data(1, bytes(1_000)))
            let answer = try peer.answer(to: 1)
            #expect(answer.status == 401)
            #expect(answer.isWhole)
            #expect(try peer.next { $0.type == .rstStream }.errorCode == .noError)
        }
    }
}
