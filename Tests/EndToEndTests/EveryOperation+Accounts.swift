import Contract
import Testing
import Vocabulary

extension EveryOperation {
    /// Organizations, members, people, keys and how all of them sign in.
    mutating func tryAccounts(_ cast: Cast) async throws {
        let me = try await good(GetMe(), by: cast.admin)
        #expect(me.organization?.id == cast.organization)
        #expect(try await good(GetSigningKeys(), by: cast.stranger).keys.count >= 2)
        try await tryOrganizations(cast)
        try await tryMembers(cast)
        try await tryPeople(cast)
        try await tryKeys(cast)
    }

    private mutating func tryOrganizations(_ cast: Cast) async throws {
        let (stranger, email) = (cast.stranger, try cast.vouch.newAddress())
        var new = CreateOrganization(
            name: "Analytical Engines",
            kind: .agency,
            admin: NewAdmin(name: "Ada Byron", email: email, password: Cast.password)
        )
        let made = try await good(new, by: stranger)
        new.admin.password = Confidential("somebody else's password")
        try await bad(new, by: stranger, .conflict)
        let ownToken = try await good(
            IssueToken(grantType: .password, email: email, password: Cast.password),
            by: stranger
        )
        let admin = Visitor(vouch: cast.vouch, token: ownToken.accessToken.text)
        let id = made.organization.id
        let there = try await good(GetOrganization(id: id), by: admin)
        #expect(there == made.organization)
        let change = UpdateOrganization(id: id, mission: .set("Calculation for everybody."))
        let changed = try await good(change, by: admin)
        #expect(changed.mission == "Calculation for everybody." && changed.version == 2)
        try await bad(change, by: admin, ifMatch: "\"1\"", .preconditionFailed)
        var verify = VerifyOrganization(
            id: id,
            verified: true,
            operatorToken: Cast.operatorToken
        )
        #expect(try await good(verify, by: stranger).verified)
        verify.operatorToken = Confidential("a guess at what operators know, long")
        try await bad(verify, by: stranger, .forbidden)
        try await trySessions(email, ownToken, by: stranger)
    }

    private mutating func trySessions(
        _ email: EmailAddress,
        _ first: SignedIn,
        by stranger: Visitor
    ) async throws {
        let next = try await good(
            IssueToken(grantType: .refreshToken, refreshToken: first.refreshToken),
            by: stranger
        )
        let wrong = IssueToken(
            grantType: .password,
            email: email,
            password: Confidential("not the password")
        )
        try await bad(wrong, by: stranger, .unauthenticated)
        _ = try await good(RevokeToken(refreshToken: next.refreshToken), by: stranger)
        let used = IssueToken(grantType: .refreshToken, refreshToken: next.refreshToken)
        try await bad(used, by: stranger, .unauthenticated)
        try await bad(RevokeToken(), by: stranger, .unauthenticated)
    }

    private mutating func tryMembers(_ cast: Cast) async throws {
        let (admin, stranger, email) = (cast.admin, cast.stranger, try cast.vouch.newAddress())
        let invitation = InviteUser(email: email, name: "Grace Hopper", role: .techLead)
        var other = invitation
        other.role = .admin
        let user = try await once(invitation, not: other, by: admin)
        let link = try await cast.vouch.link(to: email, "invitation")
        let accept = AcceptInvitation(token: link, password: Cast.password)
        let signedIn = try await good(accept, by: stranger)
        try await bad(accept, by: stranger, .gone)
        try await bad(invitation, by: admin, .conflict)
        #expect(try await good(ListUsers(), by: admin).items.contains { $0.id == user.id })
        let renamed = try await good(UpdateUser(id: user.id, name: "Rear Admiral"), by: admin)
        #expect(renamed.name == "Rear Admiral")
        try await bad(
            UpdateUser(id: user.id, role: .recruiter),
            by: admin,
            ifMatch: "\"1\"",
            .preconditionFailed
        )
        let lastOne = UpdateUser(id: cast.administrator.id, role: .interviewer)
        try await bad(lastOne, by: admin, .conflict)
        let member = Visitor(vouch: cast.vouch, token: signedIn.accessToken.text)
        try await tryPasswords(email, member, cast)
    }

    private mutating func tryPasswords(
        _ email: EmailAddress,
        _ member: Visitor,
        _ cast: Cast
    ) async throws {
        let second = Confidential("a second, better password")
        _ = try await good(
            ChangePassword(currentPassword: Cast.password, newPassword: second),
            by: member
        )
        let change = ChangePassword(currentPassword: second, newPassword: Cast.password)
        try await bad(change, by: cast.person, .conflict)
        _ = try await good(RequestPasswordReset(email: email), by: cast.stranger)
        let link = try await cast.vouch.link(to: email, "reset-password")
        let third = Confidential("a third, even better password")
        let confirm = ConfirmPasswordReset(token: link, password: third)
        _ = try await good(confirm, by: cast.stranger)
        try await bad(confirm, by: cast.stranger, .gone)
        _ = try await good(
            IssueToken(grantType: .password, email: email, password: third),
            by: cast.stranger
        )
    }

    private mutating func tryPeople(_ cast: Cast) async throws {
        let (stranger, email) = (cast.stranger, try cast.vouch.newAddress())
        _ = try await good(RequestPersonLink(email: email), by: stranger)
        let link = try await cast.vouch.link(to: email, "sign-in")
        let session = CreatePersonSession(token: link)
        let signedIn = try await good(session, by: stranger)
        try await bad(session, by: stranger, .gone)
        let person = Visitor(vouch: cast.vouch, token: signedIn.accessToken.text)
        let me = try await good(GetMe(), by: person)
        #expect(me.kind == .person && me.email == email && me.organization == nil)
    }

    private mutating func tryKeys(_ cast: Cast) async throws {
        let (admin, create) = (
            cast.admin, CreateAPIKey(name: "Page", scopes: [CreateCandidate.name])
        )
        let made = try await good(create, by: admin)
        let key = Visitor(vouch: cast.vouch, token: made.secret.text)
        _ = try await good(CreateCandidate(fields: CandidateFields(name: "Own")), by: key)
        try await bad(RevokeToken(), by: key, .forbidden)
        let list = try await good(ListAPIKeys(), by: admin).items
        #expect(list.contains { $0.id == made.apiKey.id })
        _ = try await good(DeleteAPIKey(id: made.apiKey.id), by: admin)
        try await bad(DeleteAPIKey(id: made.apiKey.id), by: admin, .notFound)
        // As many as an organization may have.
        for _ in list.count - 1..<200 { _ = try await good(create, by: admin) }
        try await bad(create, by: admin, .conflict)
    }
}
