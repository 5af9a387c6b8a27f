import Contract
import Postgres
import ServiceKit
import ServiceStore
import TestKit
import Testing
import Tokens
import Vocabulary

@testable import identity

@Suite("Signing keys rotate, once for all replicas")
struct SigningKeyTests {
    @Test("the next key is published before it signs, the last one until its tokens are over")
    func rotation() async throws {
        try await withBench { bench in
            let keys = bench.composition.keys
            func published() async throws -> [String] {
                try await keys.refresh()
                return try await bench.send(GetSigningKeys()).keys.map(\.kid)
            }
            let first = try await published()
            #expect(first.count == 2)
            #expect(try keys.current().id == first[0])
            bench.clock.advance(by: .seconds(7 * 86_400 - 60))
            #expect(try await published() == first)
            #expect(try keys.current().id == first[0])
            bench.clock.advance(by: .seconds(120))
            #expect(try keys.current().id == first[1])
            let second = try await published()
            #expect(second.count == 3 && Array(second.prefix(2)) == first)
            bench.clock.advance(by: .seconds(48 * 3_600 + 120))
            #expect(try await published() == Array(second.dropFirst()))
        }
    }

    @Test("replicas that look at once agree on every key, for half a year")
    func replicas() async throws {
        try await withBench { bench in
            let others = (0..<3).map { _ in bench.replica().keys }
            let all = others + [bench.composition.keys]
            for _ in 0..<26 {
                bench.clock.advance(by: .seconds(7 * 86_400))
                let outcomes = await bench.atOnce(all.count) { try await all[$0].refresh() }
                for outcome in outcomes { try outcome.get() }
                // One may have looked before another made the key.
                for keys in all { try await keys.refresh() }
                let signing = try all.map { try $0.current().id }
                #expect(Set(signing).count == 1)
            }
            let generations: [Int32] = try await bench.schema.owner.rows(
                "SELECT generation FROM signing_keys ORDER BY generation"
            )
            #expect(generations.count <= 3)
            #expect(generations.last ?? 0 >= 26)
        }
    }

    @Test("a token of one replica is believed by another")
    func believed() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let other = bench.replica()
            try await other.keys.refresh()
            let published = try await other.keys.published(GetSigningKeys(), Call())
            let kid = try bench.composition.keys.current().id
            #expect(published.keys.map(\.kid).contains(kid))
            _ = ours
        }
    }

    @Test("what is stored opens with the sealing key alone, and under its own name alone")
    func sealed() async throws {
        try await withBench { bench in
            let rows = try await SigningKeyStore(bench.store.system).keys()
            let row = try #require(rows.first)
            #expect(!String(decoding: row.sealed, as: UTF8.self).contains("PRIVATE"))
            let other = try SealingKey(base64: Bench.sealingKey(seed: 2))
            #expect(bench.sealing.open(row.sealed, as: row.id) != nil)
            #expect(bench.sealing.open(row.sealed, as: row.id + "x") == nil)
            #expect(other.open(row.sealed, as: row.id) == nil)
            var changed = row.sealed
            changed[20] ^= 1
            #expect(bench.sealing.open(changed, as: row.id) == nil)
            await #expect(throws: SigningKeyError.self) {
                try await bench.replica(sealing: other).keys.refresh()
            }
        }
    }

    @Test(
        "a file that is no sealing key is refused",
        arguments: ["", "AAAA", "not base64", String(repeating: "A", count: 64)]
    )
    func noKey(text: String) {
        #expect(throws: KeyFileError.notASealingKey) { try SealingKey(base64: text) }
    }
}
