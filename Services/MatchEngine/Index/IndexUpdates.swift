public import FoundationEssentials
import Synchronization

extension MatchIndex {
    /// Rows the newest segment takes before the next one begins: so few that packing them again
    /// with one more stays far below a millisecond.
    static let tailRowsMax = 32
    /// Small segments that may wait for ``maintain(on:)``; the writer that would exceed this
    /// maintains itself.
    static let smallSegmentsMax = 256

    /// Adds a profile or replaces the one with the same identifier; visible to every later view.
    /// - Throws: ``InputError/unknown(_:)`` for a skill that the taxonomy does not hold.
    public func put(_ profile: Profile) throws(InputError) {
        guard profile.skills.allSatisfy({ space.contains($0.skill) }) else {
            throw .unknown(.skills)
        }
        let crowded = writer.withLock { state in
            place(profile, &state)
            return epoch.slots.count { $0.segment.rowCount <= Self.tailRowsMax }
                > Self.smallSegmentsMax
        }
        if crowded { maintain(on: writer.withLock { $0.base }) }
    }

    /// Removes a profile; false when there is none.
    @discardableResult
    public func remove(_ id: UUID) -> Bool {
        writer.withLock { _ in
            guard let found = epoch.locate(id) else { return false }
            publish { $0.slots[found.slot].bury(found.row) }
            return true
        }
    }

    /// Adds many at once as full segments, for the first load. Replaces like ``put(_:)``.
    /// - Throws: ``InputError/unknown(_:)``; then nothing is added.
    public func load(_ profiles: some Sequence<Profile>) throws(InputError) {
        let base = writer.withLock { $0.base }
        var builder = SegmentBuilder(space: space, policy: rules.policy, base: base)
        var segments: [Segment] = []
        var seen: Set<UUID> = []
        for profile in profiles {
            guard profile.skills.allSatisfy({ space.contains($0.skill) }) else {
                throw .unknown(.skills)
            }
            guard seen.insert(profile.id).inserted else { throw .duplicate(.profiles) }
            if !builder.canAppend(profile) {
                segments.append(builder.finish())
                builder = SegmentBuilder(space: space, policy: rules.policy, base: base)
            }
            builder.append(profile)
        }
        if builder.rowCount > 0 { segments.append(builder.finish()) }
        writer.withLock { state in
            state.tail = []
            publish { epoch in
                if !epoch.slots.isEmpty {
                    for id in seen {
                        if let old = epoch.locate(id) { epoch.slots[old.slot].bury(old.row) }
                    }
                }
                epoch.slots += segments.map { Epoch.Slot($0) }
            }
        }
    }

    private func place(_ profile: Profile, _ state: inout WriterState) {
        let found = epoch.locate(profile.id)
        var extends = !state.tail.isEmpty && state.tail.count < Self.tailRowsMax
        var builder = SegmentBuilder(space: space, policy: rules.policy, base: state.base)
        if extends {
            for old in state.tail { builder.append(old) }
            extends = builder.canAppend(profile)
        }
        if !extends {
            builder = SegmentBuilder(space: space, policy: rules.policy, base: state.base)
            state.tail = []
        }
        builder.append(profile)
        state.tail.append(profile)
        let segment = builder.finish()
        publish { epoch in
            if let found { epoch.slots[found.slot].bury(found.row) }
            // The grown tail takes its old self's place, with the same rows dead.
            let dead = extends ? epoch.slots.removeLast().dead : Tombstones()
            epoch.slots.append(Epoch.Slot(segment, dead: dead.grown(to: segment.rowCount)))
        }
    }
}
