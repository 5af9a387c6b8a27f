import Contract
import Testing
import Vocabulary

@testable import identity

@Suite("Changing a password, and getting one by mail")
struct PasswordTests {
    private func change(_ current: String, _ new: String) -> ChangePassword {
        ChangePassword(currentPassword: Confidential(current), newPassword: Confidential(new))
    }

    @Test("a change ends all sessions, and from then on the new one opens")
    func change() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let elsewhere = try await bench.signIn(ours.email, Bench.password)
            _ = try await bench.send(change(Bench.password, "a better long phrase"), as: ours.token)
            for session in [ours.signedIn, elsewhere] {
                await expect(.unauthenticated) {
                    try await bench.send(GetMe(), as: session.accessToken)
                }
                await expect(.unauthenticated) {
                    try await bench.send(
                        IssueToken(grantType: .refreshToken, refreshToken: session.refreshToken)
                    )
                }
            }
            await expect(.unauthenticated) { try await bench.signIn(ours.email, Bench.password) }
            let signedIn = try await bench.signIn(ours.email, "a better long phrase")
            _ = try await bench.send(GetMe(), as: signedIn.accessToken)
        }
    }

    @Test("not without the current one, which is guessed no faster here than at the door")
    func wrong() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            for attempt in 0..<5 {
                // The sign-in that gave the token was a try, too.
                let refusal = await expect(attempt < 4 ? .invalid : .rateLimited) {
                    try await bench.send(change("wrong", "a better long phrase"), as: ours.token)
                }
                if attempt < 4 { #expect(refusal?.errors.map(\.field) == ["current_password"]) }
            }
            await expect(.invalid) {
                try await bench.send(change(Bench.password, "password1234"), as: ours.token)
            }
        }
    }

    @Test("a link sets a new one, once, within an hour; whoever has no account gets none")
    func reset() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            for email in [ours.email, "nobody@example.com"] {
                _ = try await bench.send(RequestPasswordReset(email: .literal(email)))
            }
            try await bench.deliver()
            #expect(bench.mailbox.messages.map(\.to.text) == [ours.email])
            let token = try #require(bench.mailbox.messages.first?.token)
            @Sendable func confirm(_ password: String) -> ConfirmPasswordReset {
                ConfirmPasswordReset(token: Confidential(token), password: Confidential(password))
            }
            await expect(.invalid) { try await bench.send(confirm("password1234")) }
            let outcomes = await bench.atOnce(4) { index in
                try await bench.send(confirm("a better phrase \(index)"))
            }
            let winners = outcomes.indices.filter { (try? outcomes[$0].get()) != nil }
            #expect(winners.count == 1)
            await expect(.gone) { try await bench.send(confirm("once more, please")) }
            await expect(.unauthenticated) { try await bench.send(GetMe(), as: ours.token) }
            _ = try await bench.signIn(ours.email, "a better phrase \(winners.first ?? 0)")
        }
    }

    @Test("a link that is an hour old, another's kind of link, and none are over")
    func over() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            _ = try await bench.send(RequestPasswordReset(email: .literal(ours.email)))
            _ = try await bench.send(RequestPersonLink(email: .literal(ours.email)))
            try await bench.deliver()
            let tokens = bench.mailbox.messages.compactMap(\.token)
            #expect(tokens.count == 2)
            let other = bench.mailbox.messages.first { $0.subject.text.contains("sign in") }
            func confirm(_ token: String) -> ConfirmPasswordReset {
                ConfirmPasswordReset(
                    token: Confidential(token),
                    password: Confidential("a better long phrase")
                )
            }
            await expect(.gone) { try await bench.send(confirm(try #require(other?.token))) }
            bench.clock.advance(by: .seconds(3_601))
            for token in tokens + ["vo_nonsense"] {
                await expect(.gone) { try await bench.send(confirm(token)) }
            }
        }
    }

    @Test("one mailbox gets five links in a quarter of an hour, and the answer is the same")
    func flood() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            for _ in 0..<9 {
                _ = try await bench.send(RequestPasswordReset(email: .literal(ours.email)))
            }
            try await bench.deliver()
            try await bench.deliver()
            #expect(bench.mailbox.messages.count == 5)
        }
    }
}
