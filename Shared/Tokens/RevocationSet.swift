import Vocabulary

/// Whom to believe no longer: tokens of a subject issued before an instant are refused.
///
/// A subject is what stands in `sub`, or an intake session (`sid`). Bounded: entries are
/// forgotten when every token they could concern has expired, and if there are still too many,
/// the oldest becomes a floor for everybody, which signs people out but lets nobody in.
struct RevocationSet {
    /// 100 000 × 24 bytes is 2.4 MB; a day of cut-offs in a very large installation.
    static let subjectsMax = 100_000

    private var revokedBefore: [UUID128: Instant] = [:]
    private(set) var floor = Instant(microseconds: .min)

    var count: Int { revokedBefore.count }

    mutating func revoke(_ subject: UUID128, before instant: Instant, at now: Instant) {
        let earlier = revokedBefore[subject] ?? Instant(microseconds: .min)
        revokedBefore[subject] = max(earlier, instant)
        guard revokedBefore.count > Self.subjectsMax else { return }
        prune(at: now)
        guard revokedBefore.count > Self.subjectsMax else { return }
        // A tenth at once, so that a flood does not sort the whole set for every entry.
        let oldest = revokedBefore.values.sorted()[Self.subjectsMax / 10]
        floor = max(floor, oldest)
        revokedBefore = revokedBefore.filter { $0.value > floor }
    }

    func isRevoked(_ token: VerifiedToken) -> Bool {
        if token.issuedAt < floor { return true }
        if revokedBefore.isEmpty { return false }
        if let subject = token.principal.subject, isRevoked(subject, token) { return true }
        if case .intake(_, _, let session) = token.principal {
            return isRevoked(session.uuid, token)
        }
        return false
    }

    private func isRevoked(_ subject: UUID128, _ token: VerifiedToken) -> Bool {
        guard let instant = revokedBefore[subject] else { return false }
        return token.issuedAt < instant
    }

    private mutating func prune(at now: Instant) {
        let oldest = now - (TokenType.longestLifetime + TokenVerifier.skew)
        revokedBefore = revokedBefore.filter { $0.value > oldest }
    }
}
