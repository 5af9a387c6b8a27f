import Contract
import Testing
import Vocabulary

@testable import identity

@Suite("Programs sign in with keys")
struct APIKeyTests {
    private func create(
        _ scopes: [String],
        until expiry: Instant? = nil
    ) -> CreateAPIKey {
        CreateAPIKey(name: "Career page", scopes: scopes, expiresAt: expiry)
    }

    @Test("a key may what its scopes say, and nothing else")
    func scopes() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let made = try await bench.send(create(["CreateCandidate"]), as: ours.token)
            #expect(made.secret.text.hasPrefix("vk_"))
            let token = try await bench.exchange(made.secret).accessToken
            let candidate = try await bench.send(CreateCandidate(fields: .ada), as: token)
            await expect(.forbidden) {
                try await bench.send(GetCandidate(id: candidate.id), as: token)
            }
            let listed = try await bench.send(ListAPIKeys(), as: ours.token)
            #expect(listed.items.map(\.id) == [made.apiKey.id])
            #expect(listed.items.first?.lastUsedAt != nil)
        }
    }

    @Test("an unknown scope, one that keys cannot have, and a past end are refused by field")
    func invalid() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let refusal = await expect(.invalid) {
                try await bench.send(create(["GetCandidate", "Fly", "ListUsers"]), as: ours.token)
            }
            #expect(refusal?.errors.map(\.field) == ["scopes[1]", "scopes[2]"])
            await expect(.invalid) {
                try await bench.send(
                    create(["GetCandidate"], until: bench.clock.now),
                    as: ours.token
                )
            }
        }
    }

    @Test("a key that was deleted is refused at once, also the tokens that it had got")
    func deleted() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let made = try await bench.send(create(["ListCandidates"]), as: ours.token)
            let token = try await bench.exchange(made.secret).accessToken
            _ = try await bench.send(ListCandidates(), as: token)
            _ = try await bench.send(DeleteAPIKey(id: made.apiKey.id), as: ours.token)
            await expect(.unauthenticated) { try await bench.exchange(made.secret) }
            await expect(.unauthenticated) { try await bench.send(ListCandidates(), as: token) }
            await expect(.notFound) {
                try await bench.send(DeleteAPIKey(id: made.apiKey.id), as: ours.token)
            }
        }
    }

    @Test("a key ends when it says, and nobody remembers its token for longer")
    func expires() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let end = bench.clock.now + .seconds(300)
            let made = try await bench.send(create(["ListCandidates"], until: end), as: ours.token)
            #expect(try await bench.exchange(made.secret).expiresAt == end)
            bench.clock.advance(by: .seconds(301))
            await expect(.unauthenticated) { try await bench.exchange(made.secret) }
        }
    }

    @Test("lists go page by page, newest first")
    func pages() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            var made: [APIKeyID] = []
            for _ in 0..<5 {
                made.append(
                    try await bench.send(create(["GetCandidate"]), as: ours.token).apiKey.id
                )
            }
            var listed: [APIKeyID] = []
            var cursor: Cursor?
            repeat {
                let page = try await bench.send(
                    ListAPIKeys(cursor: cursor, limit: 2),
                    as: ours.token
                )
                listed += page.items.map(\.id)
                cursor = page.nextCursor
            } while cursor != nil
            #expect(listed == made.reversed())
        }
    }

    @Test("only the gateway exchanges keys, and only what is one")
    func exchange() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let made = try await bench.send(create(["GetCandidate"]), as: ours.token)
            await expect(.unauthenticated) {
                try await bench.send(ExchangeAPIKey(secret: made.secret))
            }
            await expect(.forbidden) {
                try await bench.send(ExchangeAPIKey(secret: made.secret), as: ours.token)
            }
            for text in ["vk_x", "nonsense", made.secret.text + "x"] {
                await expect(.unauthenticated) { try await bench.exchange(Confidential(text)) }
            }
        }
    }
}
