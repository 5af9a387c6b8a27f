import HTTP
import Testing

@Suite struct HTTP1Tests {
    @Test func aRequestIsAnsweredAndTheConnectionKept() async throws {
        try await withServer { server in
            let socket = try PlainSocket(port: server.port)
            for round in 0..<3 {
                socket.send("GET /round/\(round)?q=1 HTTP/1.1\r\nHost: vouch.test\r\n\r\n")
                let answer = await socket.receive(until: "\r\n\r\n")
                #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(answer.contains("x-target: /round/\(round)?q=1\r\n"))
                #expect(answer.contains("x-authority: vouch.test\r\n"))
                #expect(answer.contains("content-length: 0\r\n"))
                #expect(answer.contains("date: "))
                #expect(!answer.contains("connection: close"))
            }
        }
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        try await withServer { server in
            let socket = try PlainSocket(port: server.port)
            let requests = (0..<100).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }
            socket.send(requests.joined())
            socket.send("GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let answers = await socket.receiveAll()
            let targets = answers.split(separator: "\r\n").filter { $0.hasPrefix("x-target") }
            #expect(targets == (0..<100).map { "x-target: /\($0)" } + ["x-target: /last"])
        }
    }

    @Test func bodiesComeByLengthAndByChunks() async throws {
        try await withServer { server in
            let socket = try PlainSocket(port: server.port)
            socket.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
            #expect(await socket.receive(until: "hello").contains("content-length: 5\r\n"))
            socket.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            socket.send("3\r\nabc\r\n4;ext=1\r\ndefg\r\n0\r\nx-sum: 7\r\n\r\n")
            #expect(await socket.receive(until: "abcdefg").contains("content-length: 7\r\n"))
        }
    }

