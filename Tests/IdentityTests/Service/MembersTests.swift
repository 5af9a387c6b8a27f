import Contract
import Postgres
import ServiceStore
import TestKit
import Testing
import Vocabulary

@testable import identity

@Suite("Members are invited, join, change and are cut off")
struct MembersTests {
    private func accept(
        _ token: String,
        password: String? = Bench.password,
        name: String? = nil
    ) -> AcceptInvitation {
        AcceptInvitation(
            token: Confidential(token),
            password: password.map { Confidential($0) },
            name: name
        )
    }

    @Test("an invitation makes a member and an account")
    func joins() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let invited = try await bench.send(
                InviteUser(email: .literal("eve@example.com"), name: "Eve", role: .techLead),
                as: ours.token
            )
            #expect(invited.status == .invited)
            await expect(.unauthenticated) {
                try await bench.signIn("eve@example.com", Bench.password)
            }
            try await bench.deliver()
            let message = try #require(bench.mailbox.messages.first)
            #expect(message.to.text == "eve@example.com")
            #expect(message.body.contains("Engines"))
            let token = try #require(message.token)
            await expect(.invalid) { try await bench.send(accept(token, password: nil)) }
            let signedIn = try await bench.send(accept(token, name: "Eve Adams"))
            let me = try await bench.send(GetMe(), as: signedIn.accessToken)
            #expect(me.name == "Eve Adams" && me.role == .techLead)
            #expect(me.id == invited.id.description)
            await expect(.gone) { try await bench.send(accept(token)) }
            _ = try await bench.signIn("eve@example.com", Bench.password)
        }
    }

    @Test("inviting again sends another link; who is a member or disabled is not invited")
    func again() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let email = EmailAddress.literal("eve@example.com")
            func invite(_ role: Role) async throws -> User {
                try await bench.send(
                    InviteUser(email: email, name: "Eve", role: role),
                    as: ours.token
                )
            }
            let first = try await invite(.recruiter)
            try await bench.deliver()
            let second = try await invite(.interviewer)
            #expect(second.id == first.id && second.role == .interviewer && second.version == 2)
            try await bench.deliver()
            let tokens = bench.mailbox.messages.compactMap(\.token)
            #expect(tokens.count == 2)
            await expect(.gone) { try await bench.send(accept(tokens[0])) }
            _ = try await bench.send(accept(tokens[1]))
            await expect(.conflict, "is_member") { try await invite(.recruiter) }
            let disable = UpdateUser(id: first.id, disabled: true)
            _ = try await bench.send(disable, as: ours.token)
            await expect(.conflict, "is_disabled") { try await invite(.recruiter) }
        }
    }

    @Test("who has an account keeps its password, and is then a member of both")
    func existing() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let theirs = try await bench.join("eve@example.com", ours, as: .recruiter)
            let other = try await bench.signUp()
            let token = try await bench.invite("eve@example.com", other, as: .interviewer)
            let signedIn = try await bench.send(accept(token, password: "ignored, and long"))
            #expect(signedIn.organizations.count == 2)
            #expect(signedIn.organizations.first?.organizationID == other.organization)
            // A second organization does not end what the first began.
            _ = try await bench.send(GetMe(), as: theirs.token)
            _ = try await bench.signIn("eve@example.com", Bench.password)
            await expect(.unauthenticated) {
                try await bench.signIn("eve@example.com", "ignored, and long")
            }
        }
    }

    @Test("whoever signed up with somebody else's address does not get in with them")
    func hijacker() async throws {
        try await withBench { bench in
            let hijacker = try await bench.signUp(email: "victim@example.com")
            let employer = try await bench.signUp()
            let token = try await bench.invite("victim@example.com", employer, as: .admin)
            await expect(.invalid) { try await bench.send(accept(token, password: nil)) }
            _ = try await bench.send(accept(token, password: "the victim's own phrase"))
            await expect(.unauthenticated) {
                try await bench.signIn("victim@example.com", Bench.password)
            }
            await expect(.unauthenticated) { try await bench.send(GetMe(), as: hijacker.token) }
            await expect(.unauthenticated) {
                try await bench.send(
                    IssueToken(
                        grantType: .refreshToken,
                        refreshToken: hijacker.signedIn.refreshToken
                    )
                )
            }
            _ = try await bench.signIn("victim@example.com", "the victim's own phrase")
        }
    }

    @Test("being disabled cuts off at once; coming back means signing in again")
    func disabled() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let eve = try await bench.join("eve@example.com", ours, as: .recruiter)
            _ = try await bench.send(UpdateUser(id: eve.user, disabled: true), as: ours.token)
            await expect(.unauthenticated) { try await bench.send(GetMe(), as: eve.token) }
            let refresh = IssueToken(
                grantType: .refreshToken,
                refreshToken: eve.signedIn.refreshToken
            )
            await expect(.unauthenticated) { try await bench.send(refresh) }
            await expect(.unauthenticated) {
                try await bench.signIn("eve@example.com", Bench.password)
            }
            _ = try await bench.send(UpdateUser(id: eve.user, disabled: false), as: ours.token)
            await expect(.unauthenticated) { try await bench.send(refresh) }
            bench.clock.advance(by: .seconds(120))
            let back = try await bench.signIn("eve@example.com", Bench.password)
            _ = try await bench.send(GetMe(), as: back.accessToken)
        }
    }

    @Test("another role is in the next token, and the last one is refused")
    func role() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let eve = try await bench.join("eve@example.com", ours, as: .admin)
            let change = UpdateUser(id: eve.user, role: .interviewer)
            _ = try await bench.send(change, as: ours.token)
            await expect(.unauthenticated) { try await bench.send(ListUsers(), as: eve.token) }
            let refresh = IssueToken(
                grantType: .refreshToken,
                refreshToken: eve.signedIn.refreshToken
            )
            let next = try await bench.send(refresh)
            await expect(.forbidden) { try await bench.send(ListUsers(), as: next.accessToken) }
        }
    }

    @Test("the last administrator stays one, also when two take leave of each other at once")
    func lastAdministrator() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            for change in [
                UpdateUser(id: ours.user, role: .recruiter),
                UpdateUser(id: ours.user, disabled: true),
            ] {
                await expect(.conflict, "last_administrator") {
                    try await bench.send(change, as: ours.token)
                }
            }
            for round in 0..<4 {
                let first = try await bench.signUp()
                let second = try await bench.join("eve\(round)@example.com", first, as: .admin)
                let pair = [(first.user, second.token), (second.user, first.token)]
                let outcomes = await bench.atOnce(2) { index in
                    try await bench.send(
                        UpdateUser(id: pair[index].0, role: .recruiter),
                        as: pair[index].1
                    )
                }
                #expect(outcomes.count { (try? $0.get()) != nil } == 1)
                let administrators: Int = try await bench.schema.owner.row(
                    """
                    SELECT count(*) FROM users
                    WHERE org_id = \(first.organization) AND role = 'admin' AND status = 'active'
                    """
                )
                #expect(administrators == 1)
            }
        }
    }

    @Test("lists go by name, page by page, and by status")
    func list() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            for (index, name) in ["Zoe", "ada", "Åsa", "bob", "Ada", "Cy"].enumerated() {
                let email = EmailAddress.literal("m\(index)@example.com")
                _ = try await bench.send(
                    InviteUser(email: email, name: name, role: .recruiter),
                    as: ours.token
                )
            }
            var names: [String] = []
            var cursor: Cursor?
            repeat {
                let page = try await bench.send(
                    ListUsers(cursor: cursor, limit: 2),
                    as: ours.token
                )
                #expect(page.items.count <= 2)
                names += page.items.map(\.name)
                cursor = page.nextCursor
            } while cursor != nil
            #expect(
                names.map { $0.lowercased() } == ["ada", "ada", "ada", "bob", "cy", "zoe", "åsa"]
            )
            let active = try await bench.send(ListUsers(status: .active), as: ours.token)
            #expect(active.items.map(\.id) == [ours.user])
            let foreign = Cursor("ListCandidates", after: [.id(ours.user.uuid)])
            await expect(.invalid) {
                try await bench.send(ListUsers(cursor: foreign), as: ours.token)
            }
        }
    }
}
