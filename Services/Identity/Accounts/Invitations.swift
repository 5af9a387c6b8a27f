import Contract
import Postgres
import ServiceKit
import ServiceStore
import Tokens
import Vocabulary

/// Accepting an invitation, with an account that is there or with a new one.
struct Invitations: Sendable {
    let database: Postgres
    let desk: SessionDesk
    let passwords: PasswordWork
    let tries: TryCounter
    let cutOff: CutOff
    let links: Links
    let identifiers: IdentifierSource
    let now: @Sendable () -> Instant

    /// Makes the invited member active and signs in.
    func accept(_ request: AcceptInvitation, _ call: Call) async throws -> SignedIn {
        try await tries.count(call)
        let (hash, link) = try await links.find(request.token, .invitation)
        let known = try await AccountsAcrossTenants(database).account(withAddress: link.email)
        let newPassword = try await newPassword(request, link, known)
        do {
            return try await database.transaction { transaction in
                guard try await OneTimeTokenStore(transaction).use(hash, for: link) else {
                    throw AccountError.linkIsOver
                }
                let account = try await account(link, known, newPassword, transaction)
                let organization = try await join(link, account, request.name, transaction)
                let signedIn = try await desk.begin(account, in: organization, transaction)
                guard let signedIn else { throw AccountError.linkIsOver }
                return signedIn
            }
        } catch let error as PostgresError where error.reason == .uniqueViolation {
            // The account was made meanwhile; the link is still good.
            throw Refusal.unavailable(retryAfterSeconds: 1)
        }
    }

    /// Who has shown that the address is theirs keeps their password; anybody else chooses one
    /// now.
    private func newPassword(
        _ request: AcceptInvitation,
        _ link: Link,
        _ known: Account?
    ) async throws -> PasswordHash? {
        if let known, known.passwordHash != nil, known.provenAt != nil { return nil }
        guard let password = request.password else {
            throw Refusal.invalid([FieldError("password", .missing, "is required")])
        }
        try Passwords.check(password, of: link.email, field: "password")
        return try await passwords.hash(password)
    }

    private func account(
        _ link: Link,
        _ known: Account?,
        _ newPassword: PasswordHash?,
        _ transaction: Transaction
    ) async throws -> Account {
        let accounts = AccountsAcrossTenants(transaction)
        guard var account = try await accounts.lockedAccount(withAddress: link.email) else {
            let account = Account(
                id: identifiers.next(),
                email: link.email,
                passwordHash: newPassword,
                provenAt: now()
            )
            try await accounts.insert(account, at: now())
            return account
        }
        // Changed between looking and locking: the caller tries again with what is so now.
        guard account == known else { throw Refusal.unavailable(retryAfterSeconds: 1) }
        if account.prove(at: now(), newPassword: newPassword) {
            try await accounts.update(account)
            try await cutOff.endAll(of: account, because: "account_proven", transaction)
        }
        return account
    }

    private func join(
        _ link: Link,
        _ account: Account,
        _ name: String?,
        _ transaction: Transaction
    ) async throws -> OrganizationID {
        let accounts = AccountsAcrossTenants(transaction)
        guard let invited = link.member,
            var member = try await accounts.lockedInvited(invited)
        else { throw AccountError.linkIsOver }
        member.join(as: account.id, name: name)
        try await accounts.keepJoined(member, of: invited.organization)
        let actor = Principal.user(
            invited.user,
            of: invited.organization,
            as: member.user.role
        )
        try await transaction.append(
            .about(member, of: invited.organization, "user_joined", by: actor, at: now())
        )
        return invited.organization
    }
}
