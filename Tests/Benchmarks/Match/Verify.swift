import MatchEngine
import MatchPools

func verify(count: Int) throws {
    let taxonomy = try SyntheticTaxonomy.make(skills: 13_939, seed: 1)
    let pool = try PoolGenerator(taxonomy, seed: 7)
    let rules = ReferenceScorer(taxonomy: taxonomy, rates: pool.rates)
    let index = MatchIndex(rules: rules, base: PoolGenerator.today)
    let profiles = try (0..<count).map { try pool.profile($0) }
    try index.load(profiles)
    for number in 0..<10 {
        let assignment = try pool.assignment(number)
        var all: [RankedMatch] = []
        for p in profiles {
            if case .scored(let s) = rules.outcome(of: p, for: assignment, asOf: PoolGenerator.today) {
                all.append(RankedMatch(profile: p.id, score: s))
            }
        }
        all.sort { $0.score.value != $1.score.value ? $0.score.value > $1.score.value : TieBreak(assignment: assignment.id, profile: $0.profile) < TieBreak(assignment: assignment.id, profile: $1.profile) }
        for m in SearchMethod.allCases {
            let r = try index.view.search(assignment, limit: 50, asOf: PoolGenerator.today, method: m)
            print(number, m, r.matches == Array(all.prefix(50)), r.matches.count, all.count)
            if r.matches != Array(all.prefix(50)) {
                print(r.matches.first as Any, all.first as Any)
            }
        }
    }
}
