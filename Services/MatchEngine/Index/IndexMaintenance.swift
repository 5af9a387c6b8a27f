import Guarded

extension MatchIndex {
    /// Sizes at which segments stop being merged with their like.
    static let tiers = [512, 8192, Segment.rowsMax]
    /// Segments of a tier that are merged at once.
    static let mergeCount = 8

    /// Merges small segments and rewrites those that are mostly dead, until nothing is left to do.
    /// Readers and writers go on meanwhile; only one maintenance runs at a time.
    ///
    /// - Parameter day: the base day of rewritten segments, today.
    public func maintain(on day: Day) {
        maintenance.withLock { _ in
            writer.withLock { $0.base = day }
            while let work = nextMerge(), merge(work, base: day) {}
        }
    }

    /// The next segments to rewrite into one, oldest first; nil when all is well.
    private func nextMerge() -> [Epoch.Slot]? {
        // The newest segment still grows.
        let closed = writer.withLock { state in
            state.tail.isEmpty ? epoch.slots : Array(epoch.slots.dropLast())
        }
        if let empty = closed.first(where: { $0.liveCount == 0 }) { return [empty] }
        var lower = 0
        for tier in Self.tiers {
            let alike = closed.filter { $0.liveCount > lower && $0.liveCount <= tier / 2 }
            lower = tier / 2
            var chosen: [Epoch.Slot] = []
            var rows = 0
            for slot in alike where rows + slot.liveCount <= tier {
                chosen.append(slot)
                rows += slot.liveCount
            }
            if chosen.count >= Self.mergeCount || chosen.count > 1 && rows > tier / 2 {
                return chosen
            }
        }
        return closed.first { $0.dead.count * 3 > $0.segment.rowCount }.map { [$0] }
    }

    /// Packs the living rows of `sources` into new segments and puts them in their place; false
    /// when that gains nothing.
    private func merge(_ sources: [Epoch.Slot], base: Day) -> Bool {
        var living: [Profile] = []
        for source in sources {
            for row in 0..<source.segment.rowCount where source.isAlive(row) {
                // Bytes that changed under a mapping cannot be packed; the segment stays.
                guard let profile = try? source.segment.profile(row) else { return false }
                living.append(profile)
            }
        }
        let merged = packer(base: base).packAll(living).map { Epoch.Slot($0) }
        guard sources.count == 1 || merged.count < sources.count else { return false }
        return writer.withLock { _ in
            publish { epoch in install(merged, for: sources, in: &epoch) }
            return true
        }
    }

    private func install(_ merged: [Epoch.Slot], for sources: [Epoch.Slot], in epoch: inout Epoch) {
        var merged = merged
        for source in sources {
            guard let at = epoch.slots.firstIndex(where: { $0.segment === source.segment })
            else { continue }
            let now = epoch.slots.remove(at: at)
            // Rows that died while the merge was under way must stay dead.
            for row in 0..<now.segment.rowCount where source.isAlive(row) && !now.isAlive(row) {
                let id = now.segment.cold.id(row)
                for slot in merged.indices {
                    if let copy = merged[slot].segment.row(of: id) { merged[slot].bury(copy) }
                }
            }
        }
        epoch.slots.insert(contentsOf: merged, at: 0)
    }
}
