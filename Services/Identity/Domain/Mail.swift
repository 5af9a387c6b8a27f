import Vocabulary

/// A message to be sent: which link to whom. The link itself is made when it is sent.
struct Mail: Hashable, Sendable {
    /// More tries than this within an hour would not help, either.
    static let triesMax = 8
    /// The longest time between two tries.
    static let backoffMax: Duration = .seconds(1_800)

    let id: MailID
    let link: Link
    let createdAt: Instant
    /// How often it was tried, this time included.
    var tries = 0

    /// When to try again after a failure; `nil` when it is not worth it any more.
    func nextTry(after now: Instant) -> Instant? {
        guard tries < Self.triesMax, !isOutdated(at: now) else { return nil }
        let backoff: Duration = .seconds(15 << min(tries, 7))
        return now + min(backoff, Self.backoffMax)
    }

    /// Whoever asked for a link that is good for minutes has given up, or has asked again.
    func isOutdated(at now: Instant) -> Bool {
        now > createdAt + link.purpose.lifetime
    }
}

/// Identifies a message to be sent.
typealias MailID = Identifier<Mail>
