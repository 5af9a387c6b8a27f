import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// The members of the caller's organization, as its administrators see and change them.
struct Members: Sendable {
    /// More members of one organization are not expected; it bounds what an administrator who has
    /// been taken over can do with invitations.
    static let membersMax = 10_000
    private static let list = "ListUsers"

    let store: ServiceStore
    let cutOff: CutOff
    let identifiers: IdentifierSource
    let now: @Sendable () -> Instant

    /// Makes a member and has a link sent. Who is invited already gets another link.
    func invite(_ request: InviteUser, _ call: Call) async throws -> ServiceKit.Answer<User> {
        let organization = try call.organization
        return try await store.once(request, call, tenant: organization) { transaction in
            let users = UserStore(transaction)
            let known = try await users.lockedMember(withAddress: request.email)
            let member = try known.map { try $0.invitedAgain(request) } ?? newMember(request)
            if known == nil {
                guard try await users.count(upTo: Self.membersMax) < Self.membersMax else {
                    throw AccountError.tooManyMembers
                }
                try await users.insert(member, of: organization)
            } else {
                try await users.update(member)
            }
            try await MailStore(transaction).insert(invitation(member, of: organization))
            try await transaction.append(
                .about(member, of: organization, "user_invited", by: call.principal, at: now())
            )
            return member.user
        }
    }

    private func newMember(_ request: InviteUser) -> Member {
        let user = User(
            id: identifiers.next(),
            version: 1,
            name: request.name,
            email: request.email,
            role: request.role,
            status: .invited,
            createdAt: now()
        )
        return Member(user: user, account: nil)
    }

    private func invitation(_ member: Member, of organization: OrganizationID) -> Mail {
        let invited = Link.Invited(organization: organization, user: member.user.id)
        let link = Link(purpose: .invitation, email: member.user.email, member: invited)
        return Mail(id: identifiers.next(), link: link, createdAt: now())
    }

    /// Lists members by name.
    func list(_ request: ListUsers, _ call: Call) async throws -> Page<User> {
        let database = try store.serving(for: call.organization)
        var place = (key: "", id: UserID(UUID128(high: 0, low: 0)))
        if let keys = try request.cursor?.place(in: Self.list) {
            guard case (.text(let key)?, .id(let id)?) = (keys.first, keys.last) else {
                throw Refusal.badCursor
            }
            place = (key, UserID(id))
        }
        let members = try await UserStore(database).members(
            status: request.status,
            after: place.key,
            place.id,
            limit: request.limit + 1
        )
        return Page(members.map(\.user), limit: request.limit, of: Self.list) { user in
            [.text(Member.nameKey(user.name)), .id(user.id.uuid)]
        }
    }

    /// Changes a member; what their tokens say that is no longer so, nobody believes any more.
    func update(_ request: UpdateUser, _ call: Call) async throws -> User {
        let organization = try call.organization
        return try await store.transaction(for: organization) { transaction in
            // Of two administrators who disable each other, the second finds no other left.
            _ = try await OrganizationStore(transaction).lockedOrganization(organization)
            let users = UserStore(transaction)
            guard var member = try await users.lockedMember(request.id) else {
                throw AccountError.noSuchUser
            }
            guard call.ifMatch?.admits(version: member.user.version) ?? true else {
                throw AccountError.changedMeanwhile
            }
            let effect = member.apply(request)
            guard effect.hasChanged else { return member.user }
            if effect.losesAdministrator {
                guard try await users.hasAdministrator(besides: request.id) else {
                    throw AccountError.lastAdministrator
                }
            }
            try await users.update(member)
            if effect.outdatesTokens {
                let subject = request.id.uuid
                try await cutOff.refuse([subject], forGood: effect.isCutOff, transaction)
            }
            let type = effect.isCutOff ? "user_disabled" : "user_updated"
            try await transaction.append(
                .about(member, of: organization, type, by: call.principal, at: now())
            )
            return member.user
        }
    }
}

extension Member {
    /// The same member, invited once more; under what the invitation says now.
    fileprivate func invitedAgain(_ request: InviteUser) throws(AccountError) -> Member {
        switch user.status {
        case .active: throw .isMember
        case .disabled: throw .isDisabled
        case .invited:
            var member = self
            member.user.name = request.name
            member.user.role = request.role
            member.user.version += 1
            return member
        }
    }
}
