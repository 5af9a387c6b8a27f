import HTTP
import Testing

/// HTTP/1.1 in clear, against our own server and against peers that say what they are told.
@Suite(.timeLimit(.minutes(2))) struct HTTP1ClientTests {
    @Test func aConnectionIsUsedAgain() async throws {
        try await withServer { server in
            try await withClient { client in
                let service = Upstream(ports: server.port, over: .http1)
                for number in 0..<20 {
                    let response = try await client.post("\(number)", to: service)
                    #expect(response.headers.string("x-authority") == "127.0.0.1:\(server.port)")
                    let text = try await response.text()
                    #expect(text == "\(number)")
                }
                #expect(server.connectionCount == 1)
            }
        }
    }

    @Test func oneRequestAtATimeOnEachConnection() async throws {
        let inside = Tally()
        let gate = Gate()
        try await withServer(handler: { request in
            inside.enter()
            await gate.pass()
            inside.leave()
            return await echo(request)
        }) { server in
            try await withClient { client in
                let service = Upstream(ports: server.port, over: .http1) {
                    $0.connectionsPerAddressMax = 3
                }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<30 {
                        group.addTask {
                            let text = try await client.post("\(number)", to: service).text()
                            #expect(text == "\(number)")
                        }
                    }
                    group.addTask {
                        try await expectEventually { inside.current == 3 }
                        gate.open()
                    }
                    try await group.waitForAll()
                }
                #expect(inside.peak == 3)
                #expect(server.connectionCount == 3)
            }
        }
    }

    struct Exchange: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reply: PlainPeer.Reply
        let body: String?
        /// Whether the same connection serves the next request.
        let isKept: Bool
    }

    static let exchanges: [Exchange] = [
        .init(
            testDescription: "content-length",
            reply: .text("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab"),
            body: "ab",
            isKept: true
        ),
        .init(
            testDescription: "chunks and trailers",
            reply: .text(
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n"
                    + "0\r\nx-t: 1\r\n\r\n"
            ),
            body: "abc",
            isKept: true
        ),
        .init(
            testDescription: "no body",
            reply: .text("HTTP/1.1 204 No Content\r\n\r\n"),
            body: "",
            isKept: true
        ),
        .init(
            testDescription: "interim answers first",
            reply: .text(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n"
                    + "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\na"
            ),
            body: "a",
            isKept: true
        ),
        .init(
            testDescription: "connection: close",
            reply: .text("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 1\r\n\r\na"),
            body: "a",
            isKept: false
        ),
        .init(
            testDescription: "HTTP/1.0",
            reply: .last("HTTP/1.0 200 OK\r\ncontent-length: 1\r\n\r\na"),
            body: "a",
            isKept: false
        ),
        .init(
            testDescription: "the end of the connection is the end of the body",
            reply: .last("HTTP/1.1 200 OK\r\n\r\nall of it"),
            body: "all of it",
            isKept: false
        ),
        .init(
            testDescription: "cut short",
            reply: .last("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc"),
            body: nil,
            isKept: false
        ),
        .init(
            testDescription: "a chunk cut short",
            reply: .last("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab"),
            body: nil,
            isKept: false
        ),
        .init(
            testDescription: "not HTTP",
            reply: .text("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n\r\n"),
            body: nil,
            isKept: false
        ),
        .init(
            testDescription: "two lengths",
            reply: .text("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab"),
            body: nil,
            isKept: false
        ),
        .init(
            testDescription: "another protocol",
            reply: .text("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n"),
            body: nil,
            isKept: false
        ),
        .init(
            testDescription: "headers without end",
            reply: .text("HTTP/1.1 200 OK\r\nx: " + String(repeating: "y", count: 70_000)),
            body: nil,
            isKept: false
        ),
        .init(
            testDescription: "an answer to a question nobody asked behind it",
            reply: .text(
                "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\naHTTP/1.1 200 OK\r\n"
                    + "content-length: 1\r\n\r\nb"
            ),
            body: "a",
            isKept: false
        ),
    ]

    @Test(arguments: exchanges)
    func theEndOfAnAnswerIsWhereThePeerSaysItIs(_ exchange: Exchange) async throws {
        let peer = try await PlainPeer { _ in exchange.reply }
        try await withClient { client in
            let service = Upstream(ports: peer.port, over: .http1) { $0.attemptsMax = 1 }
            for _ in 0..<2 {
                let call = Task { try await client.post("{}", to: service).text() }
                switch await call.result {
                case .success(let text): #expect(text == exchange.body)
                case .failure: #expect(exchange.body == nil)
                }
            }
            #expect(peer.requests == 2)
            #expect(peer.connections == (exchange.isKept ? 1 : 2))
        }
        try await peer.close()
    }

    /// The peer closes a connection that was idle just as it is used again.
    @Test func aConnectionThatWasClosedMeanwhileIsReplaced() async throws {
        let seen = Tally()
        let peer = try await PlainPeer { _ in
            seen.enter()
            return seen.total == 2
                ? .last("") : .text("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\na")
        }
        try await withClient { client in
            let service = Upstream(ports: peer.port, over: .http1)
            for _ in 0..<3 {
                let response = try await client.get(from: service)
                #expect(response.status == .ok)
            }
            #expect(peer.requests == 4)
            #expect(peer.connections == 2)
            #expect(await client.counters(of: service).ejected == 0)
        }
        try await peer.close()
    }

    /// A body that is not as long as announced would make the next request a part of it.
    @Test(arguments: [3, 9])
    func aBodyThatIsNotAsLongAsAnnouncedEndsTheConnection(count: Int) async throws {
        let peer = try await PlainPeer { _ in .nothing }
        try await withClient { client in
            var request = ClientRequest(
                RequestHead(.put, "/"),
                body: .stream { try await $0.write([UInt8](repeating: 65, count: count)) }
            )
            request.head.headers.append(.contentLength, "5")
            let whole = request
            let error = await #expect(throws: ClientError.self) {
                try await client.send(
                    whole,
                    to: Upstream(ports: peer.port, over: .http1),
                    deadline: .after(.seconds(5))
                )
            }
            #expect(error?.reason == .requestBodyFailed)
        }
        try await peer.close()
    }

    @Test func whatHTTP2ForbidsIsNotForwarded() async throws {
        let peer = try await PlainPeer { head in
            let body = head.lowercased()
            return .text("HTTP/1.1 200 OK\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)")
        }
        try await withClient { client in
            var request = ClientRequest(.get, "/")
            for name in ["connection", "keep-alive", "upgrade", "te", "transfer-encoding"] {
                request.head.headers.append(name: name.utf8, value: "x".utf8)
            }
            request.head.headers.append(.host, "vouch.test")
            request.head.headers.append(.contentLength, "7")
            let response = try await client.send(
                request,
                to: Upstream(ports: peer.port, over: .http1),
                deadline: .after(.seconds(5))
            )
            let text = try await response.text()
            let lines = text.split(separator: "\r\n").sorted()
            #expect(lines.count == 3)
            #expect(lines[0] == "get / http/1.1")
            #expect(lines[1] == "host: vouch.test")
            #expect(lines[2].hasPrefix("x-request-timeout-ms: "))
        }
        try await peer.close()
    }
}
