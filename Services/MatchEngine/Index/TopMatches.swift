public import FoundationEssentials

/// One result of a search.
public struct RankedMatch: Hashable, Sendable {
    public init(profile: UUID, score: MatchScore) {
        self.profile = profile
        self.score = score
    }

    public let profile: UUID
    public let score: MatchScore
}

/// The best so far: by score, then by ``TieBreak``.
struct TopMatches {
    private struct Entry {
        var match: RankedMatch
        /// Computed only where scores are equal.
        var tie: TieBreak?
    }

    let capacity: Int
    private let assignment: UUID
    private var entries: [Entry] = []

    init(capacity: Int, assignment: UUID) {
        self.capacity = capacity
        self.assignment = assignment
    }

    /// The score that a bound must reach for its profile to count: the last one's once full.
    var threshold: Double? {
        entries.count == capacity ? entries.last?.match.score.value : nil
    }

    /// Whether a profile with at most this score may still enter.
    func admits(_ bound: Double) -> Bool { threshold.map { bound >= $0 } ?? (capacity > 0) }

    var matches: [RankedMatch] { entries.map(\.match) }

    mutating func insert(_ match: RankedMatch) {
        guard admits(match.score.value) else { return }
        var entry = Entry(match: match)
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if precedes(&entries[middle], &entry) { low = middle + 1 } else { high = middle }
        }
        guard low < capacity else { return }
        if entries.count == capacity { entries.removeLast() }
        entries.insert(entry, at: low)
    }

    private func precedes(_ a: inout Entry, _ b: inout Entry) -> Bool {
        if a.match.score.value != b.match.score.value {
            return a.match.score.value > b.match.score.value
        }
        return tie(&a) < tie(&b)
    }

    private func tie(_ entry: inout Entry) -> TieBreak {
        if let tie = entry.tie { return tie }
        let tie = TieBreak(assignment: assignment, profile: entry.match.profile)
        entry.tie = tie
        return tie
    }
}
