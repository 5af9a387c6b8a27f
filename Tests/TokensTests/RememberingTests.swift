import Testing
import Vocabulary

@testable import Tokens

@Suite("What is remembered is never more than what is true")
struct RememberingTests {
    let key: SigningKey
    let other: SigningKey
    let verifier = TokenVerifier(reader: .gateway, accepts: [.access, .intake])

    init() async throws {
        key = try await SigningKey.generate()
        other = try await SigningKey.generate()
        verifier.trustIdentity([key.verification, other.verification])
    }

    @Test("a key that goes takes its tokens with it, from the connection and from the process")
    func keyGoes() throws {
        let token = try Forge(key).token()
        let others = try Forge(other).token()
        var last = LastToken()
        _ = try verifier.verify(token.span, at: Forge.now, last: &last)
        #expect(verifier.refusal(others) == nil)
        verifier.trustIdentity([other.verification])
        #expect(throws: TokenRefusal.unknownKey) {
            try verifier.verify(token.span, at: Forge.now, last: &last)
        }
        #expect(verifier.refusal(token) == .unknownKey)
        #expect(verifier.refusal(others) == nil)
    }

    @Test("a revoked subject is refused at once, by whichever way its token was remembered")
    func revoked() throws {
        let token = try Forge(key).token()
        let subject = try #require(UserID(Forge.user)).uuid
        var last = LastToken()
        let verified = try verifier.verify(token.span, at: Forge.now, last: &last)
        // Cut off at the very instant of issue: tokens issued then are newer, and stay.
        verifier.revoke(subject, before: verified.issuedAt, at: Forge.now)
        _ = try verifier.verify(token.span, at: Forge.now, last: &last)
        verifier.revoke(subject, before: verified.issuedAt + .microseconds(1), at: Forge.now)
        #expect(throws: TokenRefusal.revoked) {
            try verifier.verify(token.span, at: Forge.now, last: &last)
        }
        #expect(verifier.refusal(token) == .revoked)
        let newer = try Forge(key).claim("iat", "1780000000.000001")
            .claim("nbf", "1780000000.000001").token()
        #expect(verifier.refusal(newer) == nil)
        let somebody = try Forge(key).claim("sub", "\"\(Forge.token)\"").token()
        #expect(verifier.refusal(somebody) == nil)
    }

    @Test("an intake session can be cut off while its candidate is not")
    func session() throws {
        let token = try Forge(key).header("typ", #""intake+jwt""#)
            .claim("aud", #""vouch-intake""#).claim("kind", #""intake""#).claim("role", nil)
            .claim("sid", "\"\(Forge.token)\"").token()
        #expect(verifier.refusal(token) == nil)
        let session = try #require(IntakeSessionID(Forge.token)).uuid
        verifier.revoke(session, before: Forge.now + .seconds(1), at: Forge.now)
        #expect(verifier.refusal(token) == .revoked)
    }

    @Test("a remembered token still expires, and is checked again after a minute")
    func expires() throws {
        let token = try Forge(key).token()
        let end = Instant(seconds: 1_780_000_960)
        var last = LastToken()
        _ = try verifier.verify(token.span, at: end - .seconds(1), last: &last)
        #expect(throws: TokenRefusal.expired) {
            try verifier.verify(token.span, at: end, last: &last)
        }
        var remembered = RememberedTokens(max: 8)
        let digest = TokenDigest(token.span)
        remembered.remember(try entry(until: Forge.now + .seconds(60)), as: digest)
        #expect(remembered.entry(digest, at: Forge.now + .microseconds(59_999_999)) != nil)
        #expect(remembered.entry(digest, at: Forge.now + .seconds(60)) == nil)
    }

    @Test("the connection's last token is compared whole")
    func lastToken() throws {
        let token = try Forge(key).token()
        var last = LastToken()
        _ = try verifier.verify(token.span, at: Forge.now, last: &last)
        for changed in [Array(token.dropLast()), token + [0x41], Array(token.reversed()), []] {
            #expect(throws: TokenRefusal.self) {
                try verifier.verify(changed.span, at: Forge.now, last: &last)
            }
        }
        let nothing: [UInt8] = []
        var empty = LastToken()
        #expect(throws: TokenRefusal.malformed) {
            try verifier.verify(nothing.span, at: Forge.now, last: &empty)
        }
    }

    @Test("memory is bounded, and what is in use stays")
    func bounded() throws {
        var remembered = RememberedTokens(max: 100)
        let bytes: [UInt8] = [0xFF]
        let favourite = TokenDigest(bytes.span)
        let kept = try entry(until: Forge.now + .seconds(60))
        remembered.remember(kept, as: favourite)
        for number in 0..<10_000 {
            let bytes = Array(String(number).utf8)
            remembered.remember(kept, as: TokenDigest(bytes.span))
            #expect(remembered.count <= 100)
            #expect(remembered.entry(favourite, at: Forge.now) != nil)
        }
    }

    @Test("many threads verifying while keys and revocations change agree in the end")
    func concurrent() async throws {
        let token = try Forge(key).token()
        let subject = try #require(UserID(Forge.user)).uuid
        let (key, other, verifier) = (key.verification, other.verification, verifier)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var last = LastToken()
                    for _ in 0..<2_000 {
                        _ = try? verifier.verify(token.span, at: Forge.now, last: &last)
                    }
                }
            }
            group.addTask {
                for round in 0..<500 {
                    verifier.trustIdentity(round % 2 == 0 ? [other] : [key, other])
                }
            }
        }
        #expect(verifier.refusal(token) == nil)
        verifier.revoke(subject, before: .latest, at: Forge.now)
        #expect(verifier.refusal(token) == .revoked)
    }

    private func entry(until: Instant) throws -> RememberedTokens.Entry {
        let token = try Forge(key).token()
        let verified = try verifier.verify(token.span, at: Forge.now)
        return RememberedTokens.Entry(token: verified, keyID: key.id, until: until)
    }
}
