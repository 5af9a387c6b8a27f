public import Vocabulary

/// Which of identity's keys signs, which are published, which is due. Pure: the keys and their
/// instants are stored by identity, and every replica reads the same answer from them.
///
///     published ──lead──► signs ──period──► (successor signs) ──retention──► forgotten
public struct KeySchedule: Sendable {
    /// How long a key signs.
    public let period: Duration
    /// How long it is published before it signs; verifiers refresh every five minutes.
    public let lead: Duration
    /// How long it is published after it last signed: its longest-lived token, and the skew.
    public static let retention = TokenType.longestLifetime + TokenVerifier.skew

    /// One key's place in the schedule.
    public struct Entry: Hashable, Sendable {
        /// The `kid`.
        public let keyID: String
        /// From when on it signs, until a later key does.
        public let signsFrom: Instant

        /// A key that signs from an instant on.
        public init(keyID: String, signsFrom: Instant) {
            self.keyID = keyID
            self.signsFrom = signsFrom
        }
    }

    /// - Parameters:
    ///   - period: how long a key signs; a week unless said otherwise.
    ///   - lead: how long before it is published; an hour unless said otherwise.
    public init(period: Duration = .seconds(7 * 86_400), lead: Duration = .seconds(3_600)) {
        self.period = period
        self.lead = lead
    }

    /// The key that signs at `now`: the latest whose time has come. Before the first one's time
    /// (a fresh installation with clocks apart) it is the first.
    public func signing(_ entries: [Entry], at now: Instant) -> Entry? {
        let ordered = Self.ordered(entries)
        return ordered.last { $0.signsFrom <= now } ?? ordered.first
    }

    /// The keys to publish at `now`: the signing one, those to come, and those whose tokens may
    /// still be valid.
    public func published(_ entries: [Entry], at now: Instant) -> [Entry] {
        let ordered = Self.ordered(entries)
        return ordered.indices.filter { index in
            let successor = index + 1
            guard successor < ordered.endIndex else { return true }
            return now < ordered[successor].signsFrom + Self.retention
        }.map { ordered[$0] }
    }

    /// From when on a key made at `now` shall sign; `nil` when none is due. The next key is due
    /// as soon as there is none waiting, so that it is published for most of a period.
    public func nextSignsFrom(_ entries: [Entry], at now: Instant) -> Instant? {
        guard let latest = Self.ordered(entries).last else { return now }
        guard latest.signsFrom <= now else { return nil }
        return max(latest.signsFrom + period, now + lead)
    }

    private static func ordered(_ entries: [Entry]) -> [Entry] {
        entries.sorted { ($0.signsFrom, $0.keyID) < ($1.signsFrom, $1.keyID) }
    }
}
