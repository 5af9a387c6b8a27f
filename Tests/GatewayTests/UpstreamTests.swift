import HTTP
import Synchronization
import Testing

@testable import gateway

/// What a client learns of services that fail, and what services learn of clients that go.
@Suite struct UpstreamTests {
    @Test func aServiceThatIsNotThereIsUnavailable() async throws {
        // Nobody listens there, nor will: a port that was free a moment ago is another test's soon.
        try await withEdge(before: [1]) { edge in
            let answer = try await edge.ask(
                .post,
                "/things",
                token: edge.token(),
                body: .bytes([1])
            )
            #expect(answer.status == 503)
            #expect(answer[.retryAfter] == "1")
            #expect(answer.text.contains("nothing was done"))
            #expect(answer[.requestID] != nil)
        }
        try await withEdge(before: []) { edge in
            try await expect(503, edge.ask(.get, "/open"))
        }
    }

    @Test func aServiceThatBreaksOffIsABadGateway() async throws {
        let server = Mutex<Server?>(nil)
        let upstream = try await startUpstream { _ in
            try? await server.withLock { $0 }?.close()
            return Response(.ok)
        }
        server.withLock { $0 = upstream }
        try await withEdge(before: [upstream.port]) { edge in
            let answer = try await edge.ask(
                .post,
                "/things",
                token: edge.token(),
                body: .bytes([1])
            )
            #expect(answer.status == 502)
            #expect(answer.text.contains(#""code":"bad_gateway""#))
            #expect(answer.text.contains("may have done"))
        }
    }

