public import FoundationEssentials
import Guarded

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
        try check(profile)
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
        writer.withLock { state in
            guard let found = epoch.locate(id) else { return false }
            // The tail is packed again from what it holds, so that the dead are not among it.
            state.tail.removeAll { $0.id == id }
            publish { $0.slots[found.slot].bury(found.row) }
            return true
        }
    }

    /// Adds many at once as full segments, for the first load. Replaces like ``put(_:)``.
    /// - Throws: ``InputError/unknown(_:)`` or ``InputError/duplicate(_:)``; then nothing is added.
    public func load(_ profiles: some Sequence<Profile>) throws(InputError) {
        let packer = packer(base: writer.withLock { $0.base })
        var segments: [Segment] = []
        var seen: Set<UUID> = []
        var batch: [Profile] = []
        for profile in profiles {
            try check(profile)
            guard seen.insert(profile.id).inserted else { throw .duplicate(.profiles) }
            batch.append(profile)
            if batch.count == Segment.rowsMax {
                segments.append(packer.pack(batch))
                batch.removeAll(keepingCapacity: true)
            }
        }
        if !batch.isEmpty { segments.append(packer.pack(batch)) }
        writer.withLock { state in
            state.tail = []
            publish { epoch in
                let hasOthers = !epoch.slots.isEmpty
                for id in seen where hasOthers {
                    if let old = epoch.locate(id) { epoch.slots[old.slot].bury(old.row) }
                }
                epoch.slots += segments.map { Epoch.Slot($0) }
            }
        }
    }

    private func check(_ profile: Profile) throws(InputError) {
        guard profile.skills.allSatisfy({ space.contains($0.skill) }) else {
            throw .unknown(.skills)
        }
    }

    private func place(_ profile: Profile, _ state: inout WriterState) {
        let found = epoch.locate(profile.id)
        let extends = !state.tail.isEmpty && state.tail.count < Self.tailRowsMax
        if !extends { state.tail = [] }
        // A row of the tail that is replaced again needs no tombstone: it goes.
        state.tail.removeAll { $0.id == profile.id }
        state.tail.append(profile)
        let segment = packer(base: state.base).pack(state.tail)
        publish { epoch in
            if let found { epoch.slots[found.slot].bury(found.row) }
            if extends { epoch.slots.removeLast() }
            epoch.slots.append(Epoch.Slot(segment))
        }
    }
}
