import Contract
import Testing
import Tokens
import Vocabulary

@testable import identity

@Suite("Who is cut off is known to everybody")
struct RevocationTests {
    @Test("the list names subject and moment, from an instant on")
    func list() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let eve = try await bench.join("eve@example.com", ours, as: .recruiter)
            let before = bench.clock.now
            _ = try await bench.send(UpdateUser(id: eve.user, disabled: true), as: ours.token)
            let found = try await bench.revocations(since: before)
            #expect(found.map(\.subject) == [eve.user.uuid])
            #expect(found.allSatisfy { $0.before > bench.clock.now })
            #expect(try await bench.revocations(since: bench.clock.now).isEmpty)
            await expect(.forbidden) {
                try await bench.send(ListRevocations(since: before), as: ours.token)
            }
        }
    }

    @Test("another replica learns of it")
    func replica() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let eve = try await bench.join("eve@example.com", ours, as: .recruiter)
            let (other, verifier) = bench.replicaWithVerifier()
            try await other.keys.refresh()
            let token = Array(eve.token.text.utf8)
            _ = try verifier.verify(token.span, at: bench.clock.now)
            _ = try await bench.send(UpdateUser(id: eve.user, disabled: true), as: ours.token)
            try await other.revocations.take(since: bench.clock.now - .seconds(60))
            #expect(throws: (any Error).self) {
                try verifier.verify(token.span, at: bench.clock.now)
            }
        }
    }

    @Test("the record is swept once no token can be concerned")
    func swept() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            _ = try await bench.send(RevokeToken(), as: ours.token)
            let start = bench.clock.now - .seconds(10)
            bench.clock.advance(by: .seconds(48 * 3_600))
            try await bench.composition.sweeper.sweep()
            #expect(try await bench.revocations(since: start).count == 1)
            bench.clock.advance(by: .seconds(600))
            try await bench.composition.sweeper.sweep()
            #expect(try await bench.revocations(since: start).isEmpty)
        }
    }
}
