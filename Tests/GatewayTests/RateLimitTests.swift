import HTTP
import Testing
import Vocabulary

@testable import gateway

/// Token buckets.
@Suite struct RateLimitTests {
    private static let start = Instant(seconds: 1_780_000_000)

    private static func key(_ number: Int) -> RateKey {
        RateKey(address: "10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)")
    }

    @Test func aBurstPassesAndThenTheRate() {
        let limiter = RateLimiter(.init(perSecond: 50, burst: 200))
        let key = Self.key(1)
        for left in (0..<200).reversed() {
            let verdict = limiter.take(key, at: Self.start)
            #expect(verdict.isAllowed)
            #expect(verdict.remaining == left)
        }
        #expect(!limiter.take(key, at: Self.start).isAllowed)
        #expect(limiter.isExhausted(key, at: Self.start))
        var allowed = 0
        for step in 1...1_000 {
            let now = Self.start + .milliseconds(10 * step)
            if limiter.take(key, at: now).isAllowed { allowed += 1 }
        }
        // Ten seconds at fifty a second.
        #expect((499...501).contains(allowed))
    }

    @Test func aClockThatIsSetBackLocksNobodyOut() {
        let limiter = RateLimiter(.init(perSecond: 10, burst: 1))
        let key = Self.key(1)
        #expect(limiter.take(key, at: Self.start).isAllowed)
        let earlier = Self.start - .seconds(3_600)
        #expect(!limiter.take(key, at: earlier).isAllowed)
        #expect(limiter.take(key, at: earlier + .seconds(1)).isAllowed)
    }

    /// A hundred thousand addresses, each once: the table does not grow, and whoever is held back
    /// stays so.
    @Test func aFloodOfAddressesNeitherGrowsTheTableNorFreesAnOffender() {
        let limiter = RateLimiter(.init(perSecond: 20, burst: 100), bucketsMax: 1_024)
        let offender = RateKey(address: "192.0.2.1")
        for _ in 0..<100 { _ = limiter.take(offender, at: Self.start) }
        for number in 0..<100_000 { _ = limiter.take(Self.key(number), at: Self.start) }
        #expect(limiter.count <= 1_024)
        #expect(!limiter.take(offender, at: Self.start).isAllowed)
    }

    @Test(arguments: [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", false), ("::1", "::2", true),
        ("::ffff:10.0.0.1", "10.0.0.1", true), ("10.0.0.1", "10.0.0.2", false),
        ("2001:db8::", "2001:db8:0:0:1::", true), ("fe80::1%eth0", "fe80::2", true),
        ("1:2:3:4:5:6:7:8", "1:2:3:4::", true), ("1:2:3:4:5:6:7:8", "1:2:3:5::", false),
    ])
    func sixtyFourBitsOfIPv6AreOneAddress(_ one: String, _ other: String, _ isSame: Bool) {
        #expect((RateKey(address: one) == RateKey(address: other)) == isSame)
    }

    @Test func anAddressWithoutATokenIsHeldBack() async throws {
        try await withEdge(parts: { $0.perAddress = .init(perSecond: 20, burst: 5) }) { edge in
            for left in (0..<5).reversed() {
                let answer = try await edge.ask(.get, "/open")
                #expect(answer.status == 200)
                #expect(answer[.rateLimit]?.hasPrefix("\"address\";r=\(left);t=") == true)
                #expect(answer[.rateLimitPolicy] == "\"address\";q=5;w=1")
            }
            let refused = try await edge.ask(.get, "/open")
            #expect(refused.status == 429)
            #expect(refused[.retryAfter] == "1")
            #expect(refused.text.contains(#""code":"rate_limited""#))
            // A bad token, a wrong path and a wrong verb are charged to the address, too.
            try await expect(429, edge.ask(.get, "/nowhere"))
            try await expect(429, edge.ask(.put, "/open"))
            try await expect(429, edge.ask(.get, "/things/1", token: "x"))
            edge.clock.pass(.milliseconds(51))
            try await expect(200, edge.ask(.get, "/open"))
        }
    }

    @Test func aPrincipalIsCountedWhereverItCallsFrom() async throws {
        let rate = RateLimiter.Rate(perSecond: 50, burst: 3)
        try await withEdge(parts: { $0.perPrincipal = rate }) { edge in
            let (one, other) = (try edge.token(user: 1), try edge.token(user: 2))
            for left in (0..<3).reversed() {
                let answer = try await edge.ask(.get, "/things/1", token: one)
                #expect(answer[.rateLimit]?.hasPrefix("\"principal\";r=\(left);t=1") == true)
            }
            // Another token of the same user changes nothing; another user is another matter.
            edge.clock.pass(.milliseconds(1))
            try await expect(429, edge.ask(.get, "/things/1", token: edge.token()))
            try await expect(200, edge.ask(.get, "/things/1", token: other))
            try await expect(200, edge.ask(.get, "/open"))
        }
    }

    /// 40 µs of signature checking for each token of a stranger are soon not worth it any more.
    @Test func strangersDoNotGetSignaturesCheckedForEver() async throws {
        let rate = RateLimiter.Rate(perSecond: 1, burst: 2)
        try await withEdge(parts: { $0.perAddress = rate }) { edge in
            let forged = String(try edge.token().dropLast(4)) + "AAAA"
            try await expect(401, edge.ask(.get, "/things/1", token: forged))
            try await expect(401, edge.ask(.get, "/things/1", token: forged))
            try await expect(429, edge.ask(.get, "/things/1", token: edge.token()))
            edge.clock.pass(.seconds(1))
            try await expect(200, edge.ask(.get, "/things/1", token: edge.token()))
            try await expect(200, edge.ask(.get, "/open"))
            // From now on this connection is known.
            try await expect(429, edge.ask(.get, "/open"))
            try await expect(200, edge.ask(.get, "/things/1", token: edge.token()))
        }
    }
}
