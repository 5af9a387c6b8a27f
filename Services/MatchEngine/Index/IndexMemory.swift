/// What an index keeps in memory, in bytes.
public struct IndexMemory: Hashable, Sendable {
    public internal(set) var profiles = 0
    /// Everything searches read for everybody, with all dictionaries and directories.
    public internal(set) var hot = 0
    /// Of that, quantised missions, visions, values and causes.
    public internal(set) var meaning = 0
    /// Exact columns, which may lie in a mapped file.
    public internal(set) var exact = 0
}

extension IndexView {
    public var memory: IndexMemory {
        var memory = IndexMemory()
        for slot in epoch.slots {
            let segment = slot.segment
            let meaning =
                segment.missions.byteCount + segment.visions.byteCount
                + segment.principles.byteCount
            memory.profiles += slot.liveCount
            memory.meaning += meaning
            memory.hot += meaning + segment.skills.byteCount + (segment.postings?.byteCount ?? 0)
            memory.hot += segment.practical.byteCount + segment.rowsByHash.count * 2
            memory.hot += slot.dead.words.count * 8
            memory.exact += segment.cold.region.count
        }
        return memory
    }
}

extension Postings {
    var byteCount: Int { (skills.count + starts.count) * 4 + rows.count * 3 }
}

extension PracticalColumns {
    /// Codes, and each distinct value in its own size with what it holds on the heap.
    var byteCount: Int {
        codes.count * 16 + bytes(pay) { _ in 0 } + bytes(time) { _ in 0 } + bytes(place) { _ in 0 }
            + bytes(languages) { ($0?.capacity ?? 0) * 4 + 32 } + countries.byteCount
            + benefits.byteCount
            + bytes(hiddenFrom) { $0.capacity * 17 + 32 }
    }

    private func bytes<Value>(_ values: [Value], _ heap: (Value) -> Int) -> Int {
        values.reduce(0) { $0 + MemoryLayout<Value>.stride + heap($1) }
    }
}
