import Contract
import Postgres
import ServiceKit
import ServiceStore
import TestKit
import Testing
import Tokens
import Vocabulary

@testable import identity

@Suite("Signing in")
struct SignInTests {
    @Test("an unknown address and a wrong password are told the same")
    func alike() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            var answers: [Refusal?] = []
            for email in [ours.email, "nobody@example.com"] {
                answers.append(
                    await expect(.unauthenticated, "not_signed_in") {
                        try await bench.signIn(email, "a wrong long password")
                    }
                )
            }
            #expect(answers[0] == answers[1])
        }
    }

    /// scrypt takes nearly all of the time: an answer that skipped it would take a twentieth. The
    /// fastest of several is what the work takes, the rest is the machine.
    @Test("an unknown address and a wrong password take the same time")
    func sameTime() async throws {
        let cost = try #require(PasswordHash.Cost(logN: 14, r: 8, p: 1))
        try await withBench({ $0.cost = cost }) { bench in
            let ours = try await bench.signUp()
            let clock = ContinuousClock()
            var fastest = [ours.email: Duration.seconds(60), "nobody@example.com": .seconds(60)]
            var difference = Double.infinity
            for round in 0..<50 where round < 5 || difference > 1.2 {
                for email in fastest.keys {
                    bench.clock.advance(by: .seconds(61))
                    let start = clock.now
                    _ = try? await bench.signIn(email, "a wrong long password")
                    fastest[email] = min(fastest[email] ?? .zero, clock.now - start)
                }
                let times = fastest.values.sorted()
                difference = times[1] / times[0]
            }
            #expect(difference <= 1.2, "\(fastest)")
        }
    }

    @Test("five tries a minute for an account, whether it exists or not; then it goes on")
    func triesForAccount() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            bench.clock.advance(by: .seconds(61))
            for email in [ours.email, "nobody@example.com"] {
                for _ in 0..<5 {
                    await expect(.unauthenticated) { try await bench.signIn(email, "wrong") }
                }
                let refusal = await expect(.rateLimited) {
                    try await bench.signIn(email, Bench.password)
                }
                #expect((1...61).contains(refusal?.retryAfterSeconds ?? 0))
            }
            bench.clock.advance(by: .seconds(30))
            await expect(.rateLimited) { try await bench.signIn(ours.email, Bench.password) }
            bench.clock.advance(by: .seconds(31))
            _ = try await bench.signIn(ours.email, Bench.password)
        }
    }

    @Test("thirty tries a minute for an address of the network, whatever the accounts")
    func triesForAddress() async throws {
        try await withBench { bench in
            let outcomes = await bench.atOnce(40) { index in
                try await bench.signIn("nobody\(index)@example.com", "wrong", from: "192.0.2.1")
            }
            let codes = outcomes.map { $0.refusal?.code }
            #expect(codes.count { $0 == .unauthenticated } == 30)
            #expect(codes.count { $0 == .rateLimited } == 10)
            await expect(.unauthenticated) {
                try await bench.signIn("other@example.com", "wrong", from: "192.0.2.2")
            }
        }
    }

    @Test("to the organization that is named, else to the one that was used last")
    func whichOrganization() async throws {
        try await withBench { bench in
            let first = try await bench.signUp()
            let second = try await bench.signUp(email: first.email)
            func organization(_ named: OrganizationID?) async throws -> OrganizationID? {
                bench.clock.advance(by: .seconds(20))
                let signedIn = try await bench.signIn(first.email, Bench.password, in: named)
                let me = try await bench.send(GetMe(), as: signedIn.accessToken)
                return me.organization?.id
            }
            #expect(try await organization(first.organization) == first.organization)
            #expect(try await organization(nil) == first.organization)
            #expect(try await organization(second.organization) == second.organization)
            #expect(try await organization(nil) == second.organization)
            bench.clock.advance(by: .seconds(61))
            await expect(.unauthenticated) {
                try await bench.signIn(first.email, Bench.password, in: OrganizationID(99))
            }
        }
    }

    @Test("a password that was hashed at a lower cost is hashed anew")
    func strengthened() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let weak = try PasswordHash(
                of: Bench.password,
                cost: try #require(PasswordHash.Cost(logN: 10, r: 1, p: 1))
            )
            try await bench.schema.owner.execute(
                "UPDATE accounts SET password_hash = \(weak.description)"
            )
            _ = try await bench.signIn(ours.email, Bench.password)
            let hash: String = try await bench.schema.owner.row(
                "SELECT password_hash FROM accounts"
            )
            #expect(hash != weak.description)
            _ = try await bench.signIn(ours.email, Bench.password)
        }
    }

    @Test("more than may wait to be hashed are told to come back")
    func passwordLine() async throws {
        try await withBench { bench in
            let outcomes = await bench.atOnce(BlockingWork.waitingMax * 2) { _ in
                try await bench.passwords.hash(Confidential("x"))
            }
            let refused = outcomes.count { $0.refusal?.code == .unavailable }
            #expect(outcomes.count - refused >= BlockingWork.waitingMax)
            let isNobodys = try await bench.passwords.matches(Confidential("x"), nil)
            #expect(!isNobodys)
        }
    }
}
