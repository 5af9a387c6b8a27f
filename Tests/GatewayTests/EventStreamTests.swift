import HTTP
import Testing

@testable import gateway

/// Server-sent events through the gateway.
@Suite struct EventStreamTests {
    private static func events(
        every pause: Duration,
        _ ended: Counted = Counted()
    ) -> Handler {
        { _ in
            var headers = Headers()
            headers.append(.contentType, "text/event-stream")
            return Response(
                .ok,
                headers: headers,
                body: .stream { writer in
                    do {
                        for number in 0..<1_000 {
                            try await writer.write(Array("data: \(number)\n\n".utf8))
                            try await Task.sleep(for: pause)
                        }
                    } catch {
                        ended.add()
                        throw error
                    }
                }
            )
        }
    }

    private func reader(_ edge: Edge, token: String) async throws -> BodyReader {
        var headers = Headers()
        headers.append(.authorization, "Bearer \(token)")
        let request = ClientRequest(RequestHead(.get, "/events", headers: headers))
        let response = try await edge.client.send(
            request,
            to: edge.front,
            deadline: .after(.seconds(20))
        )
        guard case .stream(let reader) = response.body else { throw BodyError.malformed }
        return reader
    }

    /// The service sends no event before the last one has been read.
    @Test func eachEventArrivesBeforeTheNextIsSent() async throws {
        let read = (0..<5).map { _ in Gate() }
        try await withEdge(handler: { _ in
            var headers = Headers()
            headers.append(.contentType, "text/event-stream")
            return Response(
                .ok,
                headers: headers,
                body: .stream { writer in
                    for (number, gate) in read.enumerated() {
                        try await writer.write(Array("data: \(number)\n\n".utf8))
                        await gate.wait()
                    }
                }
            )
        }) { edge in
            let reader = try await reader(edge, token: edge.token())
            for (number, gate) in read.enumerated() {
                let piece = try #require(try await reader.next())
                #expect(String(decoding: piece, as: UTF8.self) == "data: \(number)\n\n")
                gate.open()
            }
            #expect(try await reader.next() == nil)
        }
    }

    /// Longer than any request may take, and silent for longer than any other answer may be.
    @Test func aStreamOutlivesTheDeadline() async throws {
        try await withEdge(
            parts: { $0.clientLimits.progressTimeout = .milliseconds(300) },
            server: { $0.limits.requestTimeout = .milliseconds(400) },
            handler: Self.events(every: .milliseconds(1_200))
        ) { edge in
            let reader = try await reader(edge, token: edge.token())
            for _ in 0..<3 { #expect(try await reader.next() != nil) }
        }
    }

    @Test func aStreamEndsWithItsToken() async throws {
        let ended = Counted()
        try await withEdge(handler: Self.events(every: .milliseconds(50), ended)) { edge in
            let token = try edge.token()
            // A second of its fifteen minutes is left.
            edge.clock.pass(.seconds(15 * 60 - 1))
            let start = ContinuousClock.now
            let reader = try await reader(edge, token: token)
            while try await reader.next() != nil {}
            #expect((0.5...10).contains((ContinuousClock.now - start) / .seconds(1)))
            try await expectEventually { ended.count == 1 }
            #expect(edge.gateway.inFlight.streams == 0)
        }
    }

    @Test func aReaderThatGoesEndsItsStream() async throws {
        let ended = Counted()
        try await withEdge(handler: Self.events(every: .milliseconds(50), ended)) { edge in
            let token = try edge.token()
            let reading = Task {
                let reader = try await reader(edge, token: token)
                while try await reader.next() != nil {}
            }
            try await expectEventually { edge.gateway.inFlight.streams == 1 }
            #expect(edge.gateway.inFlight.requests == 0, "it frees its place for others")
            reading.cancel()
            try await expectEventually { ended.count == 1 }
            try await expectEventually { edge.gateway.inFlight.streams == 0 }
        }
    }

    @Test func streamsHaveALimitOfTheirOwn() async throws {
        try await withEdge(
            parts: { $0.inFlight.eventStreams = 1 },
            handler: Self.events(every: .milliseconds(50))
        ) { edge in
            let first = try await reader(edge, token: edge.token())
            #expect(try await first.next() != nil)
            let second = try await edge.ask(.get, "/events", token: edge.token())
            #expect(second.status == 503)
            #expect(try await first.next() != nil)
        }
    }
}
