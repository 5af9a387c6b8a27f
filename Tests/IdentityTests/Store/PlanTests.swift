import Contract
import Foundation
import Postgres
import ServiceStore
import TestKit
import Testing
import Tokens
import Vocabulary

@testable import identity

@Suite("Every statement finds its rows by an index")
struct PlanTests {
    private let now = Instant(seconds: 1_800_000_000)

    @Test("those that serve one organization")
    func tenant() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let database = bench.store.serving(for: ours.organization)
            let tenant = Tenant.organization(try #require(UUID(ours.organization)))
            let linted = LintedDatabase(
                database,
                PlanLinter(bench.schema.serving, tenant: tenant)
            )
            try await candidates(linted, ours.organization)
            try await members(linted, ours)
            let keys = APIKeyStore(linted)
            let key = APIKey(
                id: APIKeyID(1),
                name: "K",
                scopes: [],
                createdAt: now,
                createdBy: ours.user
            )
            let secret = Secret.generate(.apiKey)
            try await keys.insert(key, secret.hash, of: ours.organization)
            #expect(try await keys.key(key.id) == key)
            _ = try await keys.keys(before: .last, limit: 5)
            #expect(try await keys.delete(key.id))
            let revocations = RevocationStore(linted)
            try await revocations.revoke([ours.user.uuid], before: now, at: now)
            let mail = Mail(
                id: MailID(1),
                link: Link(
                    purpose: .invitation,
                    email: .literal("eve@example.com"),
                    member: .init(organization: ours.organization, user: ours.user)
                ),
                createdAt: now
            )
            try await MailStore(linted).insert(mail)
            _ = try await PersonStore(linted).address(of: PersonID(1))
            expectClean(linted, atLeast: 27)
        }
    }

    private func candidates(
        _ linted: LintedDatabase,
        _ organization: OrganizationID
    ) async throws {
        let store = CandidateStore(linted)
        let ids = [CandidateID(1), CandidateID(2)]
        var records: [CandidateRecord] = []
        for id in ids {
            let record = CandidateRecord(id, .full, from: .recruiter, at: now)
            try await store.insert(record, of: organization)
            records.append(record)
        }
        #expect(try await store.record(ids[0]) == records[0])
        #expect(try await store.isThere(ids[0]))
        #expect(try await store.lockedRecords(ids) == records)
        var changed = records[0]
        changed.candidate.fields.name = "Augusta"
        try await store.update(changed, from: records[0], of: organization)
        var listing = CandidateListing(
            statuses: [.new, .archived],
            enrichment: [true, false],
            words: [],
            before: .last,
            limit: 10
        )
        #expect(try await store.summaries(listing).count == 2)
        listing.words = ["augusta"]
        #expect(try await store.summaries(listing).count == 1)
        listing.words = ["augusta", "ada"]
        _ = try await store.summaries(listing)
        _ = try await HistoryStore(linted).changes(of: ids[0], after: .beginning, limit: 5)
        try await store.replace(ids[1], by: ids[0], of: organization)
        #expect(try await store.survivor(of: ids[1]) == ids[0])
        #expect(try await store.delete(ids[0]))
        #expect(try await store.survivor(of: ids[1]) == nil)
    }

    private func members(_ linted: LintedDatabase, _ ours: Bench.Signed) async throws {
        let organizations = OrganizationStore(linted)
        var organization = try #require(
            try await organizations.organization(ours.organization)
        )
        _ = try await organizations.lockedOrganization(ours.organization)
        organization.version += 1
        try await organizations.update(organization)
        let users = UserStore(linted)
        var member = try #require(try await users.member(ours.user))
        #expect(try await users.lockedMember(ours.user) == member)
        #expect(try await users.lockedMember(withAddress: member.user.email) == member)
        #expect(try await users.hasAdministrator(besides: ours.user) == false)
        #expect(try await users.count(upTo: 5) == 1)
        for status in [nil, UserStatus.active] {
            let found = try await users.members(status: status, after: "", UserID(0), limit: 5)
            #expect(found == [member])
        }
        member.user.version += 1
        try await users.update(member)
        member = Member(
            user: User(
                id: UserID(9),
                version: 1,
                name: "Eve",
                email: .literal("eve@example.com"),
                role: .recruiter,
                status: .invited,
                createdAt: now
            )
        )
        try await users.insert(member, of: ours.organization)
    }

    @Test("those that cross tenants")
    func system() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let linted = LintedDatabase(
                bench.store.system,
                // A handful of keys, a message or two, and counts of both.
                PlanLinter(
                    bench.store.system,
                    tenant: .nobody,
                    smallTables: ["signing_keys", "mails"]
                )
            )
            let account = try await accounts(linted, ours)
            try await sessions(linted, account, ours)
            try await links(linted)
            try await keys(linted, bench, ours)
            expectClean(linted, atLeast: 44)
        }
    }

    private func accounts(
        _ linted: LintedDatabase,
        _ ours: Bench.Signed
    ) async throws -> Account {
        let store = AccountsAcrossTenants(linted)
        let email = EmailAddress.literal(ours.email)
        var account = try #require(try await store.account(withAddress: email))
        #expect(try await store.lockedAccount(withAddress: email) == account)
        #expect(try await store.account(of: ours.user, in: ours.organization) == account)
        #expect(try await store.hold(account))
        let cost = try #require(PasswordHash.Cost(logN: 10, r: 1, p: 1))
        try await store.strengthen(account, PasswordHash(of: "x", cost: cost))
        account.provenAt = now
        try await store.update(account)
        let standing = try #require(try await store.memberships(of: account.id).first)
        #expect(try await store.hold(standing))
        #expect(try await store.noteSignIn(standing, at: now))
        #expect(try await store.person(of: account.id) == nil)
        try await store.insert(PersonID(5), of: account, at: now)
        #expect(try await store.account(of: PersonID(5))?.id == account.id)
        #expect(try await store.subjects(of: account.id).count == 2)
        let invited = Link.Invited(organization: ours.organization, user: ours.user)
        #expect(try await store.inviter(of: invited) == nil)
        #expect(try await store.lockedInvited(invited) == nil)
        let member = Member(
            user: User(
                id: ours.user,
                version: 2,
                name: "Ada",
                email: email,
                role: .admin,
                status: .active,
                createdAt: now
            ),
            account: account.id
        )
        try await store.keepJoined(member, of: ours.organization)
        let other = Account(id: AccountID(8), email: .literal("other@example.com"))
        try await store.insert(other, at: now)
        return account
    }

    private func sessions(
        _ linted: LintedDatabase,
        _ account: Account,
        _ ours: Bench.Signed
    ) async throws {
        let store = SessionsAcrossTenants(linted)
        let standing = Session.Standing(
            organization: ours.organization,
            user: ours.user,
            cutOffs: 0
        )
        let session = Session(id: SessionID(3), account: account.id, standing: standing)
        try await store.insert(session, at: now)
        let secret = Secret.generate(.refresh)
        try await store.insert(secret.hash, of: session.id, until: now + .seconds(60))
        #expect(try await store.use(secret.hash, at: now) == session.id)
        #expect(try await store.session(of: secret.hash) == session)
        #expect(try await store.lockedSession(session.id) == session)
        try await store.move(session.id, to: standing)
        #expect(try await store.end(session.id, at: now))
        try await store.endAll(of: account.id, at: now)
        try await store.sweep(at: now, limit: 5)
    }

    private func links(_ linted: LintedDatabase) async throws {
        let store = OneTimeTokenStore(linted)
        let secret = Secret.generate(.oneTime)
        let link = Link(purpose: .personLink, email: .literal("eve@example.com"))
        try await store.insert(secret.hash, for: link, until: now + .seconds(60))
        #expect(try await store.link(secret.hash, .personLink, at: now) == link)
        #expect(try await store.use(secret.hash, for: link))
        try await store.sweep(at: now, limit: 5)
        let mails = MailStore(linted)
        try await mails.insert(Mail(id: MailID(2), link: link, createdAt: now))
        #expect(try await mails.isFull(1))
        #expect(try await mails.take(5, for: .seconds(60), at: now).count == 1)
        try await mails.postpone(MailID(2), until: now)
        try await mails.delete(MailID(2))
        let tries = TryStore(linted)
        for _ in 0..<2 {
            let limit = TryLimit(count: 1, window: .seconds(60))
            _ = try await tries.refusal(of: .address(NetworkAddress("192.0.2.1")), limit, at: now)
        }
        try await tries.sweep(before: now, limit: 5)
        let revocations = RevocationStore(linted)
        try await revocations.revoke([UUID128(high: 1, low: 2)], before: now, at: now)
        #expect(try await revocations.revocations(since: now, limit: 5).count == 1)
        try await revocations.sweep(before: now, limit: 5)
    }

    private func keys(
        _ linted: LintedDatabase,
        _ bench: Bench,
        _ ours: Bench.Signed
    ) async throws {
        let store = SigningKeyStore(linted)
        let known = try await store.keys()
        #expect(!known.isEmpty)
        let key = StoredSigningKey(generation: 99, id: "k", sealed: [1], signsFrom: now)
        #expect(try await store.insert(key))
        #expect(try await store.insert(key) == false)
        try await store.delete([99])
        let organizations = OrganizationStore(linted)
        let template = try #require(try await organizations.organization(ours.organization))
        try await organizations.insert(
            Organization(
                id: OrganizationID(6),
                version: 1,
                name: "N",
                kind: template.kind,
                verified: false,
                createdAt: now
            )
        )
        let made = try await bench.send(
            CreateAPIKey(name: "K", scopes: ["GetCandidate"]),
            as: ours.token
        )
        let secret = try #require(Secret(made.secret.text, .apiKey))
        let across = APIKeysAcrossTenants(linted)
        let used = try #require(try await across.heldKey(secret.hash, at: now))
        try await across.noteUse(used, at: now)
    }

    private func expectClean(_ linted: LintedDatabase, atLeast count: Int) {
        for finding in linted.findings { Issue.record("\(finding)") }
        #expect(linted.statements.count >= count, "\(linted.statements.count)")
    }
}

extension UUID {
    fileprivate init?(_ id: OrganizationID) { self.init(uuidString: id.description) }
}
