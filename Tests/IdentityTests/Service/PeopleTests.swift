import Contract
import Testing
import Vocabulary

@testable import identity

@Suite("A person signs in by a link to their address")
struct PeopleTests {
    private func link(_ email: String, _ bench: Bench) async throws -> String {
        let before = bench.mailbox.messages.count
        _ = try await bench.send(RequestPersonLink(email: .literal(email)))
        try await bench.deliver()
        #expect(bench.mailbox.messages.count == before + 1)
        return try #require(bench.mailbox.messages.last?.token)
    }

    private func follow(_ token: String) -> CreatePersonSession {
        CreatePersonSession(token: Confidential(token))
    }

    @Test("the first link makes the account, the next finds it")
    func twice() async throws {
        try await withBench { bench in
            let first = try await bench.send(follow(link("ada@example.com", bench)))
            #expect(first.organizations.isEmpty)
            let me = try await bench.send(GetMe(), as: first.accessToken)
            #expect(me.kind == .person && me.organization == nil && me.role == nil)
            #expect(me.email?.text == "ada@example.com")
            let second = try await bench.send(follow(link("ADA@example.com", bench)))
            #expect(try await bench.send(GetMe(), as: second.accessToken).id == me.id)
            await expect(.forbidden) {
                try await bench.send(ListCandidates(), as: first.accessToken)
            }
            let refresh = IssueToken(grantType: .refreshToken, refreshToken: first.refreshToken)
            let next = try await bench.send(refresh)
            #expect(try await bench.send(GetMe(), as: next.accessToken).id == me.id)
        }
    }

    @Test("a link is good once, for fifteen minutes")
    func once() async throws {
        try await withBench { bench in
            let token = try await link("ada@example.com", bench)
            let outcomes = await bench.atOnce(4) { _ in try await bench.send(follow(token)) }
            #expect(outcomes.count { (try? $0.get()) != nil } == 1)
            let late = try await link("ada@example.com", bench)
            bench.clock.advance(by: .seconds(15 * 60 + 1))
            await expect(.gone) { try await bench.send(follow(late)) }
        }
    }

    @Test("a person without a password gets one by mail, and is then a person by it")
    func password() async throws {
        try await withBench { bench in
            let person = try await bench.send(follow(link("ada@example.com", bench)))
            await expect(.conflict, "no_password") {
                try await bench.send(
                    ChangePassword(
                        currentPassword: Confidential("x"),
                        newPassword: Confidential(Bench.password)
                    ),
                    as: person.accessToken
                )
            }
            _ = try await bench.send(RequestPasswordReset(email: .literal("ada@example.com")))
            try await bench.deliver()
            let token = try #require(bench.mailbox.messages.last?.token)
            _ = try await bench.send(
                ConfirmPasswordReset(
                    token: Confidential(token),
                    password: Confidential(Bench.password)
                )
            )
            let signedIn = try await bench.signIn("ada@example.com", Bench.password)
            #expect(try await bench.send(GetMe(), as: signedIn.accessToken).kind == .person)
        }
    }

    @Test("whoever signed up with a person's address loses it to the person")
    func hijacker() async throws {
        try await withBench { bench in
            let hijacker = try await bench.signUp(email: "victim@example.com")
            let person = try await bench.send(follow(link("victim@example.com", bench)))
            _ = try await bench.send(GetMe(), as: person.accessToken)
            await expect(.unauthenticated) { try await bench.send(GetMe(), as: hijacker.token) }
            await expect(.unauthenticated) {
                try await bench.signIn("victim@example.com", Bench.password)
            }
        }
    }
}
