import Testing
import Vocabulary

@testable import Tokens

@Suite("Claims are checked one by one")
struct ClaimTests {
    let key: SigningKey
    let verifier = TokenVerifier(reader: .gateway, accepts: [.access, .intake, .intakeLink])

    init() async throws {
        key = try await SigningKey.generate()
        verifier.trustIdentity([key.verification])
    }

    @Test(
        "wrong values",
        arguments: [
            ("iss", #""someone-else""#, TokenRefusal.wrongIssuer), ("iss", #""""#, .wrongIssuer),
            ("iss", "1", .badClaims), ("aud", #""vouch-intake""#, .wrongAudience),
            ("aud", #""Vouch""#, .wrongAudience), ("aud", #"["vouch"]"#, .badClaims),
            ("aud", #"["vouch","other"]"#, .badClaims), ("sub", #""1""#, .badClaims),
            ("sub", #""0198F3A0-0000-7000-8000-000000000001""#, .badClaims),
            ("org", #""""#, .badClaims), ("role", #""owner""#, .badClaims),
            ("role", #""admin","role":"recruiter""#, .badClaims),
            ("kind", #""person""#, .badClaims), ("kind", #""service""#, .badClaims),
            ("kind", #""intake""#, .badClaims), ("kind", #""root""#, .badClaims),
            ("sid", "\"\(Forge.token)\"", .badClaims), ("scope", #""a""#, .badClaims),
            ("jti", "7", .badClaims), ("admin", "true", .badClaims), ("exp", "null", .badClaims),
            ("exp", #""1780000900""#, .badClaims), ("exp", "-1", .badClaims),
            ("exp", "1.78e9", .badClaims), ("exp", "01780000900", .badClaims),
            ("exp", "999999999999", .badClaims), ("exp", "99999999999999999999", .badClaims),
            ("exp", "1780000900.", .badClaims), ("exp", "1780000900.1234567", .badClaims),
            ("exp", "1780000000", .badClaims), ("exp", "1779999999", .badClaims),
            ("exp", "1780000901", .livesTooLong), ("nbf", "1780000001", .badClaims),
            ("nbf", "1779999999", .badClaims),
        ]
    )
    func wrong(_ name: String, _ value: String, _ refusal: TokenRefusal) throws {
        #expect(verifier.refusal(try Forge(key).claim(name, value).token()) == refusal)
    }

    @Test(
        "missing",
        arguments: ["iss", "aud", "sub", "org", "role", "kind", "jti", "iat", "nbf", "exp"]
    )
    func missing(_ name: String) throws {
        #expect(verifier.refusal(try Forge(key).claim(name, nil).token()) == .badClaims)
    }

    @Test("a token lives from a minute before iat until a minute after exp, to the microsecond")
    func edges() throws {
        let token = try Forge(key).token()
        let issued = Instant(seconds: 1_780_000_000)
        let expires = Instant(seconds: 1_780_000_900)
        let skew = Duration.seconds(60)
        let tick = Duration.microseconds(1)
        // A verifier each, for what has been remembered must not hide what would be decided.
        let cases: [(Instant, TokenRefusal?)] = [
            (issued - skew - tick, .notYetValid), (issued - skew, nil), (issued, nil),
            (expires, nil), (expires + skew - tick, nil), (expires + skew, .expired),
            (Instant(microseconds: .max), .expired), (Instant(microseconds: .min), .notYetValid),
        ]
        for (now, refusal) in cases {
            let fresh = TokenVerifier(reader: .gateway, accepts: [.access])
            fresh.trustIdentity([key.verification])
            #expect(fresh.refusal(token, at: now) == refusal, "\(now)")
        }
    }

    @Test("an intake link is no session, a session no access, and neither the other way round")
    func typesApart() throws {
        let intake = Forge(key).claim("aud", #""vouch-intake""#).claim("kind", #""intake""#)
            .claim("role", nil).claim("sid", "\"\(Forge.token)\"")
        #expect(verifier.refusal(try intake.token()) == .wrongAudience)
        let session = intake.header("typ", #""intake+jwt""#)
        #expect(verifier.refusal(try session.token()) == nil)
        let sessionOnly = TokenVerifier(reader: .gateway, accepts: [.intake])
        sessionOnly.trustIdentity([key.verification])
        let link = intake.header("typ", #""intake-link+jwt""#)
        #expect(verifier.refusal(try link.token()) == nil)
        #expect(sessionOnly.refusal(try link.token()) == .wrongType)
        let access = Forge(key).header("typ", #""intake+jwt""#)
        #expect(verifier.refusal(try access.token()) == .wrongAudience)
        #expect(
            verifier.refusal(try access.claim("aud", #""vouch-intake""#).token()) == .badClaims
        )
    }
}
