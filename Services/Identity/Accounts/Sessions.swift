import Contract
import Postgres
import ServiceKit
import ServiceStore
import Tokens
import Vocabulary

/// Signing in, staying signed in, signing out.
struct Sessions: Sendable {
    let database: Postgres
    let desk: SessionDesk
    let passwords: PasswordWork
    let tries: TryCounter
    let cutOff: CutOff

    /// Issues tokens for a password or a refresh token.
    func issue(_ request: IssueToken, _ call: Call) async throws -> SignedIn {
        switch request.grantType {
        case .password:
            // The contract has seen to it that both are there.
            guard let email = request.email, let password = request.password else {
                throw AccountError.notSignedIn
            }
            return try await signIn(email, password, request.organizationID, call)
        case .refreshToken:
            guard let token = request.refreshToken.flatMap({ Secret($0.text, .refresh) }) else {
                throw AccountError.notSignedIn
            }
            return try await refresh(token.hash, request.organizationID)
        }
    }

    /// Takes as long for an address that has no account: it is counted, looked up and hashed all
    /// the same.
    private func signIn(
        _ email: EmailAddress,
        _ password: Confidential,
        _ organization: OrganizationID?,
        _ call: Call
    ) async throws -> SignedIn {
        try await tries.count([.passwords(email)], call)
        let account = try await AccountsAcrossTenants(database).account(withAddress: email)
        guard try await passwords.matches(password, account?.passwordHash), let account else {
            throw AccountError.notSignedIn
        }
        let signedIn = try await database.transaction { transaction -> SignedIn? in
            // The password may have been changed while it was being hashed.
            let isHeld = try await AccountsAcrossTenants(transaction).hold(account)
            return isHeld ? try await desk.begin(account, in: organization, transaction) : nil
        }
        guard let signedIn else { throw AccountError.notSignedIn }
        try await strengthen(account, password)
        return signedIn
    }

    /// Hashes anew what was hashed at a lower cost. The sign-in stands, whatever comes of it.
    private func strengthen(_ account: Account, _ password: Confidential) async throws {
        guard let hash = account.passwordHash,
            let stronger = try? await passwords.stronger(than: hash, password)
        else { return }
        try await AccountsAcrossTenants(database).strengthen(account, stronger)
    }

    private func refresh(
        _ token: SecretHash,
        _ organization: OrganizationID?
    ) async throws -> SignedIn {
        // The end of a family has to be kept, so it is not thrown out of the transaction.
        let signedIn = try await database.transaction { transaction -> SignedIn? in
            let sessions = SessionsAcrossTenants(transaction)
            if let session = try await sessions.use(token, at: desk.now()) {
                return try await desk.goOn(session, in: organization, transaction)
            }
            // Used before, and so in two hands; or never ours.
            if let session = try await sessions.session(of: token) {
                try await cutOff.end(session, because: "session_token_reused", transaction)
            }
            return nil
        }
        guard let signedIn else { throw AccountError.notSignedIn }
        return signedIn
    }

    /// Ends one session, or all of the caller's.
    func revoke(_ request: RevokeToken, _ call: Call) async throws -> Nothing {
        guard let given = request.refreshToken else {
            let caller = try call.caller
            try await database.transaction { transaction in
                guard let account = try await account(of: caller, transaction) else {
                    throw Refusal(.forbidden, "An API key has no session; it can be deleted.")
                }
                try await cutOff.endAll(of: account, because: "sessions_ended", transaction)
            }
            return Nothing()
        }
        // What is no token of ours has no session that could be running.
        guard let token = Secret(given.text, .refresh) else { return Nothing() }
        try await database.transaction { transaction in
            if let session = try await SessionsAcrossTenants(transaction).session(of: token.hash) {
                try await cutOff.end(session, because: "session_ended", transaction)
            }
        }
        return Nothing()
    }
}

/// The account behind whoever calls; keys and services have none.
func account(of caller: Principal, _ database: some Database) async throws -> Account? {
    let accounts = AccountsAcrossTenants(database)
    switch caller {
    case .user(let user, let organization, _):
        return try await accounts.account(of: user, in: organization)
    case .person(let person): return try await accounts.account(of: person)
    case .intake, .service, .key: return nil
    }
}
