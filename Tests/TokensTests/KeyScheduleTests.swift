import Testing
import Vocabulary

@testable import Tokens

@Suite("The schedule of signing keys")
struct KeyScheduleTests {
    let schedule = KeySchedule()
    let start = Forge.now

    @Test("over three months every key is published before it signs and until its tokens end")
    func threeMonths() throws {
        var entries: [KeySchedule.Entry] = []
        var publishedSince: [String: Instant] = [:]
        var lastSigned: [String: Instant] = [:]
        for hour in 0..<24 * 90 {
            let now = start + .seconds(hour * 3_600)
            if let signsFrom = schedule.nextSignsFrom(entries, at: now) {
                entries.append(.init(keyID: "k\(entries.count)", signsFrom: signsFrom))
            }
            let published = schedule.published(entries, at: now)
            for entry in published where publishedSince[entry.keyID] == nil {
                publishedSince[entry.keyID] = now
            }
            let signing = try #require(schedule.signing(entries, at: now))
            let since = try #require(publishedSince[signing.keyID])
            #expect(now - since >= schedule.lead || signing.keyID == "k0")
            lastSigned[signing.keyID] = now
            #expect(published.contains(signing) && published.count <= 3)
            for (keyID, instant) in lastSigned
            where instant + TokenType.longestLifetime + TokenVerifier.skew > now {
                #expect(published.contains { $0.keyID == keyID }, "\(keyID) at \(now)")
            }
        }
        #expect(entries.count == 14)
        #expect(lastSigned.count == 13)
    }

    @Test("the first key signs at once, and exactly one waits behind it")
    func first() {
        let from = schedule.nextSignsFrom([], at: start)
        #expect(from == start)
        let one = [KeySchedule.Entry(keyID: "a", signsFrom: start)]
        #expect(schedule.nextSignsFrom(one, at: start) == start + .seconds(7 * 86_400))
        let two = one + [.init(keyID: "b", signsFrom: start + .seconds(7 * 86_400))]
        #expect(schedule.nextSignsFrom(two, at: start) == nil)
        #expect(schedule.signing(two, at: start - .seconds(5))?.keyID == "a")
        #expect(schedule.signing([], at: start) == nil)
    }

    @Test("after a long standstill the next key is still published for the lead before it signs")
    func standstill() {
        let old = [KeySchedule.Entry(keyID: "a", signsFrom: start)]
        let now = start + .seconds(400 * 86_400)
        #expect(schedule.nextSignsFrom(old, at: now) == now + .seconds(3_600))
        #expect(schedule.signing(old, at: now)?.keyID == "a")
    }

    @Test("a token signed by the last key outlives the rotation, one of a forgotten key does not")
    func endToEnd() async throws {
        let keys = [try await SigningKey.generate(), try await SigningKey.generate()]
        let rotation = start + .seconds(7 * 86_400)
        let entries = [
            KeySchedule.Entry(keyID: keys[0].id, signsFrom: start),
            KeySchedule.Entry(keyID: keys[1].id, signsFrom: rotation),
        ]
        let issuedAt = rotation - .microseconds(1)
        let issuer = TokenIssuer(now: { issuedAt }, identifiers: .init(now: { issuedAt }))
        let signing = try #require(schedule.signing(entries, at: issuedAt))
        let key = try #require(keys.first { $0.id == signing.keyID })
        let link = try issuer.intakeLink(IssuingTests.intake, key: key)
        let verifier = TokenVerifier(reader: .gateway, accepts: [.intakeLink])
        for (hours, refusal) in [(0, nil), (47, nil), (49, TokenRefusal.unknownKey)] {
            let now = rotation + .seconds(hours * 3_600)
            let published = schedule.published(entries, at: now).map(\.keyID)
            verifier.trustIdentity(keys.filter { published.contains($0.id) }.map(\.verification))
            #expect(verifier.refusal(Array(link.token.utf8), at: now) == refusal)
        }
    }
}
