import HTTP
import Testing

@testable import gateway

/// The CORS protocol, seen from a browser's side.
@Suite struct CrossOriginTests {
    private static let ours = "https://app.example"

    @Test func aPreflightIsAnsweredAtTheEdge() async throws {
        let asked = Counted()
        try await withEdge(
            parts: { $0.origins = [Self.ours, "http://localhost:5173"] },
            handler: { request in
                asked.add()
                return await describe(request)
            }
        ) { edge in
            let answer = try await edge.ask(
                .options,
                "/things/1",
                [
                    ("origin", Self.ours), ("access-control-request-method", "PUT"),
                    ("access-control-request-headers", "authorization,if-match"),
                ]
            )
            #expect(answer.status == 204)
            #expect(answer[.allowOrigin] == Self.ours)
            #expect(answer[.allowMethods] == "GET, PUT, DELETE")
            #expect(answer[.allowHeaders]?.contains("if-match") == true)
            #expect(answer[.maxAge] == "600")
            #expect(answer[.vary] == "origin")
            #expect(!answer.headers.contains("access-control-allow-credentials"))
            #expect(asked.count == 0)
        }
    }

    @Test func anAnswerCanBeReadByOurPagesOnly() async throws {
        try await withEdge(parts: { $0.origins = [Self.ours] }) { edge in
            let read = try await edge.ask(.get, "/open", [("origin", Self.ours)])
            #expect(read[.allowOrigin] == Self.ours)
            for name in ["etag", "ratelimit", "x-request-id", "retry-after"] {
                #expect(read[.exposeHeaders]?.contains(name) == true)
            }
            for origin in ["https://evil.example", "null", "https://app.example.evil", ""] {
                let other = try await edge.ask(.get, "/open", [("origin", origin)])
                #expect(other.status == 200)
                #expect(other[.allowOrigin] == nil, "\(origin)")
                // Caches must not give one origin's answer to another.
                #expect(other[.vary] == "origin")
            }
            let refused = try await edge.ask(.get, "/nowhere", [("origin", Self.ours)])
            #expect(refused[.allowOrigin] == Self.ours)
        }
    }

    @Test func whatAServiceSaysOfOriginsDoesNotCount() async throws {
        try await withEdge(handler: { _ in
            var headers = Headers()
            headers.append(.allowOrigin, "*")
            return Response(.ok, headers: headers)
        }) { edge in
            let answer = try await edge.ask(.get, "/open", [("origin", Self.ours)])
            #expect(answer[.allowOrigin] == nil)
            #expect(answer[.vary] == nil)
        }
    }

    @Test func anyOriginMayBeAllowed() async throws {
        try await withEdge(parts: { $0.origins = ["*"] }) { edge in
            let answer = try await edge.ask(.get, "/open", [("origin", "https://any.example")])
            #expect(answer[.allowOrigin] == "https://any.example")
        }
    }
}
