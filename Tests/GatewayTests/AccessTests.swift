import HTTP
import Synchronization
import Testing
import Tokens
import Vocabulary

@testable import gateway

/// Who may pass.
@Suite struct AccessTests {
    @Test func withoutATokenTheGatewayAsksForOne() async throws {
        try await withEdge { edge in
            let answer = try await edge.ask(.get, "/things/1")
            #expect(answer.status == 401)
            #expect(answer[.authenticate] == #"Bearer realm="vouch""#)
            #expect(answer[.cacheControl] == "no-store")
            #expect(answer.text.contains(#""code":"unauthenticated""#))
        }
    }

    @Test func aTokenPassesAsItCame() async throws {
        try await withEdge { edge in
            let token = try edge.token()
            let answer = try await edge.ask(.get, "/things/1", token: token)
            #expect(answer.status == 200)
            #expect(answer.text.contains("\nauthorization: Bearer \(token)\n"))
        }
    }

    @Test func whatIsNotAValidTokenIsRefusedAlike() async throws {
        let stranger = try await SigningKey.generate()
        try await withEdge { edge in
            let good = try edge.token()
            let parts = good.split(separator: ".").map(String.init)
            let identifiers = IdentifierSource(now: edge.clock.now)
            let issuer = TokenIssuer(now: edge.clock.now, identifiers: identifiers)
            let user = Principal.person(PersonID(UUID128(high: 1, low: 2)))
            let link = Principal.intake(
                CandidateID(UUID128(high: 1, low: 2)),
                of: OrganizationID(UUID128(high: 1, low: 3)),
                session: IntakeSessionID(UUID128(high: 1, low: 4))
            )
            let none = Base64URL.encode(Array(#"{"alg":"none","typ":"at+jwt"}"#.utf8))
            let zeros = Base64URL.encode([UInt8](repeating: 0, count: 64))
            let signed = "\(parts[0]).\(parts[1])"
            let flipped = String(parts[2].reversed())
            let bad = [
                "Bearer x", "Bearer \(signed).", "Bearer \(signed)", "Bearer \(good)A",
                "Bearer \(String(decoding: none, as: UTF8.self)).\(parts[1]).",
                "Bearer \(signed).\(String(decoding: zeros, as: UTF8.self))",
                "Bearer \(signed).\(flipped)", "Bearer \(good).\(parts[2])",
                "Bearer \(try issuer.access(user, key: stranger).token)",
                "Bearer \(try issuer.intakeLink(link, key: edge.key).token)",
                "Bearer \(String(repeating: "A", count: 5_000))", "Basic dTpw", "Bearer",
                "Bearer  \(good)", "Bearer vk_nonsense", good,
            ]
            for value in bad {
                let answer = try await edge.ask(.get, "/things/1", [("authorization", value)])
                #expect(answer.status == 401, "\(value)")
                let realm = #"Bearer realm="vouch", error="invalid_token""#
                #expect(answer[.authenticate] == realm, "\(value)")
                #expect(answer.text.contains(#""code":"bad_token""#), "\(value)")
            }
            let twice = [("authorization", "Bearer \(good)"), ("authorization", "Bearer \(good)")]
            try await expect(401, edge.ask(.get, "/things/1", twice))
            let lower = [("authorization", "bearer \(good)")]
            try await expect(200, edge.ask(.get, "/things/1", lower))
        }
    }

    @Test func anExpiredTokenIsRefusedAlsoWhereItWasBelievedBefore() async throws {
        try await withEdge { edge in
            let token = try edge.token()
            try await expect(200, edge.ask(.get, "/things/1", token: token))
            edge.clock.pass(.seconds(15 * 60 + 61))
            try await expect(401, edge.ask(.get, "/things/1", token: token))
        }
    }

    @Test func aSubjectThatWasCutOffIsRefusedAtOnce() async throws {
        try await withEdge { edge in
            let token = try edge.token()
            try await expect(200, edge.ask(.get, "/things/1", token: token))
            let now = edge.clock.now()
            let user = UUID128(high: 9, low: 1)
            edge.gateway.verifier.revoke(user, before: now + .seconds(1), at: now)
            try await expect(401, edge.ask(.get, "/things/1", token: token))
        }
    }

    @Test func whoIsKnownButNotMeantIsForbidden() async throws {
        try await withEdge { edge in
            let recruiter = try await edge.ask(.delete, "/things/1", token: edge.token())
            #expect(recruiter.status == 403)
            #expect(recruiter[.authenticate]?.contains("insufficient_scope") == true)
            let admin = try await edge.ask(.delete, "/things/1", token: edge.token(as: .admin))
            #expect(admin.status == 200)
            let person = Principal.person(PersonID(UUID128(high: 3, low: 3)))
            let stranger = try await edge.ask(.delete, "/things/1", token: edge.token(person))
            #expect(stranger.status == 403)
        }
    }

    /// A client that always sends what it has can still sign in again.
    @Test func aBadTokenIsNoneWhereNoneIsNeeded() async throws {
        try await withEdge { edge in
            let answer = try await edge.ask(.get, "/open", token: "nonsense")
            #expect(answer.status == 200)
            #expect(!answer.text.contains("nonsense"))
        }
    }

    @Test func aClientDoesNotSayWhereItComesFrom() async throws {
        let forged = [
            ("x-forwarded-for", "6.6.6.6"), ("forwarded", "for=6.6.6.6"), ("x-real-ip", "6.6.6.6"),
            ("x-forwarded-host", "evil"), ("cookie", "a=b"), ("proxy-authorization", "x"),
        ]
        try await withEdge { edge in
            let answer = try await edge.ask(.get, "/open", forged)
            #expect(answer.text.contains("\nx-forwarded-for: 127.0.0.1\n"))
            #expect(!answer.text.contains("6.6.6.6"))
            #expect(!answer.text.contains("evil"))
            #expect(!answer.text.contains("cookie"))
            #expect(!answer.text.contains("proxy-authorization"))
        }
    }

    @Test func anUnknownKeyIsReported() async throws {
        let stranger = try await SigningKey.generate()
        let reports = Counted()
        try await withEdge(parts: { $0.unknownKey = { reports.add() } }) { edge in
            let identifiers = IdentifierSource(now: edge.clock.now)
            let issuer = TokenIssuer(now: edge.clock.now, identifiers: identifiers)
            let person = Principal.person(PersonID(UUID128(high: 1, low: 2)))
            let token = try issuer.access(person, key: stranger).token
            try await expect(401, edge.ask(.get, "/things/1", token: token))
            #expect(reports.count == 1)
            try await expect(200, edge.ask(.get, "/things/1", token: edge.token()))
            #expect(reports.count == 1)
        }
    }
}

/// How often something has happened.
final class Counted: Sendable {
    private let value = Atomic<Int>(0)

    @discardableResult func add() -> Int { value.add(1, ordering: .relaxed).newValue }
    func subtract() { value.subtract(1, ordering: .relaxed) }
    var count: Int { value.load(ordering: .relaxed) }
}
