import Contract
import Postgres
import ServiceKit
import ServiceStore
import Tokens
import Vocabulary

/// Humans with an account of their own, who sign in by a link to their address.
struct People: Sendable {
    let database: Postgres
    let desk: SessionDesk
    let tries: TryCounter
    let cutOff: CutOff
    let links: Links
    let identifiers: IdentifierSource
    let now: @Sendable () -> Instant

    /// Has a link sent.
    func requestLink(_ request: RequestPersonLink, _ call: Call) async throws -> Nothing {
        try await links.request(.personLink, request.email, call)
        return Nothing()
    }

    /// Signs a person in with the link that was sent; the first one makes the account.
    func createSession(_ request: CreatePersonSession, _ call: Call) async throws -> SignedIn {
        try await tries.count(call)
        let (hash, link) = try await links.find(request.token, .personLink)
        do {
            return try await database.transaction { transaction in
                guard try await OneTimeTokenStore(transaction).use(hash, for: link) else {
                    throw AccountError.linkIsOver
                }
                let account = try await account(link.email, transaction)
                let person = try await person(of: account, transaction)
                return try await desk.begin(account, as: person, transaction)
            }
        } catch let error as PostgresError where error.reason == .uniqueViolation {
            // The account was made meanwhile; the link is still good.
            throw Refusal.unavailable(retryAfterSeconds: 1)
        }
    }

    private func account(
        _ email: EmailAddress,
        _ transaction: Transaction
    ) async throws -> Account {
        let accounts = AccountsAcrossTenants(transaction)
        guard var account = try await accounts.lockedAccount(withAddress: email) else {
            let account = Account(id: identifiers.next(), email: email, provenAt: now())
            try await accounts.insert(account, at: now())
            return account
        }
        if account.prove(at: now()) {
            try await accounts.update(account)
            try await cutOff.endAll(of: account, because: "account_proven", transaction)
        }
        return account
    }

    private func person(of account: Account, _ transaction: Transaction) async throws -> PersonID {
        let accounts = AccountsAcrossTenants(transaction)
        if let known = try await accounts.person(of: account.id) { return known }
        let person: PersonID = identifiers.next()
        try await accounts.insert(person, of: account, at: now())
        try await transaction.append(.about(person, "person_created", at: now()))
        return person
    }
}
