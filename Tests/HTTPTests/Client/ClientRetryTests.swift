import HTTP
import NIOCore
import Testing

/// What is sent again, what never is, and how often.
@Suite(.timeLimit(.minutes(2))) struct ClientRetryTests {
    /// The first request of a peer meets a fate; the next is answered.
    private static func peer(
        _ fate: @escaping @Sendable (FramePeer.Frame, FrameWriter) -> Void
    ) async throws -> FramePeer {
        let seen = Tally()
        return try await FramePeer { frame, writer in
            guard frame.isHeaders else { return }
            seen.enter()
            if seen.total == 1 { fate(frame, writer) } else { writer.respond(frame.stream) }
        }
    }

    /// The peer says that it has not looked at the request, so it may be anything.
    @Test(arguments: [Method.get, .post])
    func whatWasRefusedUnseenIsSentAgain(_ method: Method) async throws {
        let fates: [@Sendable (FramePeer.Frame, FrameWriter) -> Void] = [
            { $1.reset($0.stream, 7) },
            { frame, writer in
                writer.goAway(last: 0)
                writer.close()
            },
        ]
        for fate in fates {
            let peer = try await Self.peer(fate)
            try await withClient { client in
                let service = Upstream(ports: peer.port)
                var request = ClientRequest(method, "/")
                if method == .post { request.body = .bytes(Array("once more".utf8)) }
                let response = try await client.send(
                    request,
                    to: service,
                    deadline: .after(.seconds(5))
                )
                #expect(response.status == .ok)
                #expect(peer.requests == 2)
                let counters = await client.counters(of: service)
                #expect(counters.retries == 1)
            }
            try await peer.close()
        }
    }

    /// Nobody knows what became of it, so it is asked again only where that does no harm.
    @Test func aLostConnectionIsRetriedOnlyWhereThatIsSafe() async throws {
        for (method, isMarked) in [
            (Method.get, false), (.delete, false), (.post, true), (.post, false), (.patch, false),
        ] {
            let peer = try await Self.peer { $1.close() }
            try await withClient { client in
                let service = Upstream(ports: peer.port)
                var request = ClientRequest(method, "/")
                if isMarked { request.isIdempotent = true }
                let call = Task { [request] in
                    try await client.send(request, to: service, deadline: .after(.seconds(5)))
                }
                if method.isIdempotent || isMarked {
                    let status = try await call.value.status
                    #expect(status == .ok)
                    #expect(peer.requests == 2)
                } else {
                    let error = await #expect(throws: ClientError.self) { try await call.value }
                    #expect(error?.reason == .connectionLost)
                    #expect(error?.mayHaveBeenProcessed == true)
                    #expect(peer.requests == 1)
                }
            }
            try await peer.close()
        }
    }

    /// A reset that says nothing of refusal may come after the work was done.
    @Test(arguments: [0, 1, 2, 8, 11] as [UInt32])
    func aResetIsNotRetried(code: UInt32) async throws {
        let peer = try await Self.peer { $1.reset($0.stream, code) }
        try await withClient { client in
            let error = await #expect(throws: ClientError.self) {
                try await client.get(from: Upstream(ports: peer.port))
            }
            #expect(error?.reason == (code == 1 ? .malformedResponse : .reset(code: code)))
            #expect(error?.mayHaveBeenProcessed == true)
            #expect(peer.requests == 1)
        }
        try await peer.close()
    }

    @Test func aServiceThatAsksForTimeIsAskedAgainWithinTheDeadline() async throws {
        let busy: @Sendable (FramePeer.Frame, FrameWriter) -> Void = { frame, writer in
            writer.headers(frame.stream, [(":status", "503"), ("retry-after", "1")])
            writer.data(frame.stream, Array("later".utf8), ends: true)
        }
        for (milliseconds, method, requests, status) in [
            (5_000, Method.get, 2, 200), (700, .get, 1, 503), (5_000, .post, 1, 503),
        ] {
            let peer = try await Self.peer(busy)
            try await withClient { client in
                let start = ContinuousClock.now
                let response = try await client.send(
                    ClientRequest(method, "/"),
                    to: Upstream(ports: peer.port),
                    deadline: .after(milliseconds: milliseconds)
                )
                #expect(response.status.code == status)
                #expect(peer.requests == requests)
                #expect((ContinuousClock.now - start > .seconds(1)) == (requests == 2))
            }
            try await peer.close()
        }
    }

    @Test func aBodyThatIsWrittenIsSentOnlyOnce() async throws {
        let calls = Tally()
        let peer = try await Self.peer { frame, writer in
            // After its first bytes have come.
            writer.channel.eventLoop.scheduleTask(in: .milliseconds(50)) {
                writer.reset(frame.stream, 7)
            }
        }
        try await withClient { client in
            let service = Upstream(ports: peer.port)
            let request = ClientRequest(
                RequestHead(.put, "/"),
                body: .stream { writer in
                    calls.enter()
                    try await writer.write([1, 2, 3])
                    try await Task.sleep(for: .seconds(5))
                }
            )
            let error = await #expect(throws: ClientError.self) {
                try await client.send(request, to: service, deadline: .after(.seconds(5)))
            }
            #expect(error?.reason == .refused)
            #expect(error?.mayHaveBeenProcessed == false)
            #expect(calls.total == 1)
            #expect(peer.requests == 1)
        }
        try await peer.close()
    }

    /// Nobody listens: the writer of a body is not even called.
    @Test func whatCannotBeConnectedToFailsUnsent() async throws {
        let calls = Tally()
        try await withClient { client in
            let service = Upstream(ports: try await freePort())
            for body in [
                ClientRequest.Body.none, .bytes([1]), .stream { _ in calls.enter() },
            ] {
                let error = await #expect(throws: ClientError.self) {
                    try await client.send(
                        ClientRequest(RequestHead(.post, "/"), body: body),
                        to: service,
                        deadline: .after(.seconds(5))
                    )
                }
                #expect(error?.reason == .connectFailed)
                #expect(error?.mayHaveBeenProcessed == false)
            }
            #expect(calls.total == 0)
        }
    }

    @Test func aServiceThatStartsLateIsReached() async throws {
        let port = try await freePort()
        try await withClient { client in
            let service = Upstream(ports: port) {
                $0.attemptsMax = 6
                $0.backoff = .milliseconds(60)
            }
            let call = Task { try await client.post("{}", to: service) }
            try await Task.sleep(for: .milliseconds(100))
            let peer = try await FramePeer(port: port) { frame, writer in
                if frame.isHeaders { writer.respond(frame.stream) }
            }
            let status = try await call.value.status
            #expect(status == .ok)
            try await peer.close()
        }
    }

    /// A service that refuses everything sees its traffic and a fifth more, and the reserve.
    @Test func theBudgetHoldsUnderTotalFailure() async throws {
        let peer = try await FramePeer { frame, writer in
            if frame.isHeaders { writer.reset(frame.stream, 7) }
        }
        try await withClient { client in
            let service = Upstream(ports: peer.port) {
                $0.failuresMax = .max
                $0.backoff = .milliseconds(1)
            }
            let start = ContinuousClock.now
            for _ in 0..<10 {
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<50 {
                        group.addTask {
                            let error = await #expect(throws: ClientError.self) {
                                try await client.get(from: service)
                            }
                            #expect(error?.reason == .refused)
                            #expect(error?.mayHaveBeenProcessed == false)
                        }
                    }
                }
            }
            let seconds = Int((ContinuousClock.now - start).components.seconds) + 1
            #expect(peer.requests <= 500 + 100 + 10 + seconds)
            #expect(peer.requests >= 500 + 90)
            let counters = await client.counters(of: service)
            #expect(counters.retries == peer.requests - 500)
        }
        try await peer.close()
    }
}
