import Contract
import Postgres
import TestKit
import Testing
import Vocabulary

@testable import identity

@Suite("A session goes on by refresh tokens that are good once")
struct SessionTests {
    private func refresh(
        _ token: Confidential,
        in organization: OrganizationID? = nil
    ) -> IssueToken {
        IssueToken(grantType: .refreshToken, organizationID: organization, refreshToken: token)
    }

    @Test("each brings the next")
    func rotation() async throws {
        try await withBench { bench in
            var signedIn = try await bench.signUp().signedIn
            var seen: Set<Confidential> = [signedIn.refreshToken]
            for _ in 0..<5 {
                bench.clock.advance(by: .seconds(900))
                signedIn = try await bench.send(refresh(signedIn.refreshToken))
                #expect(seen.insert(signedIn.refreshToken).inserted)
                #expect(signedIn.expiresIn == 900)
                _ = try await bench.send(GetMe(), as: signedIn.accessToken)
            }
        }
    }

    @Test("one that is used twice ends the session, its tokens included, and no other session")
    func reuse() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let elsewhere = try await bench.signIn(ours.email, Bench.password)
            let next = try await bench.send(refresh(ours.signedIn.refreshToken))
            await expect(.unauthenticated) {
                try await bench.send(refresh(ours.signedIn.refreshToken))
            }
            await expect(.unauthenticated) { try await bench.send(refresh(next.refreshToken)) }
            await expect(.unauthenticated) { try await bench.send(GetMe(), as: next.accessToken) }
            let fresh = try await bench.send(refresh(elsewhere.refreshToken))
            _ = try await bench.send(GetMe(), as: fresh.accessToken)
        }
    }

    @Test("of many who use one at once, one gets the next, and the session ends")
    func race() async throws {
        try await withBench { bench in
            for _ in 0..<5 {
                let ours = try await bench.signUp()
                let outcomes = await bench.atOnce(8) { _ in
                    try await bench.send(refresh(ours.signedIn.refreshToken))
                }
                let won = outcomes.compactMap { try? $0.get() }
                #expect(won.count == 1)
                for next in won {
                    await expect(.unauthenticated) {
                        try await bench.send(refresh(next.refreshToken))
                    }
                }
            }
        }
    }

    @Test("thirty days without use end it")
    func idle() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            bench.clock.advance(by: .seconds(30 * 86_400) - .seconds(1))
            try await bench.composition.keys.refresh()
            let next = try await bench.send(refresh(ours.signedIn.refreshToken))
            bench.clock.advance(by: .seconds(30 * 86_400))
            try await bench.composition.keys.refresh()
            await expect(.unauthenticated) { try await bench.send(refresh(next.refreshToken)) }
            try await bench.composition.sweeper.sweep()
            let left: Int = try await bench.schema.owner.row("SELECT count(*) FROM refresh_tokens")
            #expect(left == 0)
        }
    }

    @Test("it goes on in another organization of the account, and nowhere else")
    func otherOrganization() async throws {
        try await withBench { bench in
            let first = try await bench.signUp()
            let second = try await bench.signUp(email: first.email)
            let stranger = try await bench.signUp()
            let moved = try await bench.send(
                refresh(first.signedIn.refreshToken, in: second.organization)
            )
            let me = try await bench.send(GetMe(), as: moved.accessToken)
            #expect(me.organization?.id == second.organization)
            let stays = try await bench.send(refresh(moved.refreshToken))
            #expect(stays.organizations.first?.organizationID == second.organization)
            await expect(.unauthenticated) {
                try await bench.send(refresh(stays.refreshToken, in: stranger.organization))
            }
        }
    }

    @Test("signing out ends one session, or all of the account's; twice is once")
    func revoke() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let one = try await bench.signIn(ours.email, Bench.password)
            let two = try await bench.signIn(ours.email, Bench.password)
            for _ in 0..<2 {
                _ = try await bench.send(RevokeToken(refreshToken: one.refreshToken))
            }
            await expect(.unauthenticated) { try await bench.send(refresh(one.refreshToken)) }
            let other = try await bench.send(refresh(two.refreshToken))
            _ = try await bench.send(RevokeToken(), as: other.accessToken)
            for token in [ours.signedIn, other] {
                await expect(.unauthenticated) { try await bench.send(refresh(token.refreshToken)) }
                await expect(.unauthenticated) {
                    try await bench.send(GetMe(), as: token.accessToken)
                }
            }
            _ = try await bench.send(RevokeToken(refreshToken: Confidential("vr_nonsense")))
            await expect(.unauthenticated) { try await bench.send(RevokeToken()) }
        }
    }

    @Test(
        "what is no refresh token is refused",
        arguments: ["", "vr_x", "vk_x", "vr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]
    )
    func nonsense(token: String) async throws {
        try await withBench { bench in
            await expect(token.isEmpty ? .invalid : .unauthenticated) {
                try await bench.send(refresh(Confidential(token)))
            }
        }
    }
}
