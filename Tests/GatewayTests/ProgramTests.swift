import Contract
import HTTP
import Testing
import Tokens
import Vocabulary

@testable import gateway

/// The program itself, with identity played by a server in this process.
@Suite(.serialized) struct ProgramTests {
    /// Publishes keys, knows nobody who was cut off, and answers everything else with `describe`.
    private final class Identity: Sendable {
        let key: SigningKey
        let keysAsked = Counted()

        init(_ key: SigningKey) { self.key = key }

        var handler: Handler {
            { request in
                let path = String(decoding: request.head.path, as: UTF8.self)
                switch path {
                case "/.well-known/jwks.json":
                    self.keysAsked.add()
                    return .json(KeySet([self.key.verification]).json)
                case "/internal/revocations": return .json(Array(#"{"items":[]}"#.utf8))
                case "/readyz": return .json(Array("{}".utf8))
                case "/internal/api-keys/exchange": return self.exchange()
                case _: return await describe(request)
                }
            }
        }

        private func exchange() -> Response {
            let scopes: Set<String> = ["GetCandidate"]
            let key = Principal.key(
                APIKeyID(UUID128(high: 5, low: 5)),
                of: OrganizationID(UUID128(high: 7, low: 1)),
                scopes: scopes
            )
            guard let token = try? token(key) else { return Response(.internalError) }
            let expiry = Instant.now() + .seconds(900)
            let body = ExchangedKey(accessToken: Confidential(token), expiresAt: expiry)
            return .json(body.json())
        }

        func token(_ principal: Principal, by other: SigningKey? = nil) throws -> String {
            let issuer = TokenIssuer(
                now: Instant.now,
                identifiers: IdentifierSource(now: Instant.now)
            )
            return try issuer.access(principal, key: other ?? key).token
        }
    }

    private static let user = Principal.user(
        UserID(UUID128(high: 9, low: 1)),
        of: OrganizationID(UUID128(high: 7, low: 1)),
        as: .recruiter
    )

    private func withProgram(
        _ variables: [String: String] = [:],
        _ body: (RunningGateway, Identity, Int) async throws -> Void
    ) async throws {
        let identity = Identity(try await SigningKey.generate())
        let server = try await startUpstream(identity.handler)
        var variables = variables
        for service in Service.allCases where service != .gateway {
            let name = "VOUCH_\(service.rawValue.uppercased())_ADDRESSES"
            variables[name] = "127.0.0.1:\(server.port)"
        }
        let program = try await RunningGateway(variables)
        let port = try await program.port(of: "ready")
        do {
            try await body(program, identity, port)
        } catch {
            Issue.record(error)
        }
        #expect(await program.stop() == 0, "\(program.logged)")
        try await server.close()
    }

    private func ask(_ port: Int, _ path: String, token: String? = nil) async throws -> Answer {
        let fields = token.map { ["-H", "authorization: Bearer \($0)"] } ?? []
        let options = ["-sS", "-m", "10", "-w", "\n%{http_code}"]
        let url = "http://127.0.0.1:\(port)\(path)"
        let result = try await Command.run("curl", options + fields + [url])
        let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
        let status = lines.last.flatMap { Int($0) } ?? 0
        return Answer(
            status: status,
            headers: Headers(),
            text: lines.dropLast().joined(separator: "\n")
        )
    }

    private let candidate = "/candidates/0198f3a0-0000-7000-8000-000000000001"

    @Test func itFetchesKeysForwardsMeasuresAndStops() async throws {
        try await withProgram { program, identity, port in
            try await expectEventually { try await ask(port, "/readyz").status == 200 }
            let token = try identity.token(Self.user)
            let answer = try await ask(port, candidate, token: token)
            expect(200, answer)
            #expect(answer.text.contains("GET \(candidate)\n"))
            // A program's own key, exchanged at identity.
            let key = try await ask(port, candidate, token: Secret.generate(.apiKey).text)
            expect(200, key)
            #expect(key.text.contains("authorization: Bearer ey"))
            let metrics = try await ask(try await program.port(of: "metrics"), "/metrics")
            #expect(metrics.text.contains(#"gateway_requests_total{to="identity",status="2xx"} 2"#))
            #expect(metrics.text.contains("gateway_request_seconds_bucket"))
            #expect(metrics.text.contains("gateway_upstream_connections"))
            expect(404, try await ask(port, "/metrics"))
            expect(404, try await ask(port, "/internal/revocations", token: token))
        }
    }

    /// However many tokens invent a key, identity is asked at most ten times a minute.
    @Test func aFloodOfUnknownKeysAsksIdentityTenTimesAtMost() async throws {
        let variables = ["VOUCH_RATE_PER_ADDRESS": "100000", "VOUCH_BURST_PER_ADDRESS": "100000"]
        try await withProgram(variables) { _, identity, port in
            try await expectEventually { try await ask(port, "/readyz").status == 200 }
            let client = Client(on: LoopGroup(count: 1))
            let front = Upstream("front", at: [.init("127.0.0.1", port)])
            for _ in 0..<40 {
                let stranger = try await SigningKey.generate()
                var headers = Headers()
                let token = try identity.token(Self.user, by: stranger)
                headers.append(.authorization, "Bearer \(token)")
                let request = ClientRequest(RequestHead(.get, candidate, headers: headers))
                let answer = try await client.send(
                    request,
                    to: front,
                    deadline: .after(.seconds(5))
                )
                #expect(answer.status == .unauthorized)
                try await Task.sleep(for: .milliseconds(110))
            }
            await client.close()
            #expect((2...10).contains(identity.keysAsked.count), "\(identity.keysAsked.count)")
            // And whoever is known is served all the while.
            expect(200, try await ask(port, candidate, token: identity.token(Self.user)))
        }
    }

    /// What is under way when the order to stop comes is answered.
    @Test func stoppingDropsNothing() async throws {
        try await withProgram { program, identity, port in
            try await expectEventually { try await ask(port, "/readyz").status == 200 }
            let token = try identity.token(Self.user)
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await self.ask(port, candidate, token: token).status }
                }
                try await Task.sleep(for: .milliseconds(5))
                let stopping = Task { await program.stop() }
                for try await status in group { #expect(status == 200) }
                #expect(await stopping.value == 0)
            }
        }
    }

    @Test func aSettingThatIsWrongIsNamed() async throws {
        let program = try await RunningGateway(["VOUCH_RATE_PER_ADDRESS": "many"])
        try await expectEventually { program.logged.contains("VOUCH_RATE_PER_ADDRESS") }
        #expect(await program.stop() == 2)
    }
}
