import Contract
import HTTP
import Testing
import Vocabulary

@testable import ServiceKit

@Suite("Every request of a service is answered in the contract's words")
struct AnsweringTests {
    private struct Secretive: Error { let about = "ada@example.com" }

    @Sendable private static func routes(_ runtime: Runtime) -> [any Handling] {
        [
            Handle(MakeGreeting.self) { (greeting: MakeGreeting, call: Call) in
                switch greeting.name {
                case "unlucky": throw Secretive()
                case "slow": try await Task.sleep(for: .seconds(20))
                case "conflicted": throw Refusal.conflict("No.", reason: "why", allowed: ["a"])
                case "moved":
                    var refusal = Refusal(.moved, "Gone there.")
                    refusal.location = "/greetings/there"
                    throw refusal
                case "busy": throw Refusal.unavailable(retryAfterSeconds: 7)
                case "again":
                    return Answer(status: 201, body: Array(#"{"text":"old"}"#.utf8), version: 9)
                case "who":
                    let who = "\(call.principal?.kind.rawValue ?? "") \(call.remoteAddress ?? "")"
                    let key = call.idempotencyKey?.text ?? "-"
                    let match = call.ifMatch?.admits(version: 4) == true
                    return Answer(Greeting(text: "\(who) \(key) \(match)", version: 1), .created)
                case _: break
                }
                return Answer(Greeting(text: "Hello \(greeting.name)", version: 3), .created)
            },
            Handle(GetWeather.self) { (_: GetWeather, call: Call) in
                Weather(sky: call.principal == nil ? "blue" : "known")
            },
        ]
    }

    private static func greeting(_ name: String) -> String {
        #"{"name":"\#(name)","times":2,"kind":"long"}"#
    }

    private func problem(_ body: String) throws -> Problem { try Problem(json: Array(body.utf8)) }

    @Test("success is its status, its JSON and the version as ETag")
    func success() async throws {
        try await withProgram(Self.routes) { test in
            let token = try test.keys.token()
            let (response, body) = try await test.send(
                .post,
                "/greetings/en",
                token: token,
                body: Self.greeting("Ada")
            )
            #expect(response.status.code == 201)
            #expect(body == #"{"text":"Hello Ada","version":3}"#)
            #expect(response.headers.string("etag") == "\"3\"")
            #expect(response.headers.string(.contentType) == "application/json")
            let again = try await test.send(
                .post,
                "/greetings/en",
                token: token,
                body: Self.greeting("again")
            )
            #expect(again.response.status.code == 201)
            #expect(again.body == #"{"text":"old"}"#)
            #expect(again.response.headers.string("etag") == "\"9\"")
        }
    }

    @Test("a body with three faults is told all three at once")
    func faults() async throws {
        try await withProgram(Self.routes) { test in
            let (response, body) = try await test.send(
                .post,
                "/greetings/en",
                token: try test.keys.token(),
                body: #"{"times":9,"kind":"medium","name":""}"#,
                headers: [(.requestID, "quoted-1")]
            )
            #expect(response.status.code == 422)
            #expect(response.headers.string(.contentType) == Problem.mediaType)
            let problem = try problem(body)
            let fields = Set(problem.errors?.map(\.field) ?? [])
            #expect(fields == ["times", "kind", "name"])
            #expect(problem.requestID == "quoted-1")
        }
    }

    @Test("what is wrong with a request is said before it is done")
    func refusals() async throws {
        try await withProgram(Self.routes) { test in
            let token = try test.keys.token()
            let person = try test.keys.token(for: .person(.test(4)))
            let body = Self.greeting("Ada")
            let cases: [(HTTP.Method, String, String?, String?, [(HeaderName, String)], Int)] = [
                (.get, "/nowhere", nil, nil, [], 404),
                (.get, "/greetings/en", token, nil, [], 405),
                (.options, "/weather", token, nil, [], 405),
                (.post, "/greetings/en", nil, body, [], 401),
                (.post, "/greetings/en", "nonsense", body, [], 401),
                (.post, "/greetings/en", person, body, [], 403),
                (.post, "/greetings/en", token, "{", [], 400),
                (.post, "/greetings/far-too-long", token, body, [], 404),
                (.post, "/greetings/en", token, body, [("idempotency-key", "ä")], 400),
                (.post, "/greetings/en", token, body, [("if-match", "3")], 400),
            ]
            for (method, target, token, body, headers, status) in cases {
                let answer = try await test.send(
                    method,
                    target,
                    token: token,
                    body: body,
                    headers: headers
                )
                #expect(answer.response.status.code == status, "\(method) \(target) \(headers)")
                let problem = try problem(answer.body)
                #expect(problem.status == status)
                #expect(problem.requestID?.isEmpty == false)
            }
            let other = try await test.send(.get, "/greetings/en", token: token)
            #expect(other.response.headers.string(.allow) == "POST")
            let stranger = try await test.send(.post, "/greetings/en", body: body)
            #expect(stranger.response.headers.string("www-authenticate") == "Bearer")
        }
    }

    @Test("a token that is not believed does not keep anyone from what anyone may ask")
    func anyone() async throws {
        try await withProgram(Self.routes) { test in
            let cases = [
                (nil, "blue"), ("nonsense", "blue"), (try test.keys.token(), "known"),
            ]
            for (token, sky) in cases {
                let (response, body) = try await test.send(.get, "/weather", token: token)
                #expect(response.status.code == 200)
                #expect(body == #"{"sky":"\#(sky)"}"#)
            }
            let head = try await test.send(.head, "/weather")
            #expect(head.response.status.code == 200 && head.body.isEmpty)
        }
    }

    @Test("refusals bring the headers that their status asks for")
    func headers() async throws {
        try await withProgram(Self.routes) { test in
            func answer(_ name: String) async throws -> (ClientResponse, Problem) {
                let (response, body) = try await test.send(
                    .post,
                    "/greetings/en",
                    token: try test.keys.token(),
                    body: Self.greeting(name)
                )
                return (response, try problem(body))
            }
            let (conflict, why) = try await answer("conflicted")
            #expect(conflict.status.code == 409)
            #expect(why.code == "why" && why.allowed == ["a"])
            let (moved, _) = try await answer("moved")
            #expect(moved.status.code == 301)
            #expect(moved.headers.string(.location) == "/greetings/there")
            let (busy, _) = try await answer("busy")
            #expect(busy.status.code == 503)
            #expect(busy.headers.string(.retryAfter) == "7")
        }
    }

    @Test("our own fault is 500 without a word of it; the log has its kind and no data")
    func unexpected() async throws {
        try await withProgram(Self.routes) { test in
            let token = try test.keys.token()
            let answer = try await test.send(
                .post,
                "/greetings/en",
                token: token,
                body: Self.greeting("unlucky"),
                headers: [(.requestID, "quoted-2")]
            )
            #expect(answer.response.status.code == 500)
            #expect(!answer.body.contains("Secretive"))
            #expect(try problem(answer.body).requestID == "quoted-2")
            let isLogged = try await eventually { test.log.text.contains("Secretive") }
            #expect(isLogged)
            let entry = try test.log.entries().first { $0["error"] == "Secretive" }
            #expect(entry?["level"] == "error" && entry?["request_id"] == "quoted-2")
            #expect(!test.log.text.contains("ada@example.com"))
        }
    }

    @Test("a deadline that passes is answered with 504 in time, and the handler is cancelled")
    func deadline() async throws {
        try await withProgram(Self.routes) { test in
            let token = try test.keys.token()
            // Over HTTP/1.1 by hand, because our own client would give up at the same time.
            let began = ContinuousClock.now
            let answer = try await rawAnswer(
                port: test.program.port,
                """
                POST /greetings/en HTTP/1.1\r
                host: test\r
                authorization: Bearer \(token)\r
                content-type: application/json\r
                content-length: \(Self.greeting("slow").utf8.count)\r
                x-request-timeout-ms: 300\r
                x-request-id: late-1\r
                connection: close\r
                \r
                \(Self.greeting("slow"))
                """
            )
            #expect(ContinuousClock.now - began < .seconds(5))
            #expect(answer.hasPrefix("HTTP/1.1 504"))
            #expect(answer.contains("urn:vouch:problem:timed_out"))
            #expect(answer.contains(#""request_id":"late-1""#))
            let isLogged = try await eventually {
                try test.log.entries().contains { $0["status"] == "504" }
            }
            #expect(isLogged)
        }
    }

    @Test("what a handler knows of its call")
    func call() async throws {
        try await withProgram(Self.routes) { test in
            let (_, body) = try await test.send(
                .post,
                "/greetings/en",
                token: try test.keys.token(),
                body: Self.greeting("who"),
                headers: [
                    ("idempotency-key", "k-1"), ("if-match", "\"4\""),
                    ("x-forwarded-for", "192.0.2.7"),
                ]
            )
            #expect(body.contains(#""text":"user 192.0.2.7 k-1 true""#))
        }
    }

    @Test("a request leaves one line, with nothing in it that the caller chose but its name")
    func requestLine() async throws {
        try await withProgram(Self.routes) { test in
            let token = try test.keys.token()
            _ = try await test.send(
                .post,
                "/greetings/en",
                token: token,
                body: Self.greeting("Ada"),
                headers: [(.requestID, "quoted-3")]
            )
            let isLogged = try await eventually { test.log.text.contains("quoted-3") }
            #expect(isLogged)
            let entries = try test.log.entries().filter { $0["request_id"] == "quoted-3" }
            #expect(entries.count == 1)
            let entry = try #require(entries.first)
            #expect(entry["operation"] == "MakeGreeting" && entry["status"] == "201")
            #expect(entry["caller"] == "user" && entry["trace_id"]?.count == 32)
            #expect(entry["ms"].flatMap { Double($0) } != nil)
            let parts = [String(token.prefix(30)), "Ada", "greetings", "192.0.2"]
            for part in parts { #expect(!test.log.text.contains(part), "\(part)") }
            let metrics = try await test.send(.get, "/metrics").body
            let count = #"vouch_requests_total{operation="MakeGreeting",status="2xx"} 1"#
            #expect(metrics.contains(count))
            #expect(metrics.contains(#"vouch_request_seconds_count{operation="MakeGreeting"} 1"#))
            #expect(metrics.contains("vouch_requests_in_flight 0"))
        }
    }

    @Test("health, readiness and metrics; a path with their beginning is not theirs")
    func pages() async throws {
        try await withProgram(Self.routes) { test in
            #expect(try await test.send(.get, "/healthz").response.status.code == 200)
            #expect(try await test.send(.get, "/readyz").response.status.code == 200)
            #expect(try await test.send(.get, "/readyz/x").response.status.code == 404)
            #expect(try await test.send(.post, "/readyz").response.status.code == 404)
            test.program.runtime.onReady("the moon") { throw Secretive() }
            test.program.runtime.onReady("for ever") { try await Task.sleep(for: .seconds(60)) }
            let (response, body) = try await test.send(.get, "/readyz")
            #expect(response.status.code == 503)
            #expect(body.contains("the moon") && !body.contains("Secretive"))
        }
    }
}
