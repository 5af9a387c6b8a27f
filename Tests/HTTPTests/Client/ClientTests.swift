import HTTP
import Testing

/// Against our own server: what every caller relies on.
@Suite(.timeLimit(.minutes(2))) struct ClientTests {
    @Test func tenLinesCallJSONOverHTTP2() async throws {
        try await withServer(handler: { .json(Array(#"{"path":"\#($0.head.string)"}"#.utf8)) }) {
            server in
            let client = Client()
            let service = Upstream("echo", at: [.init("127.0.0.1", server.port)])
            let request = ClientRequest.json(.post, "/hello?x=1", Array("{}".utf8))
            let response = try await client.send(
                request,
                to: service,
                deadline: .after(.seconds(5))
            )
            let text = String(decoding: try await response.collect(upTo: 1_024), as: UTF8.self)
            #expect(response.status == .ok)
            #expect(text == #"{"path":"/hello?x=1"}"#)
            await client.close()
        }
    }

    @Test func theServerSeesWhatWasSent() async throws {
        try await withServer { server in
            try await withClient { client in
                let service = Upstream(ports: server.port)
                let response = try await client.send(
                    .json(.put, "/a/b?c=%20", Array(#"{"d":1}"#.utf8)),
                    to: service,
                    deadline: .after(.seconds(5))
                )
                #expect(response.headers.string("x-method") == "PUT")
                #expect(response.headers.string("x-target") == "/a/b?c=%20")
                #expect(response.headers.string("x-authority") == "127.0.0.1:\(server.port)")
                #expect(try await response.text() == #"{"d":1}"#)
            }
        }
    }

    @Test func manyCallsShareOneConnection() async throws {
        try await withServer { server in
            try await withClient { client in
                let service = Upstream(ports: server.port)
                _ = try await client.get(from: service)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<90 {
                        group.addTask {
                            let answer = try await client.post("\(number)", to: service).text()
                            #expect(answer == "\(number)")
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(server.connectionCount == 1)
                let counters = await client.counters(of: service)
                #expect(counters.connections == 1)
                #expect(counters.streams == 0)
                #expect(counters.requests == 91)
            }
        }
    }

    @MainActor @Test func anyActorMayCall() async throws {
        try await withServer { server in
            try await withClient(loops: 2) { client in
                let service = Upstream(ports: server.port)
                let long = String(repeating: "from main ", count: 20_000)
                let answer = try await client.post(long, to: service).text()
                #expect(answer == long)
                let caller = Caller(client: client, service: service)
                for _ in 0..<20 {
                    let answer = try await caller.call()
                    #expect(answer == 130_000)
                }
            }
        }
    }

    private actor Caller {
        let client: Client
        let service: Upstream

        init(client: Client, service: Upstream) {
            self.client = client
            self.service = service
        }

        /// Long enough for its answer to be a stream, which the actor reads.
        func call() async throws -> Int {
            let text = String(repeating: "from an actor", count: 10_000)
            return try await client.post(text, to: service).text().utf8.count
        }
    }

    /// A handler's call leaves by its own loop: its thread is the connection's before and after.
    @Test func aHandlersCallStaysOnItsLoop() async throws {
        let loops = LoopGroup(count: 3)
        let client = Client(on: loops)
        try await withServer { backend in
            let service = Upstream(ports: backend.port)
            try await withServer(
                configure: { $0.loops = loops },
                handler: { _ in
                    let before = loops.current?.eventLoop
                    let answer = try? await client.get(from: service)
                    let after = loops.current?.eventLoop
                    let stayed = before != nil && before === after && answer?.status == .ok
                    return Response(stayed ? .ok : .internalError)
                }
            ) { server in
                try await withClient { outer in
                    let front = Upstream(ports: server.port) { $0.streamsPerConnectionMax = 1 }
                    try await withThrowingTaskGroup(of: Status.self) { group in
                        for _ in 0..<60 {
                            group.addTask { try await outer.get(from: front).status }
                        }
                        for try await status in group { #expect(status == .ok) }
                    }
                }
            }
        }
        await client.close()
    }

    @Test func whatIsNotARequestIsNotSent() async throws {
        try await withClient { client in
            let service = Upstream(ports: 1)
            let bad = [
                ClientRequest(.get, "no-slash"), ClientRequest(.get, "/with space"),
                ClientRequest(.get, "/\r\nhost: evil"), ClientRequest(.other("A B"), "/"),
                ClientRequest(.other(""), "/"), ClientRequest(.get, ""),
                ClientRequest(.other("CONNECT"), "/"),
            ]
            for request in bad {
                await #expect(throws: ClientError.self) {
                    try await client.send(request, to: service, deadline: .never)
                }
            }
            let counters = await client.counters(of: service)
            #expect(counters.requests == 0)
        }
    }

    @Test func headersThatNobodyTakesAreNotSent() async throws {
        try await withServer { server in
            try await withClient { client in
                let service = Upstream(ports: server.port)
                var request = ClientRequest(.get, "/")
                request.head.headers.append("x-large", String(repeating: "y", count: 100_000))
                let large = request
                let error = await #expect(throws: ClientError.self) {
                    try await client.send(large, to: service, deadline: .after(.seconds(5)))
                }
                #expect(error?.reason == .invalidRequest)
                #expect(error?.mayHaveBeenProcessed == false)
                let next = try await client.get(from: service)
                #expect(next.status == .ok)
            }
        }
    }

    @Test func headAndEmptyAnswersHaveNoBody() async throws {
        try await withServer(handler: { request in
            request.method == .head
                ? Response(.ok, body: .bytes(Array("twelve bytes".utf8))) : Response(.noContent)
        }) { server in
            try await withClient { client in
                let service = Upstream(ports: server.port)
                let head = try await client.send(
                    ClientRequest(.head, "/"),
                    to: service,
                    deadline: .never
                )
                #expect(head.status == .ok)
                #expect(head.headers.string(.contentLength) == "12")
                #expect(try await head.text() == "")
                let none = try await client.get(from: service)
                #expect(none.status == .noContent)
                #expect(try await none.text() == "")
            }
        }
    }

    @Test func aClosedClientRefusesAndEndsWhatIsUnderWay() async throws {
        try await withServer(handler: { _ in
            try? await Task.sleep(for: .seconds(20))
            return .json([])
        }) { server in
            let client = Client(on: LoopGroup(count: 1))
            let service = Upstream(ports: server.port)
            let pending = Task { try await client.get(from: service) }
            try await expectEventually { await client.counters(of: service).streams == 1 }
            await client.close()
            let first = await #expect(throws: ClientError.self) { try await pending.value }
            #expect(first?.reason == .closed)
            let second = await #expect(throws: ClientError.self) {
                try await client.get(from: service)
            }
            #expect(second?.reason == .closed)
            #expect(second?.mayHaveBeenProcessed == false)
        }
    }
}

extension RequestHead {
    var string: String { String(decoding: target, as: UTF8.self) }
}