    @Test func continueIsSentWhenTheBodyIsWanted() async throws {
        try await withServer { server in
            let socket = try PlainSocket(port: server.port)
            socket.send(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
            )
            #expect(await socket.receive(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
            socket.send("ok")
            #expect(await socket.receive(until: "ok").hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
    }

    @Test func aBodyThatIsTooLargeIsRefusedBeforeItIsSent() async throws {
        try await withServer { server in
            let socket = try PlainSocket(port: server.port)
            socket.send(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n"
                    + "Expect: 100-continue\r\n\r\n"
            )
            let answer = await socket.receiveAll()
            #expect(answer.hasPrefix("HTTP/1.1 413 "))
            #expect(answer.contains("connection: close\r\n"))
            #expect(answer.contains("application/problem+json"))
        }
    }

    @Test func chunksBeyondTheLimitAreRefused() async throws {
        var limits = ServerLimits()
        limits.bodyBytesMax = 1_000
        try await withServer(limits: limits) { server in
            let socket = try PlainSocket(port: server.port)
            socket.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            for _ in 0..<3 { socket.send("190\r\n" + String(repeating: "x", count: 400) + "\r\n") }
            #expect(await socket.receiveAll().hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test func headHasTheLengthAndNoBody() async throws {
        try await withServer(handler: { _ in .json(Array("{}".utf8)) }) { server in
            let socket = try PlainSocket(port: server.port)
            socket.send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let answer = await socket.receiveAll()
            #expect(answer.contains("content-length: 2\r\n"))
            #expect(answer.hasSuffix("\r\n\r\n"))
        }
    }

    @Test func aStreamIsSentInChunksWithTrailers() async throws {
        try await withServer(handler: { _ in
            Response(
                .ok,
                body: .stream { writer in
                    for piece in ["one", "two"] { try await writer.write(Array(piece.utf8)) }
                    var trailers = Headers()
                    trailers.append(HeaderName("x-count"), "2")
                    try await writer.setTrailers(trailers)
                }
            )
        }) { server in
            let socket = try PlainSocket(port: server.port)
            socket.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let answer = await socket.receiveAll()
            #expect(answer.contains("transfer-encoding: chunked\r\n"))
            #expect(answer.contains("one") && answer.contains("two"))
            #expect(answer.hasSuffix("0\r\nx-count: 2\r\n\r\n"))
        }
    }

    @Test func toHTTP10TheEndOfTheConnectionIsTheEndOfTheStream() async throws {
        try await withServer(handler: { _ in
            Response(.ok, body: .stream { try await $0.write(Array("all".utf8)) })
        }) { server in
            let socket = try PlainSocket(port: server.port)
            socket.send("GET / HTTP/1.0\r\n\r\n")
            let answer = await socket.receiveAll()
            #expect(answer.hasPrefix("HTTP/1.0 200 OK\r\n"))
            #expect(!answer.contains("chunked"))
            #expect(answer.hasSuffix("\r\n\r\nall"))
        }
    }

    /// What two servers in a row might read in two ways is answered with 400 and the end of the
    /// connection, and never reaches a handler.
    @Test(arguments: [
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET nowhere HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nbad name: 1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nx: a\u{0}b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n folded: 1\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        "NOTHING AT ALL\r\n\r\n",
    ])
    func whatCouldBeReadInTwoWaysIsRefused(_ bytes: String) async throws {
        try await withServer { server in
            let socket = try PlainSocket(port: server.port)
            socket.send(bytes)
            socket.send("GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = await socket.receiveAll()
            #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
            #expect(!answer.contains("/smuggled"))
        }
    }

    @Test func headersThatAreTooLargeAreRefused() async throws {
        try await withServer { server in
            for header in [
                "x: " + String(repeating: "y", count: 40_000) + "\r\n",
                (0..<2_000).map { "x\($0): y\r\n" }.joined(),
            ] {
                let socket = try PlainSocket(port: server.port)
                socket.send("GET / HTTP/1.1\r\nHost: a\r\n" + header + "\r\n")
                let answer = await socket.receiveAll()
                #expect(answer.hasPrefix("HTTP/1.1 431 "), "\(header.count) \(answer)")
            }
        }
    }

    @Test func slowHeadersEndTheConnectionAndOthersAreServed() async throws {
        var limits = ServerLimits()
        limits.firstHeadersTimeout = .milliseconds(500)
        try await withServer(limits: limits) { server in
            let slow = try PlainSocket(port: server.port)
            slow.send("GET / HTTP/1.1\r\nHo")
            let later = try PlainSocket(port: server.port)
            later.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await later.receive(until: "\r\n\r\n").contains(" 200 "))
            later.send("GET / HTTP/1.1\r\nHo")
            #expect(await slow.isClosed())
            #expect(await later.isClosed())
        }
    }

    @Test func aBodyThatStopsComingEndsTheConnection() async throws {
        var limits = ServerLimits()
        limits.progressTimeout = .milliseconds(400)
        try await withServer(limits: limits) { server in
            for length in [10, 100_000] {
                let socket = try PlainSocket(port: server.port)
                socket.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\nabc")
                #expect(await socket.isClosed())
            }
        }
    }

    @Test func anIdleConnectionIsClosed() async throws {
        var limits = ServerLimits()
        limits.idleTimeout = .milliseconds(300)
        try await withServer(limits: limits) { server in
            let socket = try PlainSocket(port: server.port)
            socket.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await socket.receive(until: "\r\n\r\n").contains(" 200 "))
            #expect(await socket.isClosed())
        }
    }

    @Test func aHandlerIsCancelledWhenItsClientGoes() async throws {
        let (ended, end) = AsyncStream.makeStream(of: Bool.self)
        try await withServer(handler: { _ in
            try? await Task.sleep(for: .seconds(20))
            end.yield(Task.isCancelled)
            return .problem(.internalError, title: "Nobody reads this.")
        }) { server in
            do {
                let socket = try PlainSocket(port: server.port)
                socket.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                try await Task.sleep(for: .milliseconds(100))
            }
            var outcomes = ended.makeAsyncIterator()
            #expect(await outcomes.next() == true)
        }
    }

    @Test func aDeadlineIsAnsweredWithoutTheHandler() async throws {
        try await withServer(handler: { _ in
            try? await Task.sleep(for: .seconds(20))
            return .json([])
        }) { server in
            let socket = try PlainSocket(port: server.port)
            socket.send("GET / HTTP/1.1\r\nHost: a\r\nx-request-timeout-ms: 100\r\n\r\n")
            #expect(await socket.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 503 "))
        }
    }
}
