import HTTP
import Testing
import Vocabulary

@testable import gateway

/// Paths: those of the contract, and nothing else.
@Suite struct RoutingTests {
    @Test func pathsThatNobodyDeclaredAreNotFound() async throws {
        try await withEdge { edge in
            for path in [
                "/", "/thing", "/things/", "/things/1/2", "//things/1", "/internal/things",
            ] {
                let answer = try await edge.ask(.get, path, token: edge.token())
                #expect(answer.status == 404, "\(path)")
                #expect(answer.text.contains("urn:vouch:problem:not_found"), "\(path)")
                #expect(answer[.contentType] == "application/problem+json")
            }
        }
    }

    /// An internal operation's path looks like any invented one, whatever the verb.
    @Test(arguments: [HTTP.Method.get, .post, .options, .delete])
    func internalOperationsDoNotExist(_ method: HTTP.Method) async throws {
        try await withEdge { edge in
            let known = try await edge.ask(method, "/internal/things", token: edge.token())
            let invented = try await edge.ask(method, "/internal/thongs", token: edge.token())
            #expect(known.status == 404)
            #expect(known.status == invented.status)
        }
    }

    @Test func otherVerbsAreNotAllowed() async throws {
        let cases: [(HTTP.Method, String, String)] = [
            (.post, "/things/1", "GET, PUT, DELETE, HEAD, OPTIONS"),
            (.patch, "/things", "POST, OPTIONS"), (.get, "/things", "POST, OPTIONS"),
            (.other("BREW"), "/open", "GET, HEAD, OPTIONS"),
        ]
        try await withEdge { edge in
            for (method, path, allow) in cases {
                let answer = try await edge.ask(method, path, token: edge.token())
                #expect(answer.status == 405, "\(method) \(path)")
                let words = Set(answer[.allow]?.split(separator: ", ").map(String.init) ?? [])
                #expect(words == Set(allow.split(separator: ", ").map(String.init)))
            }
        }
    }

    @Test func thePrefixOfTheSourceIsStrippedEverywhere() async throws {
        try await withEdge { edge in
            let answer = try await edge.ask(.get, "/api/pluto/open?a=%2Fapi%2Fpluto&b=1")
            #expect(answer.text.hasPrefix("GET /open?a=%2Fapi%2Fpluto&b=1\n"))
            let page = try await edge.ask(.get, "/api/pluto/healthz")
            #expect(page.status == 200)
            let twice = try await edge.ask(.get, "/api/pluto/api/pluto/open")
            #expect(twice.status == 404)
            let internalPath = try await edge.ask(.get, "/api/pluto/internal/things")
            #expect(internalPath.status == 404)
        }
    }

    @Test func aTargetReachesTheServiceAsItCame() async throws {
        try await withEdge { edge in
            let target = "/things/a%2Fb%00%FF?q=%20x&q=y&=&&"
            let answer = try await edge.ask(.get, target, token: edge.token())
            #expect(answer.text.hasPrefix("GET \(target)\n"))
        }
    }

    @Test func headIsAskedAsGetAndAnsweredWithoutBody() async throws {
        try await withEdge { edge in
            let answer = try await edge.ask(.head, "/open")
            #expect(answer.status == 200)
            #expect(answer.text.isEmpty)
            #expect((answer[.contentLength].flatMap { Int($0) } ?? 0) > 10)
        }
    }

    @Test func literalSegmentsBeatParametersAndEachServiceGetsItsOwn() async throws {
        let identity = try await startUpstream { _ in Response(.ok, body: .bytes(Array("i".utf8))) }
        let matching = try await startUpstream { _ in Response(.ok, body: .bytes(Array("m".utf8))) }
        try await withEdge(
            before: [matching.port],
            LoopGroup(count: 1),
            { $0.addresses[.identity] = [.init("127.0.0.1", identity.port)] },
            { _ in },
            { edge in
                let special = try await edge.ask(.get, "/things/special")
                #expect(special.text == "i")
                let other = try await edge.ask(.get, "/things/1", token: edge.token())
                #expect(other.text == "m")
            }
        )
        try await identity.close()
        try await matching.close()
    }
}
