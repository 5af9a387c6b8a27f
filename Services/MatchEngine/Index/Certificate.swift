/// Shows that a ranking is the exact one: nobody left out could have entered.
public struct Certificate: Hashable, Sendable {
    /// The score of the last place; nil when fewer profiles than places have a score.
    public internal(set) var threshold: Double?
    /// Living profiles in the index.
    public internal(set) var considered = 0
    /// Profiles scored in full precision.
    public internal(set) var rescored = 0
    /// Profiles whose first bound reached the threshold, so that it was narrowed.
    public internal(set) var narrowed = 0
    /// Profiles that a gate excluded or that had too little data, met before they were pruned.
    public internal(set) var excluded = 0
    /// The highest upper bound of all that were left out; nil when none were.
    public internal(set) var highestPrunedBound: Double?

    /// Profiles left out because their bound fell short of the threshold.
    public var pruned: Int { considered - rescored - excluded }

    /// Whether every bound that led to pruning lies below the last place's score.
    public var holds: Bool {
        guard let highestPrunedBound else { return true }
        return threshold.map { highestPrunedBound < $0 } ?? false
    }

    mutating func prune(_ bound: Double) {
        highestPrunedBound = max(highestPrunedBound ?? bound, bound)
    }
}

/// The best profiles for an assignment, best first, with the proof that they are.
public struct Ranking: Hashable, Sendable {
    public let matches: [RankedMatch]
    public let certificate: Certificate
}

/// How a search goes about it. The answer is the same.
public enum SearchMethod: String, Hashable, Sendable, CaseIterable {
    /// Visits only what could be near a requirement and prunes by bounds.
    case pruned
    /// Bounds every skill of every profile, with meaning and practical parts for everybody.
    case exhaustive
}
