import MatchEngine
import MatchPools

@main
struct MatchBenchmark {
    static func main() throws {
        if CommandLine.arguments.contains("verify") { return try verify(count: 20_000) }
        let count = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 100_000
        let taxonomy = try SyntheticTaxonomy.make(skills: 13_939, seed: 1)
        let pool = try PoolGenerator(taxonomy, seed: 7)
        let rules = ReferenceScorer(taxonomy: taxonomy, rates: pool.rates)
        let index = MatchIndex(rules: rules, base: PoolGenerator.today)
        let clock = ContinuousClock()
        var profiles: [Profile] = []
        print("generate", try clock.measure { profiles = try (0..<count).map { try pool.profile($0) } })
        print("load", try clock.measure { try index.load(profiles) })
        let view = index.view
        var times: [Duration] = []
        for number in 0..<30 {
            let assignment = try pool.assignment(number)
            var ranking: Ranking?
            let time = try clock.measure { ranking = try view.search(assignment, limit: 50, asOf: PoolGenerator.today) }
            times.append(time)
            if let ranking {
                let c = ranking.certificate
                print(time, c.threshold ?? -1, "rescored", c.rescored, "excluded", c.excluded, "bound", c.highestPrunedBound ?? -1, c.holds)
            }
        }
        print("median", times.sorted()[times.count / 2])
        let assignment = try pool.assignment(1)
        print("exhaustive", try clock.measure { _ = try view.search(assignment, limit: 50, asOf: PoolGenerator.today, method: .exhaustive) })
    }
}
