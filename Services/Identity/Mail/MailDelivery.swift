import Logging
import Postgres
import ServiceStore
import Tokens
import Vocabulary

/// Sends what is to be sent, a few at a time, until it is sent or not worth it any more.
struct MailDelivery: Sendable {
    /// Messages that one replica sends at once.
    static let batch = 8
    /// A sender that has not finished after this has died. Longer than any mailer takes.
    static let lease: Duration = .seconds(120)
    /// How often it looks: a link is waited for.
    static let interval: Duration = .milliseconds(500)

    let database: Postgres
    let mailer: any Mailer
    let text: MailText
    let now: @Sendable () -> Instant
    let log: Logger

    /// Sends what is due until there is no more.
    func deliverAll() async throws {
        // A full batch has more behind it.
        while try await deliver() == Self.batch {}
    }

    /// Sends what is due.
    ///
    /// - Returns: how many messages were tried.
    func deliver() async throws -> Int {
        let mails = try await MailStore(database).take(Self.batch, for: Self.lease, at: now())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for mail in mails { group.addTask { try await deliver(mail) } }
            try await group.waitForAll()
        }
        return mails.count
    }

    private func deliver(_ mail: Mail) async throws {
        guard !mail.isOutdated(at: now()), let message = try await message(mail) else {
            return try await MailStore(database).delete(mail.id)
        }
        do throws(MailError) {
            try await mailer.send(message)
        } catch {
            return try await note(error, mail)
        }
        try await MailStore(database).delete(mail.id)
    }

    /// Makes the link and what carries it; `nil` where nobody is to get one.
    private func message(_ mail: Mail) async throws -> MailMessage? {
        let secret = Secret.generate(.oneTime)
        let expiry = now() + mail.link.purpose.lifetime
        let name: String? = try await database.transaction { transaction in
            let sender = try await sender(of: mail.link, transaction)
            if sender != nil {
                let store = OneTimeTokenStore(transaction)
                // Of several invitations the last one counts, for it may say something else.
                if mail.link.purpose == .invitation { try await store.forget(mail.link) }
                try await store.insert(secret.hash, for: mail.link, until: expiry)
            }
            return sender
        }
        return name.map { text.message(mail, secret: secret, organization: $0, at: now()) }
    }

    /// The organization that a message speaks of, if any; `nil` where it is not to be sent.
    private func sender(
        of link: Link,
        _ transaction: Transaction
    ) async throws(PostgresError) -> String? {
        let accounts = AccountsAcrossTenants(transaction)
        switch link.purpose {
        case .personLink: return ""
        case .passwordReset:
            // Only here it shows whether the address has an account: whoever asked has had the
            // same answer, in the same time, either way.
            return try await accounts.account(withAddress: link.email).map { _ in "" }
        case .invitation:
            // It may have been taken back, or accepted, meanwhile.
            guard let member = link.member else { return nil }
            return try await accounts.inviter(of: member)
        }
    }

    private func note(_ error: MailError, _ mail: Mail) async throws {
        let next = error.isFinal ? nil : mail.nextTry(after: now())
        log.warning(
            "A message was not sent",
            metadata: [
                "mail": "\(mail.id)", "purpose": "\(mail.link.purpose.rawValue)",
                "reason": "\(error)", "final": "\(next == nil)",
            ]
        )
        if let next {
            try await MailStore(database).postpone(mail.id, until: next)
        } else {
            try await MailStore(database).delete(mail.id)
        }
    }
}
