import Contract
import Postgres
import TestKit
import Testing
import Vocabulary

@testable import identity

@Suite("An organization joins")
struct SignUpTests {
    private func request(
        _ email: String = "ada@example.com",
        password: String = "a long enough password",
        operatorToken: Confidential? = nil
    ) -> CreateOrganization {
        CreateOrganization(
            name: "Engines",
            kind: .agency,
            admin: NewAdmin(name: "Ada", email: .literal(email), password: Confidential(password)),
            operatorToken: operatorToken
        )
    }

    @Test("with its first administrator, who can sign in at once")
    func open() async throws {
        try await withBench { bench in
            let made = try await bench.send(request())
            #expect(made.organization.kind == .agency)
            #expect(!made.organization.verified)
            #expect(made.user.role == .admin && made.user.status == .active)
            let signedIn = try await bench.signIn("ada@example.com", "a long enough password")
            #expect(signedIn.organizations.map(\.name) == ["Engines"])
            let me = try await bench.send(GetMe(), as: signedIn.accessToken)
            #expect(me.id == made.user.id.description)
            #expect(me.organization?.id == made.organization.id)
            #expect(me.role == .admin && me.kind == .user && me.email == made.user.email)
        }
    }

    @Test("not where sign-up is closed, but by an operator")
    func closed() async throws {
        try await withBench({ $0.isOpen = false }) { bench in
            await expect(.forbidden, "sign_up_closed") { try await bench.send(request()) }
            let wrong = request(operatorToken: Confidential(String(repeating: "x", count: 40)))
            await expect(.forbidden) { try await bench.send(wrong) }
            let made = try await bench.send(request(operatorToken: Bench.operatorToken))
            #expect(made.organization.name == "Engines")
        }
    }

    @Test("an operator says who was checked, and nobody else does")
    func verified() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            func verify(_ verified: Bool, _ token: Confidential) -> VerifyOrganization {
                VerifyOrganization(
                    id: ours.organization,
                    verified: verified,
                    operatorToken: token
                )
            }
            await expect(.forbidden) {
                try await bench.send(verify(true, Confidential("wrong")), as: ours.token)
            }
            let checked = try await bench.send(verify(true, Bench.operatorToken))
            #expect(checked.verified && checked.version == 2)
            #expect(try await bench.send(verify(true, Bench.operatorToken)).version == 2)
            #expect(try await bench.send(verify(false, Bench.operatorToken)).version == 3)
            var unknown = verify(true, Bench.operatorToken)
            unknown.id = OrganizationID(77)
            await expect(.notFound) { try await bench.send(unknown) }
        }
    }

    @Test("a second one, by an account that is there, with that account's password")
    func second() async throws {
        try await withBench { bench in
            _ = try await bench.send(request())
            await expect(.conflict, "address_is_taken") {
                try await bench.send(request(password: "another long password"))
            }
            let other = try await bench.send(request("ADA@Example.com"))
            let signedIn = try await bench.signIn(
                "ada@example.com",
                "a long enough password",
                in: other.organization.id
            )
            #expect(signedIn.organizations.count == 2)
            #expect(signedIn.organizations.first?.organizationID == other.organization.id)
        }
    }

    @Test("two at once with one new address make one account")
    func atOnce() async throws {
        try await withBench { bench in
            let outcomes = await bench.atOnce(4) { _ in try await bench.send(request()) }
            let made = outcomes.compactMap { try? $0.get() }
            #expect(!made.isEmpty)
            for case .failure(let error) in outcomes {
                let code = (error as? Refusal)?.code
                #expect(code == .conflict || code == .rateLimited)
            }
            let accounts: Int = try await bench.schema.owner.row("SELECT count(*) FROM accounts")
            #expect(accounts == 1)
        }
    }

    @Test(
        "not with a password that is tried first",
        arguments: ["password1234", "ada@example.com"]
    )
    func weak(password: String) async throws {
        try await withBench { bench in
            let refusal = await expect(.invalid) {
                try await bench.send(request(password: password))
            }
            #expect(refusal?.errors.map(\.field) == ["admin.password"])
        }
    }

    @Test("its profile is read by its members and changed by its administrators")
    func profile() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let change = UpdateOrganization(
                id: ours.organization,
                name: "Better Engines",
                description: .set("We weave."),
                domains: ["engines.example"]
            )
            let changed = try await bench.send(change, as: ours.token, ifMatch: 1)
            #expect(changed.name == "Better Engines" && changed.version == 2)
            #expect(changed.domains == ["engines.example"])
            #expect(try await bench.send(change, as: ours.token).version == 2)
            await expect(.preconditionFailed) {
                try await bench.send(change, as: ours.token, ifMatch: 1)
            }
            let read = try await bench.send(GetOrganization(id: ours.organization), as: ours.token)
            #expect(read == changed)
        }
    }
}
