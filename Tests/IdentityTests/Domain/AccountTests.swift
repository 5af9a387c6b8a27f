import Contract
import Testing
import Tokens
import Vocabulary

@testable import identity

@Suite("An account is its address's, once somebody has read its mail")
struct AccountTests {
    private let now = Instant(seconds: 1_800_000_000)

    private static func hash(_ password: String) throws -> PasswordHash {
        try PasswordHash(of: password, cost: #require(PasswordHash.Cost(logN: 10, r: 1, p: 1)))
    }

    private func account(_ password: PasswordHash?, provenAt: Instant?) -> Account {
        Account(
            id: AccountID(1),
            email: .literal("ada@example.com"),
            passwordHash: password,
            provenAt: provenAt
        )
    }

    @Test("a password from before the proof opens it no more, and its sessions end")
    func takenOver() throws {
        var account = account(try Self.hash("somebody else's"), provenAt: nil)
        #expect(account.prove(at: now) == true)
        #expect(account.passwordHash == nil)
        #expect(account.provenAt == now)
        #expect(account.prove(at: now + .seconds(1)) == false)
        #expect(account.provenAt == now)
    }

    @Test("its owner's password stays")
    func kept() throws {
        let hash = try Self.hash("the owner's")
        var account = account(hash, provenAt: now)
        #expect(account.prove(at: now + .seconds(1)) == false)
        #expect(account.passwordHash == hash)
    }

    @Test("a new password ends the sessions that the old one began")
    func newPassword() throws {
        let hash = try Self.hash("new")
        for provenAt in [nil, now] {
            var account = account(try Self.hash("old"), provenAt: provenAt)
            #expect(account.prove(at: now, newPassword: hash) == true)
            #expect(account.passwordHash == hash)
        }
    }
}
