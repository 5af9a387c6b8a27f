import HTTP
import NIOConcurrencyHelpers
import NIOCore
import Testing

/// Bodies that are written and read piece by piece, in both directions, with bounded memory.
@Suite(.timeLimit(.minutes(2))) struct ClientStreamTests {
    private static let piece = [UInt8](repeating: 7, count: 16 * 1024)

    private static func upload(
        _ produce: @escaping @Sendable (BodyWriter) async throws -> Void
    ) -> ClientRequest {
        ClientRequest(RequestHead(.post, "/"), body: .stream(produce))
    }

    @Test(arguments: [Upstream.Transport.http2, .http1])
    func aWrittenBodyArrivesWithItsTrailers(over transport: Upstream.Transport) async throws {
        try await withServer(handler: { request in
            guard case .stream(let reader) = request.body else { return Response(.badRequest) }
            var count = 0
            while let piece = try? await reader.next() { count += piece.count }
            let checksum = await reader.trailers().string("x-checksum") ?? "none"
            return .json(Array("\(count) \(checksum)".utf8))
        }) { server in
            try await withClient { client in
                let request = Self.upload { writer in
                    for _ in 0..<200 { try await writer.write(Self.piece) }
                    var trailers = Headers()
                    trailers.append("x-checksum", "abc")
                    try await writer.setTrailers(trailers)
                }
                let response = try await client.send(
                    request,
                    to: Upstream(ports: server.port, over: transport),
                    deadline: .after(.seconds(20))
                )
                let text = try await response.text()
                #expect(text == "\(200 * 16 * 1024) abc")
            }
        }
    }

    /// The peer does not read: the writer gets no further than the windows and the buffers between.
    @Test(arguments: [Upstream.Transport.http2, .http1])
    func aSlowReaderHoldsTheWriterBack(over transport: Upstream.Transport) async throws {
        let gate = Gate()
        let written = NIOLockedValueBox(0)
        try await withServer(handler: { request in
            await gate.pass()
            let count = try? await request.body.collect(upTo: .max).count
            return .json(Array("\(count ?? -1)".utf8))
        }) { server in
            try await withClient { client in
                let pieces = 600
                let request = Self.upload { writer in
                    for _ in 0..<pieces {
                        try await writer.write(Self.piece)
                        written.withLockedValue { $0 += 1 }
                    }
                }
                let call = Task {
                    try await client.send(
                        request,
                        to: Upstream(ports: server.port, over: transport),
                        deadline: .after(.seconds(30))
                    ).text()
                }
                let reached = try await settled { written.withLockedValue { $0 } }
                // 10 MiB in all. Over HTTP/2 a window and a buffer of 64 KiB each stand between;
                // over HTTP/1.1 the kernel's socket buffers do.
                #expect(reached < (transport.isHTTP2 ? 20 : 500), "\(reached)")
                gate.open()
                let answer = try await call.value
                #expect(answer == "\(pieces * 16 * 1024)")
            }
        }
    }

    /// The caller does not read: the server's handler gets no further.
    @Test(arguments: [Upstream.Transport.http2, .http1])
    func aSlowCallerHoldsTheServerBack(over transport: Upstream.Transport) async throws {
        let written = NIOLockedValueBox(0)
        try await withServer(handler: { _ in
            Response(
                .ok,
                body: .stream { writer in
                    for _ in 0..<1_000 {
                        try await writer.write(Self.piece)
                        written.withLockedValue { $0 += 1 }
                    }
                }
            )
        }) { server in
            try await withClient { client in
                let service = Upstream(ports: server.port, over: transport) {
                    $0.streamWindowBytes = 64 * 1024
                    $0.bodyBytesMax = .max
                }
                let response = try await client.get(from: service, within: .after(.seconds(30)))
                let reached = try await settled { written.withLockedValue { $0 } }
                #expect(reached < (transport.isHTTP2 ? 20 : 900), "\(reached)")
                // Others on the same connection are not held up.
                let head = try await client.send(
                    ClientRequest(.head, "/"),
                    to: service,
                    deadline: .after(.seconds(5))
                )
                #expect(head.status == .ok)
                let count = try await response.collect().count
                #expect(count == 1_000 * 16 * 1024)
            }
        }
    }

    /// The number once it has stopped changing.
    private func settled(_ value: () -> Int) async throws -> Int {
        var last = -1
        while last <= 0 || last != value() {
            last = value()
            try await Task.sleep(for: .milliseconds(250))
        }
        return last
    }

    @Test func bothDirectionsAtOnce() async throws {
        try await withServer(handler: { request in
            guard case .stream(let reader) = request.body else { return Response(.badRequest) }
            return Response(
                .ok,
                body: .stream { writer in
                    while let piece = try await reader.next() { try await writer.write(piece) }
                }
            )
        }) { server in
            try await withClient(loops: 2) { client in
                let (lines, say) = AsyncStream.makeStream(of: String.self)
                let response = try await client.send(
                    Self.upload { writer in
                        for await line in lines { try await writer.write(Array(line.utf8)) }
                    },
                    to: Upstream(ports: server.port),
                    deadline: .after(.seconds(20))
                )
                guard case .stream(let reader) = response.body else {
                    Issue.record("The answer is not a stream.")
                    return
                }
                for word in ["one", "two", "three"] {
                    say.yield(word)
                    let heard = try await reader.next()
                    #expect(heard == Array(word.utf8))
                }
                say.finish()
                let end = try await reader.next()
                #expect(end == nil)
            }
        }
    }

    @Test func aDroppedBodyResetsItsStream() async throws {
        let ended = Tally()
        try await withServer(handler: { _ in
            Response(
                .ok,
                body: .stream { writer in
                    defer { ended.enter() }
                    while true { try await writer.write(Self.piece) }
                }
            )
        }) { server in
            try await withClient { client in
                let service = Upstream(ports: server.port)
                do {
                    let response = try await client.get(from: service, within: .never)
                    #expect(response.status == .ok)
                }
                try await expectEventually { ended.total == 1 }
                try await expectEventually { await client.counters(of: service).streams == 0 }
                #expect(await client.counters(of: service).connections == 1)
            }
        }
    }

    @Test func aReaderThatIsCancelledResetsItsStream() async throws {
        let ended = Tally()
        try await withServer(handler: { _ in
            Response(
                .ok,
                body: .stream { writer in
                    defer { ended.enter() }
                    try await writer.write(Self.piece)
                    try await Task.sleep(for: .seconds(20))
                }
            )
        }) { server in
            try await withClient { client in
                let service = Upstream(ports: server.port)
                let response = try await client.get(from: service, within: .never)
                let reading = Task { try await response.collect() }
                try await Task.sleep(for: .milliseconds(50))
                reading.cancel()
                await #expect(throws: BodyError.cancelled) { try await reading.value }
                try await expectEventually { ended.total == 1 }
            }
        }
    }

    @Test(arguments: [Upstream.Transport.http2, .http1])
    func aWriterThatFailsEndsTheCall(over transport: Upstream.Transport) async throws {
        struct Unwell: Error {}
        let broken = Tally()
        try await withServer(handler: { request in
            do {
                return .json(try await request.body.collect(upTo: .max))
            } catch {
                broken.enter()
                return Response(.badRequest)
            }
        }) { server in
            try await withClient { client in
                let error = await #expect(throws: ClientError.self) {
                    try await client.send(
                        Self.upload { writer in
                            try await writer.write(Self.piece)
                            try await Task.sleep(for: .milliseconds(100))
                            throw Unwell()
                        },
                        to: Upstream(ports: server.port, over: transport),
                        deadline: .after(.seconds(20))
                    )
                }
                #expect(error?.reason == .requestBodyFailed)
                try await expectEventually { broken.total == 1 }
            }
        }
    }

    /// The server answers before it has the whole body: the answer counts, and the writer learns.
    @Test func anEarlyAnswerIsNotLost() async throws {
        let stopped = Tally()
        try await withServer(handler: { _ in .problem(.contentTooLarge, title: "Too much.") }) {
            server in
            try await withClient { client in
                let service = Upstream(ports: server.port)
                for _ in 0..<20 {
                    let response = try await client.send(
                        Self.upload { writer in
                            defer { stopped.enter() }
                            for _ in 0..<1_000 { try await writer.write(Self.piece) }
                        },
                        to: service,
                        deadline: .after(.seconds(10))
                    )
                    #expect(response.status == .contentTooLarge)
                    let text = try await response.text()
                    #expect(text.contains("Too much."))
                }
                try await expectEventually { stopped.total == 20 }
                #expect(await client.counters(of: service).connections == 1)
            }
        }
    }

    /// The stream ends in the middle: what was read stays read, and the reader learns.
    @Test func aServerThatBreaksOffIsNoticed() async throws {
        struct Unwell: Error {}
        try await withServer(handler: { _ in
            Response(
                .ok,
                body: .stream { writer in
                    try await writer.write(Self.piece)
                    try await Task.sleep(for: .milliseconds(100))
                    throw Unwell()
                }
            )
        }) { server in
            try await withClient { client in
                for transport in [Upstream.Transport.http2, .http1] {
                    let service = Upstream(ports: server.port, over: transport)
                    let response = try await client.get(from: service)
                    await #expect(throws: BodyError.peerGone) { try await response.collect() }
                }
            }
        }
    }

    /// The synchronous entry: a receiver on the loop, a body that is pushed, credit given by hand.
    @Test func aReceiverNeedsNoTask() async throws {
        let loops = LoopGroup(count: 1)
        let client = Client(on: loops)
        try await withServer { server in
            let service = Upstream(ports: server.port)
            let executor = loops.executors[0]
            let (results, result) = AsyncStream.makeStream(of: String.self)
            try await executor.eventLoop.submit {
                guard let loop = client.loop(of: executor) else { return }
                let receiver = Recorder { result.yield($0) }
                let request = ClientRequest(RequestHead(.put, "/pushed"), body: .pushed)
                let exchange = loop.start(
                    request,
                    to: service,
                    deadline: .after(.seconds(5)),
                    receiver: receiver
                )
                receiver.exchange = exchange
                for word in ["push", "ed"] {
                    unsafe Array(word.utf8).withUnsafeBytes { unsafe exchange.send($0) }
                }
                exchange.end()
            }.get()
            var heard = results.makeAsyncIterator()
            #expect(await heard.next() == "200 PUT pushed")
            // The pool is the asynchronous callers' too.
            _ = try await client.get(from: service)
            #expect(await client.counters(of: service).connections == 1)
        }
        await client.close()
    }

    private final class Recorder: ResponseReceiver {
        var exchange: ClientExchange?
        private var text = ""
        private let tell: (String) -> Void

        init(_ tell: @escaping (String) -> Void) { self.tell = tell }

        override func head(_ status: Status, _ headers: consuming Headers, endOfStream: Bool) {
            text = "\(status.code) \(headers.string("x-method") ?? "") "
        }

        override func received(_ bytes: UnsafeRawBufferPointer) {
            unsafe text += String(decoding: bytes, as: UTF8.self)
            exchange?.consumed(bytes.count)
        }

        override func ended(trailers: Headers) { tell(text) }

        override func failed(_ error: ClientError) { tell("\(error)") }
    }
}

extension Upstream.Transport {
    var isHTTP2: Bool {
        switch self {
        case .http2: true
        case .http1, .tls: false
        }
    }
}
