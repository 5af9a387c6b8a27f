import HTTP
import Synchronization
import Testing

@testable import gateway

/// Bodies on their way in and out.
@Suite struct BodyTests {
    /// Announced, or found while it arrives: the service's word or the gateway's, it is 413.
    @Test func aBodyLargerThanItsOperationTakesIsRefused() async throws {
        let asked = Counted()
        try await withEdge(handler: { request in
            let answer = await echo(request)
            if answer.status == .ok { asked.add() }
            return answer
        }) { edge in
            let small = [UInt8](repeating: 65, count: 1_000)
            try await expect(200, edge.ask(.post, "/small", body: .bytes(small)))
            let large = [UInt8](repeating: 65, count: 1_001)
            let announced = try await edge.ask(.post, "/small", body: .bytes(large))
            #expect(announced.status == 413)
            #expect(announced.text.contains(#""code":"too_large""#))
            let found = try await edge.ask(
                .post,
                "/small",
                body: .stream { writer in
                    try await writer.write(Array(large[..<600]))
                    try await Task.sleep(for: .milliseconds(50))
                    try await writer.write(Array(large[600...]))
                }
            )
            #expect(found.status == 413)
            #expect(asked.count == 1, "what is too large is not done")
        }
    }

    @Test(arguments: [0, 1, 63_000, 64 * 1_024, 64 * 1_024 + 1, 1_000_000, 9_000_000])
    func aBodyArrivesWholeUpAndDown(_ size: Int) async throws {
        let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        try await withEdge(handler: echo) { edge in
            for kind in [ClientRequest.Body.bytes(body), .stream { try await $0.write(body) }] {
                let request = ClientRequest(
                    RequestHead(.post, "/things", headers: try edge.signed()),
                    body: kind
                )
                let response = try await edge.client.send(
                    request,
                    to: edge.front,
                    deadline: .after(.seconds(20))
                )
                #expect(response.status == .ok)
                #expect(try await response.collect() == body)
            }
        }
    }

    /// Nobody reads above: the client is held back, whatever it wants to send.
    @Test func aSlowServiceHoldsItsClientBack() async throws {
        let gate = Gate()
        let written = Counted()
        try await withEdge(handler: { request in
            await gate.wait()
            return await echo(request)
        }) { edge in
            let piece = [UInt8](repeating: 7, count: 16 * 1_024)
            async let answer = edge.ask(
                .post,
                "/things",
                token: edge.token(),
                body: .stream { writer in
                    for _ in 0..<512 {
                        try await writer.write(piece)
                        written.add()
                    }
                }
            )
            try await Task.sleep(for: .milliseconds(700))
            // Windows and buffers on the way: 64 KiB each, some hundred KiB together, not 8 MiB.
            #expect(written.count < 64)
            gate.open()
            #expect(try await answer.text.utf8.count == 512 * piece.count)
            #expect(written.count == 512)
        }
    }

    /// The client does not read: the service is held back.
    @Test func aSlowClientHoldsItsServiceBack() async throws {
        let written = Counted()
        let piece = [UInt8](repeating: 7, count: 16 * 1_024)
        try await withEdge(handler: { _ in
            Response(
                .ok,
                body: .stream { writer in
                    for _ in 0..<1_024 {
                        try await writer.write(piece)
                        written.add()
                    }
                }
            )
        }) { edge in
            let request = ClientRequest(.get, "/open")
            let response = try await edge.client.send(
                request,
                to: edge.front,
                deadline: .after(.seconds(20))
            )
            guard case .stream(let reader) = response.body else {
                Issue.record("the body is not a stream")
                return
            }
            try await Task.sleep(for: .milliseconds(700))
            #expect(written.count < 128)
            var count = 0
            while let more = try await reader.next() { count += more.count }
            #expect(count == 1_024 * piece.count)
        }
    }

    @Test func trailersTravelBothWays() async throws {
        let seen = Mutex<String?>(nil)
        try await withEdge(handler: { request in
            if case .stream(let reader) = request.body {
                while let _ = try? await reader.next() {}
                let trailers = await reader.trailers()
                seen.withLock { $0 = trailers.string("x-sum") }
            }
            return Response(
                .ok,
                body: .stream { writer in
                    try await writer.write([1, 2, 3])
                    var trailers = Headers()
                    trailers.append("x-sum", "6")
                    try await writer.setTrailers(trailers)
                }
            )
        }) { edge in
            let request = ClientRequest(
                RequestHead(.post, "/things", headers: try edge.signed()),
                body: .stream { writer in
                    try await writer.write([1])
                    var trailers = Headers()
                    trailers.append("x-sum", "1")
                    try await writer.setTrailers(trailers)
                }
            )
            let response = try await edge.client.send(
                request,
                to: edge.front,
                deadline: .after(.seconds(10))
            )
            guard case .stream(let reader) = response.body else {
                Issue.record("the body is not a stream")
                return
            }
            while let _ = try await reader.next() {}
            #expect(await reader.trailers().string("x-sum") == "6")
            #expect(seen.withLock { $0 } == "1")
        }
    }
}

/// Opened once, passed by all who wait and all who come.
final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>(
        (false, [])
    )

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

/// Answers with the request's body.
@Sendable func echo(_ request: Request) async -> Response {
    do {
        let body = try await request.body.collect(upTo: 64 << 20)
        return Response(.ok, body: body.isEmpty ? .none : .bytes(body))
    } catch {
        return .problem(.badRequest, title: "The body did not arrive.")
    }
}

extension Edge {
    /// The fields of a signed-in user's request.
    func signed() throws -> Headers {
        var headers = Headers()
        headers.append(.authorization, "Bearer \(try token())")
        return headers
    }
}
