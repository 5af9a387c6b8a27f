import Guarded

/// Profiles in columns, searched exactly.
///
/// Readers take a ``IndexView`` and never wait for more than a pointer's copy; writers take turns
/// among themselves, never wait for searches, and are visible to the next view at once. What
/// changes is written to a small newest segment; ``maintain(on:)`` merges small segments into
/// larger ones, away from readers and writers.
public final class MatchIndex: Sendable {
    let rules: ReferenceScorer
    let space: SkillSpace
    private let current: Guarded<Epoch>
    let writer: Guarded<WriterState>
    /// Held by the one maintenance that runs.
    let maintenance = Guarded<Void>(())

    /// What only writers see.
    struct WriterState: Sendable {
        /// Qualities of new segments refer to this day.
        var base: Day
        /// The profiles of the newest segment, row by row, while it still takes more.
        var tail: [Profile] = []
    }

    /// - Parameter base: the day that stored qualities refer to; any day gives right answers,
    ///   today's gives the tightest bounds.
    public convenience init(rules: ReferenceScorer, base: Day) {
        self.init(rules: rules, base: base, slots: [])
    }

    init(rules: ReferenceScorer, base: Day, slots: [Epoch.Slot]) {
        self.rules = rules
        space = SkillSpace(rules.taxonomy)
        current = Guarded(Epoch(slots: slots))
        writer = Guarded(WriterState(base: base))
    }

    /// The present state, which stays as it is for as long as the view is held.
    public var view: IndexView {
        IndexView(epoch: epoch, space: space, rules: rules)
    }

    /// The present state with the base day of what comes.
    var snapshotState: (epoch: Epoch, base: Day) { (epoch, writer.withLock { $0.base }) }

    func packer(base: Day) -> SegmentPacker {
        SegmentPacker(space: space, policy: rules.policy, base: base)
    }

    var epoch: Epoch { current.withLock { $0 } }

    /// Called with the writer's lock held, so that no other change falls between.
    func publish(_ change: (inout Epoch) -> Void) {
        var next = epoch
        change(&next)
        next.number += 1
        // What the old epoch alone kept alive is freed here, outside of the lock.
        let old = current.withLock { current in
            let old = current
            current = next
            return old
        }
        withExtendedLifetime(old) {}
    }
}
