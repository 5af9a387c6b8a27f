import FoundationEssentials
import MatchEngine
import MatchPools

/// A synthetic world to search in, and the ranking that the reference gives there.
struct IndexWorld: Sendable {
    let pool: PoolGenerator
    let rules: ReferenceScorer

    init(
        skills: Int = 600,
        seed: UInt64 = 11,
        policy: ScoringPolicy = .standard
    ) throws {
        let taxonomy = try SyntheticTaxonomy.make(skills: skills, seed: seed)
        pool = try PoolGenerator(taxonomy, seed: seed)
        rules = ReferenceScorer(taxonomy: taxonomy, policy: policy, rates: pool.rates)
    }

    init(pool: PoolGenerator, rules: ReferenceScorer) {
        self.pool = pool
        self.rules = rules
    }

    func profiles(_ range: Range<Int>, skills: ClosedRange<Int> = 3...12) throws -> [Profile] {
        try range.map { try pool.profile($0, skills: skills) }
    }

    func index(_ profiles: [Profile], base: Day = PoolGenerator.today) throws -> MatchIndex {
        let index = MatchIndex(rules: rules, base: base)
        try index.load(profiles)
        return index
    }

    /// Scores everybody and sorts: what every search must answer.
    func ranking(
        _ profiles: some Sequence<Profile>,
        _ assignment: Assignment,
        limit: Int,
        asOf: Day = PoolGenerator.today
    ) -> [RankedMatch] {
        var all: [(match: RankedMatch, tie: TieBreak)] = []
        for profile in profiles {
            let outcome = rules.outcome(of: profile, for: assignment, asOf: asOf)
            guard case .scored(let score) = outcome else { continue }
            let tie = TieBreak(assignment: assignment.id, profile: profile.id)
            all.append((RankedMatch(profile: profile.id, score: score), tie))
        }
        all.sort {
            $0.match.score.value != $1.match.score.value
                ? $0.match.score.value > $1.match.score.value : $0.tie < $1.tie
        }
        return all.prefix(limit).map(\.match)
    }
}

/// Keeps a snapshot in memory.
struct MemorySink: SnapshotSink {
    var bytes: [UInt8] = []

    mutating func write(_ part: ByteRegion) throws(Never) {
        bytes.append(contentsOf: part.bytes)
    }
}
