import Contract
import Postgres
import ServiceKit
import ServiceStore
import Tokens
import Vocabulary

/// Changing a password, and getting one by mail.
struct Passwords: Sendable {
    let database: Postgres
    let passwords: PasswordWork
    let tries: TryCounter
    let cutOff: CutOff
    let links: Links

    /// Changes the caller's own password and ends all sessions of the account.
    func change(_ request: ChangePassword, _ call: Call) async throws -> Nothing {
        guard var account = try await account(of: call.caller, database) else {
            throw AccountError.notSignedIn
        }
        guard let current = account.passwordHash else { throw AccountError.hasNoPassword }
        try Self.check(request.newPassword, of: account.email, field: "new_password")
        try await tries.count([.passwords(account.email)], call)
        guard try await passwords.matches(request.currentPassword, current) else {
            let message = "is not the account's password"
            throw Refusal.invalid([FieldError("current_password", .wrongPassword, message)])
        }
        let old = account
        account.passwordHash = try await passwords.hash(request.newPassword)
        let changed = account
        try await database.transaction { transaction in
            let accounts = AccountsAcrossTenants(transaction)
            guard try await accounts.lockedAccount(withAddress: old.email) == old else {
                throw AccountError.notSignedIn
            }
            try await accounts.update(changed)
            try await cutOff.endAll(of: changed, because: "password_changed", transaction)
        }
        return Nothing()
    }

    /// Has a link sent, if an account has the address. The answer does not tell.
    func requestReset(_ request: RequestPasswordReset, _ call: Call) async throws -> Nothing {
        try await links.request(.passwordReset, request.email, call)
        return Nothing()
    }

    /// Sets a new password with the link that was sent.
    func confirmReset(_ request: ConfirmPasswordReset, _ call: Call) async throws -> Nothing {
        try await tries.count(call)
        let (hash, link) = try await links.find(request.token, .passwordReset)
        try Self.check(request.password, of: link.email, field: "password")
        let password = try await passwords.hash(request.password)
        try await database.transaction { transaction in
            let accounts = AccountsAcrossTenants(transaction)
            guard try await OneTimeTokenStore(transaction).use(hash, for: link),
                var account = try await accounts.lockedAccount(withAddress: link.email)
            else { throw AccountError.linkIsOver }
            _ = account.prove(at: cutOff.now(), newPassword: password)
            try await accounts.update(account)
            try await cutOff.endAll(of: account, because: "password_reset", transaction)
        }
        return Nothing()
    }

    /// Refuses a password that is too easily guessed.
    static func check(
        _ password: Confidential,
        of email: EmailAddress,
        field: String
    ) throws(Refusal) {
        if let fault = PasswordRules.fault(in: password, of: email, field: field) {
            throw .invalid([fault])
        }
    }
}

extension FieldError.Code {
    /// Another password is the account's.
    static let wrongPassword: FieldError.Code = "wrong_password"
}
