import HTTP
import NIOCore
import Testing

/// Peers that break the protocol, or a limit.
@Suite(.timeLimit(.minutes(2))) struct ClientFaultTests {
    typealias Answer = @Sendable (FramePeer.Frame, FrameWriter) -> Void

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reason: ClientError.Reason
        let answer: Answer

        init(_ description: String, _ reason: ClientError.Reason, _ answer: @escaping Answer) {
            testDescription = description
            self.reason = reason
            self.answer = answer
        }
    }

    /// Each ends its call with an error of its own; nothing of it reaches the caller as an answer.
    static let faults: [Fault] = [
        Fault("a status below 100", .malformedResponse) {
            $1.headers($0.stream, [(":status", "099")], ends: true)
        },
        Fault("a status that is no number", .malformedResponse) {
            $1.headers($0.stream, [(":status", "2OO")], ends: true)
        },
        Fault("no status", .malformedResponse) {
            $1.headers($0.stream, [("x", "y")], ends: true)
        },
        Fault("two statuses", .malformedResponse) {
            $1.headers($0.stream, [(":status", "200"), (":status", "200")], ends: true)
        },
        Fault("a status behind a field", .malformedResponse) {
            $1.headers($0.stream, [("x", "y"), (":status", "200")], ends: true)
        },
        Fault("a request's pseudo-header", .malformedResponse) {
            $1.headers($0.stream, [(":status", "200"), (":path", "/")], ends: true)
        },
        Fault("an upper-case name", .malformedResponse) {
            $1.headers($0.stream, [(":status", "200"), ("X-Y", "z")], ends: true)
        },
        Fault("a connection header", .malformedResponse) {
            $1.headers($0.stream, [(":status", "200"), ("connection", "close")], ends: true)
        },
        Fault("a value with a line break", .malformedResponse) {
            $1.headers($0.stream, [(":status", "200"), ("x", "a\r\nb: c")], ends: true)
        },
        Fault("less than content-length", .malformedResponse) {
            $1.headers($0.stream, [(":status", "200"), ("content-length", "5")])
            $1.data($0.stream, [1, 2], ends: true)
        },
        Fault("more than content-length", .malformedResponse) {
            $1.headers($0.stream, [(":status", "200"), ("content-length", "1")])
            $1.data($0.stream, [1, 2], ends: true)
        },
        Fault("data before a head", .malformedResponse) {
            $1.data($0.stream, [1, 2], ends: true)
        },
        Fault("a header list that is too large", .headersTooLarge) { frame, writer in
            let long = String(repeating: "y", count: 9_000)
            writer.headers(frame.stream, [(":status", "200"), ("x", long)], ends: true)
        },
        Fault("many small headers", .headersTooLarge) { frame, writer in
            let many = (0..<300).map { ("x\($0)", "y") }
            writer.headers(frame.stream, [(":status", "200")] + many, ends: true)
        },
        Fault("interim responses without end", .headersTooLarge) { frame, writer in
            for _ in 0..<400 { writer.headers(frame.stream, [(":status", "103"), ("x", "y")]) }
        },
        Fault("a pushed stream", .malformedResponse) { frame, writer in
            let promised = FrameWriter.number(2)
            writer.frame(
                5,
                flags: 4,
                stream: frame.stream,
                promised + FrameWriter.block([(":method", "GET"), (":path", "/")])
            )
        },
        Fault("a frame that is too large", .malformedResponse) {
            $1.frame(0, stream: $0.stream, [UInt8](repeating: 0, count: 20_000))
        },
        Fault("a header block that cannot be decoded", .malformedResponse) {
            $1.frame(1, flags: 5, stream: $0.stream, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff])
        },
        Fault("a stream of its own", .malformedResponse) { _, writer in
            writer.headers(2, [(":status", "200")], ends: true)
        },
        Fault("frames that ask for nothing", .malformedResponse) { frame, writer in
            for _ in 0..<5_000 { writer.frame(6, [UInt8](repeating: 0, count: 8)) }
        },
        Fault("frames of no kind", .malformedResponse) { frame, writer in
            for _ in 0..<5_000 { writer.frame(0xfa, [1, 2, 3]) }
        },
        Fault("trailers without an end", .malformedResponse) { frame, writer in
            writer.headers(frame.stream, [(":status", "200"), ("content-length", "1")])
            writer.headers(frame.stream, [("x", "y")])
        },
    ]

    @Test(arguments: faults)
    func aFaultEndsItsCallAndNotTheClient(_ fault: Fault) async throws {
        let seen = Tally()
        let peer = try await FramePeer { frame, writer in
            guard frame.isHeaders else { return }
            seen.enter()
            if seen.total == 1 { fault.answer(frame, writer) } else { writer.respond(frame.stream) }
        }
        try await withClient { client in
            let service = Upstream(ports: peer.port) { $0.headerListBytesMax = 8 * 1024 }
            let error = await #expect(throws: ClientError.self) {
                try await client.post("{}", to: service, within: .after(.seconds(5)))
            }
            #expect(error?.reason == fault.reason)
            #expect(error?.mayHaveBeenProcessed == true)
            let next = try await client.post("{}", to: service)
            #expect(next.status == .ok)
        }
        try await peer.close()
    }

    @Test func interimAnswersAreSkipped() async throws {
        let peer = try await FramePeer { frame, writer in
            guard frame.isHeaders else { return }
            writer.headers(frame.stream, [(":status", "100")])
            writer.headers(frame.stream, [(":status", "103"), ("link", "</a.css>")])
            writer.headers(frame.stream, [(":status", "200"), ("x-final", "yes")])
            writer.data(frame.stream, Array("done".utf8))
            writer.headers(frame.stream, [("x-trailer", "last")], ends: true)
        }
        try await withClient { client in
            let response = try await client.get(from: Upstream(ports: peer.port))
            #expect(response.status == .ok)
            #expect(response.headers.string("x-final") == "yes")
            #expect(!response.headers.contains("link"))
            let text = try await response.text()
            #expect(text == "done")
            guard case .stream(let reader) = response.body else {
                Issue.record("A body of unknown length is a stream.")
                return
            }
            let trailers = await reader.trailers()
            #expect(trailers.string("x-trailer") == "last")
        }
        try await peer.close()
    }

    /// Over its limit in one piece, in many, and as it was announced.
    @Test(arguments: [true, false])
    func aBodyThatIsTooLargeIsNotRead(announced: Bool) async throws {
        let resets = Tally()
        let peer = try await FramePeer { frame, writer in
            if frame.isReset { resets.enter() }
            guard frame.isHeaders else { return }
            let length = announced ? [("content-length", "60000")] : []
            writer.headers(frame.stream, [(":status", "200")] + length)
            for part in 1...6 {
                let bytes = [UInt8](repeating: 0, count: 10_000)
                writer.data(frame.stream, bytes, ends: part == 6)
            }
        }
        try await withClient { client in
            let service = Upstream(ports: peer.port) { $0.bodyBytesMax = 50_000 }
            let call = Task { try await client.get(from: service).collect() }
            switch await call.result {
            case .success: Issue.record("The body was larger than its limit.")
            case .failure(let error as ClientError): #expect(error.reason == .bodyTooLarge)
            case .failure(let error): #expect(error as? BodyError == .tooLarge)
            }
            try await expectEventually { resets.total == 1 }
            var request = ClientRequest(.get, "/")
            request.responseBytesMax = 60_000
            let larger = try await client.send(
                request,
                to: service,
                deadline: .after(.seconds(5))
            )
            let count = try await larger.collect().count
            #expect(count == 60_000)
        }
        try await peer.close()
    }

    @Test func whoNeverReadsHoldsNothingUp() async throws {
        // Its windows never open: 20 requests of 1 MiB wait, and end at their deadlines.
        let peer = try await FramePeer(settings: [(4, 0)]) { _, _ in }
        try await withClient { client in
            let service = Upstream(ports: peer.port)
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        var request = ClientRequest(.post, "/")
                        request.body = .bytes([UInt8](repeating: 1, count: 1 << 20))
                        let whole = request
                        let error = await #expect(throws: ClientError.self) {
                            try await client.send(
                                whole,
                                to: service,
                                deadline: .after(milliseconds: 300)
                            )
                        }
                        #expect(error?.reason == .deadlinePassed)
                    }
                }
            }
            try await expectEventually { await client.counters(of: service).streams == 0 }
        }
        try await peer.close()
    }

    /// A process that goes says so first; what it lets finish, finishes.
    @Test func whatAGoingPeerLetsFinishFinishes() async throws {
        let peer = try await FramePeer { frame, writer in
            guard frame.isHeaders else { return }
            writer.goAway(last: frame.stream)
            writer.channel.eventLoop.scheduleTask(in: .milliseconds(100)) {
                writer.respond(frame.stream, "late")
            }
        }
        try await withClient { client in
            let service = Upstream(ports: peer.port)
            for number in 1...3 {
                let text = try await client.post("{}", to: service).text()
                #expect(text == "late")
                #expect(peer.connections == number)
            }
            let counters = await client.counters(of: service)
            #expect(counters.retries == 0)
            #expect(counters.ejected == 0)
            try await expectEventually { peer.openConnections == 0 }
        }
        try await peer.close()
    }
}
