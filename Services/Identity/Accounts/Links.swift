import Contract
import Postgres
import ServiceKit
import ServiceStore
import Tokens
import Vocabulary

/// One-time links: asking for one, and finding what one is for.
struct Links: Sendable {
    /// More messages than this do not wait; at one a second they would wait for hours.
    static let mailsMax = 10_000

    let database: Postgres
    let tries: TryCounter
    let identifiers: IdentifierSource
    let now: @Sendable () -> Instant

    /// Notes that a link is to be sent. It does the same, and takes the same time, whoever has
    /// the address; a mailbox that has got several lately gets no more of them for a while.
    func request(_ purpose: Link.Purpose, _ email: EmailAddress, _ call: Call) async throws {
        try await tries.count(call)
        guard try await tries.refusal(of: .links(email)) == nil else { return }
        let store = MailStore(database)
        guard try await !store.isFull(Self.mailsMax) else {
            throw Refusal.unavailable(retryAfterSeconds: 60)
        }
        let link = Link(purpose: purpose, email: email)
        try await store.insert(Mail(id: identifiers.next(), link: link, createdAt: now()))
    }

    /// What a link is for, without using it up.
    func find(
        _ token: Confidential,
        _ purpose: Link.Purpose
    ) async throws -> (hash: SecretHash, link: Link) {
        guard let hash = Secret(token.text, .oneTime)?.hash,
            let link = try await OneTimeTokenStore(database).link(hash, purpose, at: now())
        else { throw AccountError.linkIsOver }
        return (hash, link)
    }
}
