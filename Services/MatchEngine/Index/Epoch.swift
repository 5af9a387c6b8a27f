import FoundationEssentials

/// One state of the index: which segments there are and who in them is dead.
///
/// Immutable. A reader that holds an epoch keeps it; writers publish the next one meanwhile, and
/// reference counts free what no epoch refers to any more.
struct Epoch: Sendable {
    struct Slot: Sendable {
        let segment: Segment
        private(set) var dead: Tombstones

        init(_ segment: Segment) {
            self.segment = segment
            dead = Tombstones()
        }

        init(_ segment: Segment, dead: Tombstones) {
            self.segment = segment
            self.dead = dead
        }

        var liveCount: Int { segment.rowCount - dead.count }
        func isAlive(_ row: Int) -> Bool { !dead.contains(row) }
        mutating func bury(_ row: Int) { dead.insert(row, of: segment.rowCount) }
    }

    var slots: [Slot] = []
    /// Rises with every change.
    var number: UInt64 = 0

    var liveCount: Int { slots.reduce(0) { $0 + $1.liveCount } }

    /// Where a living profile is.
    func locate(_ id: UUID) -> (slot: Int, row: Int)? {
        // Newest first: that is where changes are.
        for slot in slots.indices.reversed() {
            if let row = slots[slot].segment.row(of: id), slots[slot].isAlive(row) {
                return (slot, row)
            }
        }
        return nil
    }
}

/// A set of rows, one bit each; nothing while empty.
struct Tombstones: Hashable, Sendable {
    private(set) var words: [UInt64] = []
    private(set) var count = 0

    init() {}

    init(words: [UInt64]) {
        self.words = words
        count = words.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    func contains(_ row: Int) -> Bool {
        row >> 6 < words.count && words[row >> 6] >> UInt64(row & 63) & 1 == 1
    }

    /// Removes candidates whose rows are in the set.
    func remove(from candidates: inout [Candidate]) {
        if count > 0 { candidates.removeAll { contains(Int($0.row)) } }
    }

    mutating func insert(_ row: Int, of rowCount: Int) {
        guard !contains(row) else { return }
        if words.isEmpty { words = [UInt64](repeating: 0, count: (rowCount + 63) / 64) }
        words[row >> 6] |= 1 << UInt64(row & 63)
        count += 1
    }
}
