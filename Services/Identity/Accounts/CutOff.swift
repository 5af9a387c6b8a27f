import Postgres
import ServiceStore
import Tokens
import Vocabulary

/// Ends sessions and has everybody refuse the tokens that are out. Within the transaction of its
/// cause, so that nobody is cut off for nothing, or left in for want of luck.
struct CutOff: Sendable {
    let verifier: TokenVerifier
    let now: @Sendable () -> Instant

    /// Ends a session, unless it has ended; tokens of its member or person are refused.
    func end(_ session: Session, because type: String, _ transaction: Transaction) async throws {
        let isNew = try await SessionsAcrossTenants(transaction).end(session.id, at: now())
        guard isNew else { return }
        let person = try await AccountsAcrossTenants(transaction).person(of: session.account)
        let subject = session.standing?.user.uuid ?? person?.uuid
        try await refuse(subject.map { [$0] } ?? [], transaction)
        try await transaction.append(.about(session, type, by: nil, at: now()))
    }

    /// Ends all sessions of an account; tokens of its members and its person are refused.
    func endAll(
        of account: Account,
        because type: String,
        _ transaction: Transaction
    ) async throws {
        try await SessionsAcrossTenants(transaction).endAll(of: account.id, at: now())
        let subjects = try await AccountsAcrossTenants(transaction).subjects(of: account.id)
        try await refuse(subjects, transaction)
        try await transaction.append(.about(account, type, at: now()))
    }

    /// Has tokens refused that were issued until now; with `forGood`, also those that a replica
    /// whose clock is ahead may have issued.
    func refuse(
        _ subjects: [UUID128],
        forGood: Bool = false,
        _ transaction: Transaction
    ) async throws {
        guard !subjects.isEmpty else { return }
        let now = now()
        let before = forGood ? now + TokenVerifier.skew : now
        try await RevocationStore(transaction).revoke(subjects, before: before, at: now)
        // Ours at once; should the transaction fail, somebody signs in once more.
        for subject in subjects { verifier.revoke(subject, before: before, at: now) }
    }
}
