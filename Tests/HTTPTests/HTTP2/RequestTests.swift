import Testing

@testable import HTTP

@Suite("Requests as they reach a handler (RFC 9113, section 8)")
struct RequestTests {
    @Test("Requests that are as they should be", arguments: cases)
    func requests(_ wire: WireCase) async throws { try await wire.run() }

    private static func get(_ more: HeaderBlock.Instruction...) -> Frame {
        .headers(1, .request("GET", "/", more))
    }

    private static let cases = [
        WireCase("te of trailers", .answers(1, 200), get(.field("te", "trailers"))),
        WireCase("an empty value", .answers(1, 200), get(.field("x", ""))),
        WireCase("bytes beyond ASCII in a value", .answers(1, 200), get(.field("x", "é"))),
        WireCase("a tab within a value", .answers(1, 200), get(.field("x", "a\tb"))),
        WireCase(
            "several cookies",
            .answers(1, 200),
            get(
                .field("cookie", "a=1"),
                .field("cookie", "b=2")
            )
        ),
        WireCase("host that is :authority", .answers(1, 200), get(.field("host", "LOCALHOST"))),
        WireCase(
            "host without :authority",
            .answers(1, 200),
            .headers(
                1,
                [
                    .field(":method", "GET"), .field(":scheme", "https"), .field(":path", "/"),
                    .field("host", "a.example:8443"),
                ]
            )
        ),
        WireCase("* to OPTIONS", .answers(1, 200), .headers(1, .request("OPTIONS", "*"))),
        WireCase("a method nobody knows", .answers(1, 200), .headers(1, .request("BREW"))),
        WireCase("TRACE", .answers(1, 501), .headers(1, .request("TRACE"))),
        WireCase(
            "CONNECT",
            .answers(1, 501),
            .headers(1, [.field(":method", "CONNECT"), .field(":authority", "a.example:443")])
        ),
        WireCase(
            "a body as long as it says",
            .answers(1, 200),
            .headers(1, .request("POST", "/", .field("content-length", "4")), .endHeaders),
            .data(1, bytes(2)),
            .data(1, bytes(2), .endStream)
        ),
        WireCase(
            "a body longer than it says",
            .resets(1, .protocolError),
            .headers(1, .request("POST", "/", .field("content-length", "4")), .endHeaders),
            .data(1, bytes(5), .endStream)
        ),
        WireCase(
            "a body longer than it says, in its second frame",
            .resets(1, .protocolError),
            .headers(1, .request("POST", "/", .field("content-length", "4")), .endHeaders),
            .data(1, bytes(4)),
            .data(1, bytes(1), .endStream)
        ),
        WireCase(
            "a body shorter than it says",
            .resets(1, .protocolError),
            .headers(1, .request("POST", "/", .field("content-length", "4")), .endHeaders),
            .data(1, bytes(3), .endStream)
        ),
        WireCase(
            "a body shorter than it says, and trailers",
            .resets(1, .protocolError),
            .headers(1, .request("POST", "/", .field("content-length", "4")), .endHeaders),
            .data(1, bytes(3)),
            .headers(1, [.field("x", "1")])
        ),
        WireCase(
            "a body of nothing",
            .answers(1, 200),
            .headers(1, .request("POST", "/", .field("content-length", "0")), .endHeaders),
            .data(1, [], .endStream)
        ),
    ]

    @Test("Trailers", arguments: trailerCases)
    func trailers(_ wire: WireCase) async throws { try await wire.run() }

    private static let trailerCases = [
        WireCase(
            "that end the request",
            .answers(1, 200),
            .headers(1, .post, .endHeaders),
            .data(1, bytes(3)),
            .headers(1, [.field("x", "1")])
        ),
        WireCase(
            "without a body",
            .answers(1, 200),
            .headers(1, .post, .endHeaders),
            .headers(1, [.field("x", "1")])
        ),
        WireCase(
            "that do not end the request",
            .resets(1, .protocolError),
            .headers(1, .post, .endHeaders),
            .data(1, bytes(3)),
            .headers(1, [.field("x", "1")], .endHeaders)
        ),
        WireCase(
            "with a pseudo-header",
            .resets(1, .protocolError),
            .headers(1, .post, .endHeaders),
            .headers(1, [.field(":path", "/other")])
        ),
        WireCase(
            "in upper case",
            .resets(1, .protocolError),
            .headers(1, .post, .endHeaders),
            .headers(1, [.field("X", "1")])
        ),
        WireCase(
            "with CR LF",
            .resets(1, .protocolError),
            .headers(1, .post, .endHeaders),
            .headers(1, [.field("x", "1\r\ny: 2")])
        ),
        WireCase(
            "of the connection",
            .resets(1, .protocolError),
            .headers(1, .post, .endHeaders),
            .headers(1, [.field("connection", "close")])
        ),
    ]

    @Test("What was sent is what the handler sees")
    func seen() async throws {
        let tell: Handler = { request in
            let head = request.head
            var lines = [head.method.name, "\(head.scheme)"]
            lines.append(String(decoding: head.authority, as: UTF8.self))
            lines.append(String(decoding: head.path, as: UTF8.self))
            lines.append(String(decoding: head.query ?? [], as: UTF8.self))
            head.headers.forEach { name, value in
                lines.append(String(decoding: name + [UInt8(ascii: "=")] + value, as: UTF8.self))
            }
            return Response(.ok, body: .bytes(Array(lines.joined(separator: "|").utf8)))
        }
        try await serving(handler: tell) { server in
            let peer = try RawPeer(server.port)
            let answer = try peer.ask(
                [
                    .field(":method", "DELETE"), .field(":scheme", "https"),
                    .field(":path", "/a/%20?b=c?d"), .field(":authority", "h:1"),
                    .field("x", "1"), .field("x", "2"), .field("cookie", ""),
                ]
            )
            #expect(answer.text == "DELETE|https|h:1|/a/%20|b=c?d|x=1|x=2|cookie=")
        }
    }

    @Test("Trailers reach the handler behind the body")
    func trailersSeen() async throws {
        let tell: Handler = { request in
            guard case .stream(let reader) = request.body else { return Response(.badRequest) }
            do {
                var count = 0
                while let piece = try await reader.next() { count += piece.count }
                let checksum = await reader.trailers().string("checksum") ?? "none"
                return Response(.ok, body: .bytes(Array("\(count) \(checksum)".utf8)))
            } catch {
                return Response(.internalError)
            }
        }
        try await serving(handler: tell) { server in
            let peer = try RawPeer(server.port)
            try peer.send(
                .headers(1, .post, .endHeaders),
                .data(1, bytes(3)),
                .headers(1, [.field("checksum", "abc")])
            )
            #expect(try peer.answer(to: 1).text == "3 abc")
        }
    }
}
