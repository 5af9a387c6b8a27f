import Contract
import Postgres
import ServiceKit
import ServiceStore
import Tokens
import Vocabulary

/// Organizations: how they join, what they say about themselves.
struct Organizations: Sendable {
    let store: ServiceStore
    let passwords: PasswordWork
    let tries: TryCounter
    let `operator`: Operator
    /// Whether anyone may make an organization.
    let isOpen: Bool
    let identifiers: IdentifierSource
    let now: @Sendable () -> Instant

    /// Makes an organization with its first administrator.
    func create(_ request: CreateOrganization, _ call: Call) async throws -> NewOrganization {
        let isOperator = `operator`.isProven(by: request.operatorToken)
        if request.operatorToken != nil, !isOperator {
            try await tries.count(call)
            throw AccountError.notAnOperator
        }
        guard isOpen || isOperator else { throw AccountError.signUpIsClosed }
        try await tries.count(call)
        let admin = request.admin
        try Passwords.check(admin.password, of: admin.email, field: "admin.password")
        let account = try await account(admin, isOperator: isOperator, call)
        let made = made(request, at: now())
        do {
            try await store.system.transaction { transaction in
                let accounts = AccountsAcrossTenants(transaction)
                if account.isNew { try await accounts.insert(account.account, at: now()) }
                try await keep(made, account.account.id, transaction)
            }
        } catch let error as PostgresError where error.reason == .uniqueViolation {
            // Somebody made the account meanwhile.
            throw AccountError.addressIsTaken
        }
        return made
    }

    /// The account that is to administer: a new one, or the one that has the address and whose
    /// password this is.
    private func account(
        _ admin: NewAdmin,
        isOperator: Bool,
        _ call: Call
    ) async throws -> (account: Account, isNew: Bool) {
        let known = try await AccountsAcrossTenants(store.system)
            .account(withAddress: admin.email)
        if let known {
            try await tries.count([.passwords(admin.email)], call)
            guard try await passwords.matches(admin.password, known.passwordHash) else {
                throw AccountError.addressIsTaken
            }
            return (known, false)
        }
        let account = Account(
            id: identifiers.next(),
            email: admin.email,
            passwordHash: try await passwords.hash(admin.password),
            // An operator answers for whom they let in; anybody else may have given any address.
            provenAt: isOperator ? now() : nil
        )
        return (account, true)
    }

    private func made(_ request: CreateOrganization, at now: Instant) -> NewOrganization {
        NewOrganization(
            organization: Organization(
                id: identifiers.next(),
                version: 1,
                name: request.name,
                kind: request.kind,
                verified: false,
                createdAt: now
            ),
            user: User(
                id: identifiers.next(),
                version: 1,
                name: request.admin.name,
                email: request.admin.email,
                role: .admin,
                status: .active,
                createdAt: now
            )
        )
    }

    private func keep(
        _ made: NewOrganization,
        _ account: AccountID,
        _ transaction: Transaction
    ) async throws {
        let organization = made.organization
        let admin = Member(user: made.user, account: account)
        try await OrganizationStore(transaction).insert(organization)
        try await UserStore(transaction).insert(admin, of: organization.id)
        let actor = Principal.user(admin.user.id, of: organization.id, as: .admin)
        try await transaction.append(
            .about(organization, "organization_created", by: actor, at: now())
        )
        try await transaction.append(
            .about(admin, of: organization.id, "user_joined", by: actor, at: now())
        )
    }

    /// Reads the caller's own organization.
    func get(_ request: GetOrganization, _ call: Call) async throws -> Organization {
        let database = try store.serving(for: own(request.id, call))
        guard let found = try await OrganizationStore(database).organization(request.id) else {
            throw AccountError.noSuchOrganization
        }
        return found
    }

    /// Changes the caller's own organization.
    func update(_ request: UpdateOrganization, _ call: Call) async throws -> Organization {
        let id = try own(request.id, call)
        return try await store.transaction(for: id) { transaction in
            let organizations = OrganizationStore(transaction)
            guard let old = try await organizations.lockedOrganization(id) else {
                throw AccountError.noSuchOrganization
            }
            guard call.ifMatch?.admits(version: old.version) ?? true else {
                throw AccountError.changedMeanwhile
            }
            var changed = request.applied(to: old)
            guard changed != old else { return old }
            changed.version += 1
            try await organizations.update(changed)
            try await transaction.append(
                .about(changed, "organization_updated", by: call.principal, at: now())
            )
            return changed
        }
    }

    /// Says whether an operator has checked who an organization is.
    func verify(_ request: VerifyOrganization, _ call: Call) async throws -> Organization {
        try await tries.count(call)
        guard `operator`.isProven(by: request.operatorToken) else {
            throw AccountError.notAnOperator
        }
        return try await store.system.transaction { transaction in
            let organizations = OrganizationStore(transaction)
            guard var found = try await organizations.lockedOrganization(request.id) else {
                throw AccountError.noSuchOrganization
            }
            guard found.verified != request.verified else { return found }
            found.verified = request.verified
            found.version += 1
            try await organizations.update(found)
            let type = found.verified ? "organization_verified" : "organization_unverified"
            try await transaction.append(.about(found, type, by: nil, at: now()))
            return found
        }
    }

    /// Another organization is as good as none.
    private func own(_ id: OrganizationID, _ call: Call) throws -> OrganizationID {
        guard try call.organization == id else { throw AccountError.noSuchOrganization }
        return id
    }
}
