import Testing

@testable import HTTP

/// What one server takes for one request and another for two is how requests are smuggled; HTTP/2
/// has it refused (RFC 9113, sections 8.2, 8.3 and 10.3).
@Suite("Malformed requests")
struct MalformedRequestTests {
    /// A request with fields of its own, which has to be reset.
    struct Malformed: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let block: HeaderBlock

        init(_ name: String, _ instructions: HeaderBlock.Instruction...) {
            testDescription = name
            block = HeaderBlock(instructions)
        }

        init(_ name: String, get more: HeaderBlock.Instruction...) {
            testDescription = name
            block = .request("GET", "/", more)
        }
    }

    @Test(
        "are reset, and the connection goes on",
        arguments: pseudoHeaders + fields + hosts + targets
    )
    func malformed(_ request: Malformed) async throws {
        let called: Handler = { _ in
            Issue.record("The handler was called")
            return Response(.ok)
        }
        try await serving(handler: called) { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, request.block), .ping())
            #expect(try peer.answer(to: 1).reset == .protocolError)
            try peer.send(.ping())
            try peer.next { $0.type == .ping }
            #expect(!peer.received.contains { $0.type == .goAway })
        }
    }

    private static let method = HeaderBlock.Instruction.field(":method", "GET")
    private static let scheme = HeaderBlock.Instruction.field(":scheme", "http")
    private static let path = HeaderBlock.Instruction.field(":path", "/")
    private static let host = HeaderBlock.Instruction.field(":authority", "localhost")

    private static let pseudoHeaders = [
        Malformed("no :method", scheme, path, host),
        Malformed("no :scheme", method, path, host),
        Malformed("no :path", method, scheme, host),
        Malformed("nothing but a field", .field("x", "1")),
        Malformed(":method twice", method, method, scheme, path, host),
        Malformed(":scheme twice", method, scheme, scheme, path, host),
        Malformed(":path twice", method, scheme, path, path, host),
        Malformed(":authority twice", method, scheme, path, host, host),
        Malformed("one nobody knows", method, scheme, path, host, .field(":proto", "1")),
        Malformed("one of answers", method, scheme, path, host, .field(":status", "200")),
        Malformed("one without a name", method, scheme, path, host, .field(":", "1")),
        Malformed("one behind a field", method, scheme, path, .field("x", "1"), host),
        Malformed(
            ":protocol, which was not offered",
            method,
            scheme,
            path,
            host,
            .field(":protocol", "websocket")
        ),
        Malformed("CONNECT with a path", .field(":method", "CONNECT"), scheme, path, host),
    ]

    private static let fields = [
        Malformed("connection", get: .field("connection", "close")),
        Malformed("keep-alive", get: .field("keep-alive", "5")),
        Malformed("proxy-connection", get: .field("proxy-connection", "close")),
        Malformed("transfer-encoding", get: .field("transfer-encoding", "chunked")),
        Malformed("upgrade", get: .field("upgrade", "h2c")),
        Malformed("te of gzip", get: .field("te", "gzip")),
        Malformed("te of trailers and more", get: .field("te", "trailers, gzip")),
        Malformed("upper case in a name", get: .field("X-Forwarded-For", "1")),
        Malformed("upper case by an indexed name", get: .added("Host", "localhost")),
        Malformed("an empty name", get: .field("", "1")),
        Malformed("a space in a name", get: .field("x y", "1")),
        Malformed("a colon in a name", get: .field("x:", "1")),
        Malformed("CR LF in a name", get: .field("x\r\ny", "1")),
        Malformed("NUL in a name", get: .field("x\u{0}", "1")),
        Malformed("more than ASCII in a name", get: .field("é", "1")),
        Malformed("CR LF in a value", get: .field("x", "1\r\nhost: evil")),
        Malformed("LF in a value", get: .field("x", "1\nhost: evil")),
        Malformed("CR in a value", get: .field("x", "1\r2")),
        Malformed("NUL in a value", get: .field("x", "1\u{0}2")),
        Malformed("DEL in a value", get: .field("x", "1\u{7f}")),
        Malformed("a space before a value", get: .field("x", " 1")),
        Malformed("a space behind a value", get: .field("x", "1 ")),
        Malformed("a tab before a value", get: .field("x", "\t1")),
        Malformed("content-length that is no number", get: .field("content-length", "a")),
        Malformed("content-length below nothing", get: .field("content-length", "-1")),
        Malformed("content-length with a sign", get: .field("content-length", "+0")),
        Malformed("content-length that is empty", get: .field("content-length", "")),
        Malformed(
            "content-length beyond 64 bits",
            get:
                .field("content-length", "18446744073709551616")
        ),
        Malformed(
            "content-length twice",
            get:
                .field("content-length", "0"),
            .field("content-length", "0")
        ),
        Malformed("content-length as a list", get: .field("content-length", "0, 0")),
        Malformed(
            "content-length of a body that does not come",
            get:
                .field("content-length", "1")
        ),
    ]

    private static let hosts = [
        Malformed("host that is not :authority", get: .field("host", "evil")),
        Malformed("host twice", get: .field("host", "localhost"), .field("host", "localhost")),
        Malformed(
            "host twice, and no :authority",
            method,
            scheme,
            path,
            .field("host", "a"),
            .field("host", "b")
        ),
        Malformed("neither host nor :authority", method, scheme, path),
        Malformed("an empty :authority", method, scheme, path, .field(":authority", "")),
        Malformed("an empty host", method, scheme, path, .field("host", "")),
        Malformed("a user in :authority", method, scheme, path, .field(":authority", "a@b")),
        Malformed("a user in host", method, scheme, path, .field("host", "a@b")),
        Malformed("a space in :authority", method, scheme, path, .field(":authority", "a b")),
        Malformed("a path in :authority", method, scheme, path, .field(":authority", "a/b")),
        Malformed("CR LF in :authority", method, scheme, path, .field(":authority", "a\r\nb")),
    ]

    private static let targets = [
        Malformed("an empty :path", method, scheme, .field(":path", ""), host),
        Malformed(":path without a slash", method, scheme, .field(":path", "a"), host),
        Malformed(":path that is a URI", method, scheme, .field(":path", "http://a/"), host),
        Malformed("* to GET", method, scheme, .field(":path", "*"), host),
        Malformed("a space in :path", method, scheme, .field(":path", "/a b"), host),
        Malformed("CR LF in :path", method, scheme, .field(":path", "/ HTTP/1.1\r\nx: y"), host),
        Malformed("NUL in :path", method, scheme, .field(":path", "/\u{0}"), host),
        Malformed("a fragment in :path", method, scheme, .field(":path", "/a#b"), host),
        Malformed("an empty :method", .field(":method", ""), scheme, path, host),
        Malformed("a space in :method", .field(":method", "GET /"), scheme, path, host),
        Malformed("CR LF in :method", .field(":method", "GET\r\n"), scheme, path, host),
        Malformed("an empty :scheme", method, .field(":scheme", ""), path, host),
        Malformed(":scheme of ftp", method, .field(":scheme", "ftp"), path, host),
        Malformed(":scheme in upper case", method, .field(":scheme", "HTTP"), path, host),
        Malformed("a slash in :scheme", method, .field(":scheme", "http:/"), path, host),
    ]
}
