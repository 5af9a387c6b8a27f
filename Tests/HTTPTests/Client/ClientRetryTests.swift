import HTTP
import NIOConcurrencyHelpers
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

    /// Connections die under load. What may be repeated is answered; what may not be is done at
    /// most once, and its caller is told when nobody knows.
    @Test func connectionsThatDieUnderLoadLoseNothingAndRepeatNothing() async throws {
        let seen = NIOLockedValueBox<[String: Int]>([:])
        try await withServer(
            limits: .internal,
            handler: { request in
                let key = "\(request.method.name) \(request.head.string)"
                seen.withLockedValue { $0[key, default: 0] += 1 }
                try? await Task.sleep(for: .milliseconds(3))
                return .json(Array(request.head.string.utf8))
            }
        ) { server in
            let relay = try await Relay(to: server.port)
            let cutter = Task {
                while !Task.isCancelled {
                    try await Task.sleep(for: .milliseconds(40))
                    relay.cut()
                }
            }
            try await withClient(loops: 2) { client in
                let service = Upstream(ports: relay.port) {
                    $0.attemptsMax = 50
                    $0.retryRatio = 50
                    $0.retryReserve = 10_000
                    $0.backoff = .milliseconds(2)
                    $0.ejection = .milliseconds(2)
                    $0.ejectionMax = .milliseconds(10)
                }
                let outcome = try await load(client, service)
                #expect(outcome.gets == 1_500)
                let counts = seen.withLockedValue { $0 }
                let posts = counts.filter { $0.key.hasPrefix("POST") }
                #expect(posts.values.allSatisfy { $0 == 1 })
                // Whoever was answered was served; whoever was told so, was not.
                #expect(outcome.answered.allSatisfy { posts["POST \($0)"] == 1 })
                #expect(outcome.untouched.allSatisfy { posts["POST \($0)"] == nil })
                #expect(outcome.answered.count + outcome.unknown + outcome.untouched.count == 500)
                #expect(await client.counters(of: service).retries > 0)
                #expect(outcome.unknown > 0)
            }
            cutter.cancel()
            try await relay.close()
        }
    }

    /// What callers were told.
    private final class Outcome: Sendable {
        private let state = NIOLockedValueBox<
            (gets: Int, answered: [String], untouched: [String], unknown: Int)
        >(
            (0, [], [], 0)
        )

        var gets: Int { state.withLockedValue { $0.gets } }
        var answered: [String] { state.withLockedValue { $0.answered } }
        var untouched: [String] { state.withLockedValue { $0.untouched } }
        var unknown: Int { state.withLockedValue { $0.unknown } }

        func got() { state.withLockedValue { $0.gets += 1 } }

        func posted(_ target: String) { state.withLockedValue { $0.answered.append(target) } }

        func failed(_ target: String, _ error: ClientError) {
            state.withLockedValue {
                if error.mayHaveBeenProcessed {
                    $0.unknown += 1
                } else {
                    $0.untouched.append(target)
                }
            }
        }
    }

    /// Twenty callers, one POST after three GETs.
    private func load(_ client: Client, _ service: Upstream) async throws -> Outcome {
        let outcome = Outcome()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<20 {
                group.addTask {
                    for step in 0..<100 {
                        let target = "/\(lane)/\(step)"
                        if step % 4 == 3 {
                            try await Self.post(target, client, service, outcome)
                        } else {
                            let text = try await client.get(target, from: service).text()
                            #expect(text == target)
                            outcome.got()
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        return outcome
    }

    private static func post(
        _ target: String,
        _ client: Client,
        _ service: Upstream,
        _ outcome: Outcome
    ) async throws {
        do {
            let response = try await client.send(
                .json(.post, target, []),
                to: service,
                deadline: .after(.seconds(30))
            )
            let text = try await response.text()
            #expect(text == target)
            outcome.posted(target)
        } catch let error as ClientError {
            outcome.failed(target, error)
        }
    }

    /// A server that goes away politely loses nothing, whatever the method.
    @Test func aServerThatDrainsUnderLoadLosesNothing() async throws {
        let seen = NIOLockedValueBox<[String: Int]>([:])
        let handler: Handler = { request in
            seen.withLockedValue { $0[request.head.string, default: 0] += 1 }
            try? await Task.sleep(for: .milliseconds(3))
            return .json(Array(request.head.string.utf8))
        }
        try await withServer(handler: handler) { staying in
            try await withServer(handler: handler) { going in
                try await withClient { client in
                    let service = Upstream(ports: going.port, staying.port)
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for lane in 0..<16 {
                            group.addTask {
                                for step in 0..<60 {
                                    let target = "/\(lane)/\(step)"
                                    let response = try await client.send(
                                        .json(.post, target, []),
                                        to: service,
                                        deadline: .after(.seconds(10))
                                    )
                                    let text = try await response.text()
                                    #expect(text == target)
                                }
                            }
                        }
                        group.addTask {
                            try await Task.sleep(for: .milliseconds(80))
                            try await going.drain()
                        }
                        try await group.waitForAll()
                    }
                    let counts = seen.withLockedValue { $0 }
                    #expect(counts.count == 960)
                    #expect(counts.values.allSatisfy { $0 == 1 })
                }
            }
        }
    }
}