    /// Half an answer must not look like a whole one.
    @Test(arguments: [Upstream.Transport.http2, .http1])
    func anAnswerThatBreaksOffIsNotWhole(_ transport: Upstream.Transport) async throws {
        struct Broken: Error {}
        try await withEdge(handler: { _ in
            Response(
                .ok,
                body: .stream { writer in
                    try await writer.write(Array("half".utf8))
                    try await Task.sleep(for: .milliseconds(50))
                    throw Broken()
                }
            )
        }) { edge in
            let address = Upstream.Address("127.0.0.1", edge.port)
            let front = Upstream("front", at: [address], over: transport)
            let request = ClientRequest(.get, "/open")
            let response = try await edge.client.send(
                request,
                to: front,
                deadline: .after(.seconds(10))
            )
            #expect(response.status == .ok)
            await #expect(throws: BodyError.self) { try await response.collect() }
            try await expectEventually { edge.lines.text.contains(#""end":"broken_off""#) }
        }
    }

    @Test func aSlowServiceMeetsTheDeadlineAndIsTold() async throws {
        let cancelled = Counted()
        try await withEdge(
            server: { $0.limits.requestTimeout = .milliseconds(300) },
            handler: { request in
                #expect(request.deadline.remainingMilliseconds ?? 0 <= 300)
                do { try await Task.sleep(for: .seconds(20)) } catch { cancelled.add() }
                return Response(.ok)
            }
        ) { edge in
            let answer = try await edge.ask(.get, "/open")
            #expect(answer.status == 504)
            #expect(answer.text.contains(#""code":"timed_out""#))
            try await expectEventually { cancelled.count == 1 }
        }
    }

    /// A client may shorten its time, never stretch it.
    @Test func theClientsDeadlineTravels() async throws {
        try await withEdge(handler: { request in
            let left = request.deadline.remainingMilliseconds ?? -1
            return Response(.ok, body: .bytes(Array("\(left)".utf8)))
        }) { edge in
            let long = try await edge.ask(.get, "/open", within: .seconds(3_000))
            #expect((15_000...30_000).contains(Int(long.text) ?? 0))
            let short = try await edge.ask(.get, "/open", within: .seconds(10))
            #expect((1...10_000).contains(Int(short.text) ?? 0))
        }
    }

    @Test func aClientThatGoesCancelsItsRequest() async throws {
        let (begun, cancelled) = (Counted(), Counted())
        try await withEdge(handler: { _ in
            begun.add()
            do { try await Task.sleep(for: .seconds(20)) } catch { cancelled.add() }
            return Response(.ok)
        }) { edge in
            let asking = Task { try await edge.ask(.get, "/open") }
            try await expectEventually { begun.count == 1 }
            asking.cancel()
            try await expectEventually { cancelled.count == 1 }
            try await expectEventually { edge.lines.text.contains(#""status":499"#) }
            #expect(edge.gateway.inFlight.requests == 0)
        }
    }

    /// Early, not late: what is over the limit hears so at once, and what is under it is served.
    @Test func whatIsTooMuchIsTurnedAwayAtOnce() async throws {
        let gate = Gate()
        try await withEdge(
            parts: { $0.inFlight.perService = 3 },
            handler: { request in
                await gate.wait()
                return await describe(request)
            }
        ) { edge in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<3 { group.addTask { try await edge.ask(.get, "/open").status } }
                try await expectEventually { edge.gateway.inFlight.requests == 3 }
                let refused = try await edge.ask(.get, "/open")
                #expect(refused.status == 503)
                #expect(refused[.retryAfter] == "1")
                // Another service has places of its own.
                group.addTask { try await edge.ask(.get, "/at-identity").status }
                try await expectEventually { edge.gateway.inFlight.requests == 4 }
                gate.open()
                for try await status in group { #expect(status == 200) }
            }
            #expect(edge.gateway.inFlight.requests == 0)
        }
    }

    /// One of three dies: its requests go elsewhere, and it gets some again once it is back.
    @Test func aReplicaThatDiesIsLeftOutUntilItIsBack() async throws {
        let counts = (0..<3).map { _ in Counted() }
        var servers: [Server] = []
        for count in counts {
            servers.append(
                try await startUpstream { request in
                    count.add()
                    return await describe(request)
                }
            )
        }
        try await withEdge(
            before: servers.map(\.port),
            LoopGroup(count: 1),
            { $0.perAddress = .init(perSecond: 100_000, burst: 100_000) },
            { _ in },
            { edge in
                for _ in 0..<90 { try await expect(200, edge.ask(.get, "/open")) }
                for count in counts { #expect(count.count > 0) }
                try await servers[0].close()
                for _ in 0..<90 { try await expect(200, edge.ask(.get, "/open")) }
                let before = counts[0].count
                servers[0] = try await startUpstream(
                    { request in
                        counts[0].add()
                        return await describe(request)
                    },
                    port: servers[0].port
                )
                try await expectEventually {
                    try await expect(200, edge.ask(.get, "/open"))
                    return counts[0].count > before
                }
            }
        )
        for server in servers { try await server.close() }
    }

    /// A service that refuses everything sees its own traffic and a fifth more, not three times it.
    @Test func retriesStayWithinTheirBudget() async throws {
        let asked = Counted()
        try await withEdge(
            parts: {
                $0.perAddress = .init(perSecond: 100_000, burst: 100_000)
                $0.clientLimits.retryReserve = 0
                $0.clientLimits.backoff = .milliseconds(1)
            },
            handler: { _ in
                asked.add()
                var headers = Headers()
                headers.append(.retryAfter, "0")
                return Response(.unavailable, headers: headers)
            }
        ) { edge in
            for _ in 0..<200 { try await expect(503, edge.ask(.get, "/open")) }
            #expect((220...245).contains(asked.count), "\(asked.count)")
        }
    }

    /// A write is sent again only where that is safe.
    @Test func aWriteWithoutAKeyIsNotRepeated() async throws {
        for (fields, times) in [([], 1), ([("idempotency-key", "k1")], 2)] {
            let asked = Counted()
            try await withEdge(handler: { _ in
                guard asked.add() == 1 else { return Response(.created) }
                var headers = Headers()
                headers.append(.retryAfter, "0")
                return Response(.unavailable, headers: headers)
            }) { edge in
                let token = try edge.token()
                _ = try await edge.ask(.post, "/things", token: token, fields, body: .bytes([1]))
                #expect(asked.count == times)
            }
        }
    }
}
