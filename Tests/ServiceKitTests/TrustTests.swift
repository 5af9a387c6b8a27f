import Contract
import HTTP
import NIOConcurrencyHelpers
import Testing
import Tokens
import Vocabulary

@testable import ServiceKit

/// An identity as far as its peers need one: keys, and who was cut off.
final class IdentityState: Sendable {
    let keys = NIOLockedValueBox<[VerificationKey]>([])
    let cutOff = NIOLockedValueBox<[Revocation]>([])
    let keyFetches = NIOLockedValueBox(0)

    static let operations: [any Contract.Operation.Type] = [
        GetSigningKeys.self, ListRevocations.self, TakeNote.self,
    ]

    @Sendable func routes(_ runtime: Runtime) -> [any Handling] {
        [
            Handle(GetSigningKeys.self) { [self] (_: GetSigningKeys, _: Call) in
                keyFetches.withLockedValue { $0 += 1 }
                return try PublishedKeys(json: KeySet(keys.withLockedValue { $0 }).json)
            },
            Handle(ListRevocations.self) { [self] (request: ListRevocations, _: Call) in
                RevocationList(
                    items: cutOff.withLockedValue { $0.filter { $0.before >= request.since } }
                )
            },
            Handle(TakeNote.self) { (_: TakeNote, _: Call) in Nothing() },
        ]
    }
}

@Sendable func greetingRoutes(_ runtime: Runtime) -> [any Handling] {
    [
        Handle(MakeGreeting.self) { (greeting: MakeGreeting, _: Call) in
            Greeting(text: greeting.name, version: 1)
        },
        Handle(GetWeather.self) { (_: GetWeather, _: Call) in Weather(sky: "blue") },
    ]
}

@Suite("A program believes what identity says, and no longer than that", .serialized)
struct TrustTests {
    private static let body = #"{"name":"Ada","times":1,"kind":"long"}"#

    private func greet(_ test: TestProgram, _ token: String) async throws -> ClientResponse {
        try await test.send(.post, "/greetings/en", token: token, body: Self.body).response
    }

    @Test("without identity it is not ready, and says 'not now' to a token rather than 'no'")
    func alone() async throws {
        try await withProgram(of: .talent, greetingRoutes) { test in
            let (ready, body) = try await test.send(.get, "/readyz")
            #expect(ready.status.code == 503 && body.contains("identity's keys"))
            #expect(try await test.send(.get, "/healthz").response.status.code == 200)
            let response = try await greet(test, try test.keys.token())
            #expect(response.status.code == 503)
            #expect(response.headers.string(.retryAfter) == "1")
            // What needs no token is served.
            #expect(try await test.send(.get, "/weather").response.status.code == 200)
        }
    }

    @Test("with identity it is ready soon; a subject that is cut off is refused within 5 s")
    func cutOff() async throws {
        let keys = try await TestKeys()
        defer { keys.remove() }
        let state = IdentityState()
        state.keys.withLockedValue { $0 = [keys.identity.verification] }
        let gone: UserID = .test(8)
        // Cut off before the service started: it must know before it believes anybody.
        state.cutOff.withLockedValue {
            $0 = [Revocation(subject: gone.uuid, before: .now() + .seconds(60))]
        }
        try await withProgram(
            of: .identity,
            answering: IdentityState.operations,
            keys: keys,
            state.routes
        ) { identity in
            try await withProgram(
                of: .talent,
                identity: identity.program.port,
                keys: keys,
                greetingRoutes
            ) { test in
                let isReady = try await eventually {
                    try await test.send(.get, "/readyz").response.status.code == 200
                }
                #expect(isReady)
                let token = try keys.token()
                #expect(try await greet(test, token).status.code == 201)
                let old = try keys.token(for: .user(gone, of: .test(2), as: .admin))
                let refused = try await greet(test, old)
                #expect(refused.status.code == 401)
                let user: UserID = .test(1)
                state.cutOff.withLockedValue {
                    $0.append(Revocation(subject: user.uuid, before: .now() + .seconds(1)))
                }
                let isRefused = try await eventually(within: .seconds(5)) {
                    try await greet(test, token).status.code == 401
                }
                #expect(isRefused)
            }
        }
    }

    @Test("a new key is fetched when a token names it; a flood of invented ones asks ten times")
    func newKey() async throws {
        let keys = try await TestKeys()
        defer { keys.remove() }
        let state = IdentityState()
        state.keys.withLockedValue { $0 = [keys.identity.verification] }
        try await withProgram(
            of: .identity,
            answering: IdentityState.operations,
            keys: keys,
            state.routes
        ) { identity in
            try await withProgram(
                of: .talent,
                identity: identity.program.port,
                keys: keys,
                greetingRoutes
            ) { test in
                _ = try await eventually {
                    try await test.send(.get, "/readyz").response.status.code == 200
                }
                let next = try await SigningKey.generate()
                let token = try keys.token(by: next)
                #expect(try await greet(test, token).status.code == 401)
                state.keys.withLockedValue { $0.append(next.verification) }
                let isBelieved = try await eventually {
                    try await greet(test, token).status.code == 201
                }
                #expect(isBelieved)
                for _ in 0..<30 {
                    let invented = try keys.token(by: try await SigningKey.generate())
                    #expect(try await greet(test, invented).status.code == 401)
                    try await Task.sleep(for: .milliseconds(10))
                }
                #expect(state.keyFetches.withLockedValue { $0 } <= 10)
            }
        }
    }

    @Test("an intake link is not a token to call with")
    func intakeLink() async throws {
        try await withProgram(greetingRoutes) { test in
            let issuer = TokenIssuer(
                now: Instant.now,
                identifiers: IdentifierSource(now: Instant.now)
            )
            let link = try issuer.intakeLink(
                .intake(.test(1), of: .test(2), session: .test(3)),
                key: test.keys.identity
            )
            #expect(try await greet(test, link.token).status.code == 401)
        }
    }
}
