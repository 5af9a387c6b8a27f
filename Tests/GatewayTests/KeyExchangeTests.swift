import HTTP
import Synchronization
import Testing
import Tokens
import Vocabulary

@testable import gateway

/// API keys: exchanged once, remembered, refused alike.
@Suite struct KeyExchangeTests {
    /// What identity would do, in this process.
    private final class Identity: Sendable {
        let asked = Counted()
        let known = Mutex<[SecretHash: [UInt8]]>([:])
        let isDown = Mutex(false)

        struct Down: Error {}

        var exchange: KeyExchange.Ask {
            { secret in
                self.asked.add()
                try await Task.sleep(for: .milliseconds(20))
                if self.isDown.withLock({ $0 }) { throw Down() }
                return self.known.withLock { $0[secret.hash] }.map {
                    KeyExchange.Granted(token: $0, expiresAt: Instant(seconds: 1_780_000_900))
                }
            }
        }
    }

    private func add(_ scope: String, to identity: Identity, _ edge: Edge) throws -> String {
        let secret = Secret.generate(.apiKey)
        let token = try edge.token(
            .key(
                APIKeyID(UUID128(high: 5, low: 5)),
                of: OrganizationID(UUID128(high: 7, low: 1)),
                scopes: [scope]
            )
        )
        identity.known.withLock { $0[secret.hash] = Array(token.utf8) }
        return secret.text
    }

    @Test func servicesSeeTheTokenAndNeverTheKey() async throws {
        let identity = Identity()
        try await withEdge(parts: { $0.exchangeKey = identity.exchange }) { edge in
            let key = try add("ReadThing", to: identity, edge)
            for _ in 0..<3 {
                let answer = try await edge.ask(.get, "/things/1", token: key)
                #expect(answer.status == 200)
                #expect(answer.text.contains("\nauthorization: Bearer ey"))
                #expect(!answer.text.contains("vk_"))
            }
            #expect(identity.asked.count == 1)
            // A key may do what it names, and nothing else.
            try await expect(403, edge.ask(.delete, "/things/1", token: key))
            try await expect(403, edge.ask(.post, "/things", token: key))
        }
    }

    @Test func manyRequestsAtOnceAskOnce() async throws {
        let identity = Identity()
        try await withEdge(parts: { $0.exchangeKey = identity.exchange }) { edge in
            let key = try add("ReadThing", to: identity, edge)
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<50 {
                    group.addTask { try await edge.ask(.get, "/things/1", token: key).status }
                }
                for try await status in group { #expect(status == 200) }
            }
            #expect(identity.asked.count == 1)
        }
    }

    @Test func anUnknownKeyIsRememberedForAMoment() async throws {
        let identity = Identity()
        try await withEdge(parts: { $0.exchangeKey = identity.exchange }) { edge in
            let key = Secret.generate(.apiKey).text
            for _ in 0..<3 {
                try await expect(401, edge.ask(.get, "/things/1", token: key))
            }
            #expect(identity.asked.count == 1)
            edge.clock.pass(.seconds(11))
            try await expect(401, edge.ask(.get, "/things/1", token: key))
            #expect(identity.asked.count == 2)
        }
    }

    @Test func anInventedKeyOfTheWrongFormIsNotAskedAbout() async throws {
        let identity = Identity()
        try await withEdge(parts: { $0.exchangeKey = identity.exchange }) { edge in
            for key in ["vk_", "vk_abc", "vk_" + String(repeating: "A", count: 5_000)] {
                try await expect(401, edge.ask(.get, "/things/1", token: key))
            }
            #expect(identity.asked.count == 0)
        }
    }

    /// That identity is down is not the key's fault, and is not remembered.
    @Test func whileIdentityIsDownKeysAreUnavailable() async throws {
        let identity = Identity()
        try await withEdge(parts: { $0.exchangeKey = identity.exchange }) { edge in
            let key = try add("ReadThing", to: identity, edge)
            identity.isDown.withLock { $0 = true }
            try await expect(503, edge.ask(.get, "/things/1", token: key))
            identity.isDown.withLock { $0 = false }
            try await expect(200, edge.ask(.get, "/things/1", token: key))
        }
    }

    @Test func aTokenNearItsEndIsExchangedAnew() async throws {
        let identity = Identity()
        try await withEdge(parts: { $0.exchangeKey = identity.exchange }) { edge in
            let key = try add("ReadThing", to: identity, edge)
            try await expect(200, edge.ask(.get, "/things/1", token: key))
            edge.clock.pass(.seconds(900 - 59))
            try await expect(200, edge.ask(.get, "/things/1", token: key))
            #expect(identity.asked.count == 2)
        }
    }

    @Test func aBodyWaitsForTheExchange() async throws {
        let identity = Identity()
        try await withEdge(
            parts: { $0.exchangeKey = identity.exchange },
            handler: echo
        ) { edge in
            let secret = Secret.generate(.apiKey)
            let token = try edge.token()
            identity.known.withLock { $0[secret.hash] = Array(token.utf8) }
            for size in [10, 60_000, 200_000] {
                let body = [UInt8](repeating: 65, count: size)
                let key = secret.text
                let answer = try await edge.ask(.post, "/things", token: key, body: .bytes(body))
                #expect(answer.text.utf8.count == size)
            }
        }
    }

    /// Invented keys in any number: the table stays bounded, and so do the questions.
    @Test func aFloodOfKeysIsBounded() async throws {
        let (gate, asked, answered) = (Gate(), Counted(), Counted())
        let now = Instant(seconds: 1_780_000_000)
        let exchange = KeyExchange(now: { now }) { _ in
            asked.add()
            await gate.wait()
            return nil
        }
        let secrets = (0..<300).map { _ in Secret.generate(.apiKey) }
        for secret in secrets { exchange.exchange(secret) { _ in answered.add() } }
        // All but those that are being asked about have been turned away at once.
        #expect(answered.count == secrets.count - KeyExchange.askedMax)
        gate.open()
        try await expectEventually(within: .seconds(30)) { answered.count == secrets.count }
        #expect(asked.count == KeyExchange.askedMax)
        #expect(exchange.count == KeyExchange.askedMax)
    }
}
