import Testing
import Vocabulary

@testable import Tokens

@Suite("The revocation set")
struct RevocationSetTests {
    @Test("keeps the latest cut-off of a subject")
    func latest() throws {
        var set = RevocationSet()
        let subject = UUID128(high: 1, low: 1)
        set.revoke(subject, before: Forge.now + .seconds(5), at: Forge.now)
        set.revoke(subject, before: Forge.now, at: Forge.now)
        #expect(set.isRevoked(try token(of: subject, issuedAt: Forge.now + .seconds(4))))
        #expect(!set.isRevoked(try token(of: subject, issuedAt: Forge.now + .seconds(5))))
    }

    @Test("is bounded, forgets what has expired, and lets nobody back in when it overflows")
    func bounded() throws {
        var set = RevocationSet()
        let max = RevocationSet.subjectsMax
        for number in 0..<max {
            set.revoke(UUID128(high: 0, low: UInt64(number)), before: Forge.now, at: Forge.now)
        }
        // Two days on, all of these are history.
        let later = Forge.now + .seconds(50 * 3_600)
        set.revoke(UUID128(high: 1, low: 0), before: later, at: later)
        #expect(set.count == 1 && set.floor < Forge.now)
        for number in 0...max {
            let instant = later + .microseconds(number)
            set.revoke(UUID128(high: 2, low: UInt64(number)), before: instant, at: later)
        }
        #expect(set.count <= max)
        for number in stride(from: 0, through: max, by: 997) {
            let issued = later + .microseconds(number - 1)
            let token = try token(of: UUID128(high: 2, low: UInt64(number)), issuedAt: issued)
            #expect(set.isRevoked(token), "\(number)")
        }
        let stranger = UUID128(high: 3, low: 0)
        #expect(!set.isRevoked(try token(of: stranger, issuedAt: later + .seconds(1))))
    }

    private func token(of subject: UUID128, issuedAt: Instant) throws -> VerifiedToken {
        let claims = Claims(
            issuer: "vouch",
            audience: "vouch",
            principal: .person(PersonID(subject)),
            id: TokenID(subject),
            issuedAt: issuedAt,
            expiresAt: issuedAt + .seconds(900)
        )
        return VerifiedToken(claims, type: .access)
    }
}
