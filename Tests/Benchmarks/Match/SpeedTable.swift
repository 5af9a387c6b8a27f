import FoundationEssentials
import MatchEngine
import MatchPools
import MatchSnapshots
import Synchronization

/// The measurements, one after the other, on one mapped pool.
struct SpeedTable {
    private let world: BenchmarkWorld
    private var pool: PoolGenerator { world.pool }
    private let index: MatchIndex
    private let assignments: [Assignment]
    private let opened: Double

    init(_ path: String) throws {
        let world = try BenchmarkWorld()
        let region = try SnapshotFile.map(path)
        var index: MatchIndex?
        opened = try Measure.milliseconds {
            index = try MatchIndex(snapshot: region, rules: world.rules)
        }
        self.world = world
        self.index = index ?? MatchIndex(rules: world.rules, base: PoolGenerator.today)
        assignments = try (0..<100).map { try world.pool.assignment($0) }
    }

    func print() throws {
        let bytes = index.view.memory
        let count = Double(bytes.profiles)
        let bandwidth = Measure.bandwidth()
        let meaning = Double(bytes.meaning) / count
        let floor = count * (220 + meaning) / bandwidth
        let times = try searches(index.view)
        let exhaustive = try Measure.median(searches(index.view, .exhaustive, 5))
        Measure.row("taxonomy", world.taxonomyName)
        Measure.row("profiles (synthetic, 30 skills)", "\(bytes.profiles)")
        Measure.row("opened from a mapped snapshot", Measure.text(opened / 1000) + " s")
        Measure.row("sequential read", Measure.text(bandwidth / 1e6) + " GB/s")
        Measure.row(
            "floor (220 B + \(Measure.text(meaning)) B meaning)",
            Measure.text(floor, 2) + " ms"
        )
        Measure.row("", "measured", "at most", "")
        Measure.row(
            "exhaustive kernel",
            ms(exhaustive),
            ms(8 * floor),
            verdict(exhaustive, 8 * floor)
        )
        let median = Measure.median(times)
        Measure.row("pruned, median of 100", ms(median), ms(2 * floor), verdict(median, 2 * floor))
        Measure.row(
            "  p10 / p90 / max",
            ms(Measure.quantile(0.1, times)),
            ms(Measure.quantile(0.9, times)),
            ms(times.max() ?? 0)
        )
        let hot = Double(bytes.hot) / count
        Measure.row(
            "hot bytes a candidate",
            Measure.text(hot),
            "300",
            verdict(hot, 300)
        )
        Measure.row("exact bytes a candidate, mapped", Measure.text(Double(bytes.exact) / count))
        let batch = try Measure.milliseconds {
            _ = try index.view.search(
                assignments,
                limit: MatchBenchmark.limit,
                asOf: PoolGenerator.today
            )
        }
        Measure.row("batch of 100, each", ms(batch / 100))
        try updates()
        try explanations()
    }

    /// - Parameter smaller: milliseconds that a search of a million profiles takes.
    func printLarge(_ smaller: Double) throws {
        let memory = index.view.memory
        let median = Measure.median(try searches(index.view, .pruned, 40))
        Measure.row("profiles (synthetic)", "\(memory.profiles)")
        Measure.row("opened from a mapped snapshot", Measure.text(opened / 1000) + " s")
        Measure.row(
            "pruned, median of 40",
            ms(median),
            ms(12 * smaller),
            verdict(median, 12 * smaller)
        )
        let hot = Double(memory.hot) / Double(memory.profiles)
        Measure.row("hot bytes a candidate", Measure.text(hot), "300", verdict(hot, 300))
    }

    /// Searches by one method again and again, for a profiler.
    func repeatSearches(_ method: SearchMethod) throws {
        for _ in 0..<(method == .pruned ? 3 : 1) { _ = try searches(index.view, method) }
    }

    /// Each assignment once, after one round to warm up.
    private func searches(
        _ view: IndexView,
        _ method: SearchMethod = .pruned,
        _ count: Int = 100
    ) throws -> [Double] {
        var times: [Double] = []
        for round in 0..<2 {
            for assignment in assignments.prefix(count) {
                var ranking: Ranking?
                let time = try Measure.milliseconds {
                    ranking = try view.search(
                        assignment,
                        limit: MatchBenchmark.limit,
                        asOf: PoolGenerator.today,
                        method: method
                    )
                }
                guard let ranking, ranking.certificate.holds else { fatalExit() }
                if round == 1 { times.append(time) }
            }
        }
        return times
    }

    /// Full explanations with suggestions of the best matches.
    private func explanations() throws {
        let rules = world.rules
        let explainer = Explainer(taxonomy: rules.taxonomy, rates: rules.rates)
        var times: [Double] = []
        var suggestions = 0
        for assignment in assignments {
            let today = PoolGenerator.today
            let ranking = try index.view.search(assignment, limit: 10, asOf: today)
            for match in ranking.matches {
                guard let profile = try index.view.profile(match.profile) else { fatalExit() }
                let time = Measure.milliseconds {
                    let view = explainer.forOrganization(profile, assignment, asOf: today)
                    guard case .match(let match) = view?.verdict else { fatalExit() }
                    suggestions += match.suggestions.count
                }
                times.append(time * 1000)
            }
        }
        let median = Measure.median(times)
        let each = Measure.text(Double(suggestions) / Double(max(1, times.count)))
        Measure.row(
            "explanation with \(each) suggestions",
            Measure.text(median) + " us",
            "200 us",
            verdict(median, 200)
        )
        Measure.row("  p99", Measure.text(Measure.quantile(0.99, times)) + " us")
    }

    /// Changes while another thread searches: the time until a new view finds the change.
    private func updates() throws {
        let searching = Mutex(true)
        let index = index
        let assignments = assignments
        let searcher = Searcher {
            var number = 0
            while searching.withLock({ $0 }) {
                _ = try? index.view.search(
                    assignments[number % 100],
                    limit: 50,
                    asOf: PoolGenerator.today
                )
                number += 1
            }
            return number
        }
        var times: [Double] = []
        for number in 0..<500 {
            let changed = try pool.profile(number * 37, revision: 1)
            let time = try Measure.milliseconds {
                try index.put(changed)
                guard try index.view.profile(changed.id) == changed else { fatalExit() }
            }
            times.append(time)
        }
        searching.withLock { $0 = false }
        let searched = searcher.join()
        let worst = times.max() ?? 0
        Measure.row(
            "update visible, median",
            ms(Measure.median(times)),
            "1 ms",
            verdict(Measure.median(times), 1)
        )
        Measure.row("  p99 / max", ms(Measure.quantile(0.99, times)), ms(worst))
        Measure.row("  searches meanwhile", "\(searched)")
    }

    private func ms(_ value: Double) -> String { Measure.text(value, 2) + " ms" }

    private func verdict(_ value: Double, _ most: Double) -> String {
        value <= most ? "holds" : "FAILS"
    }

    private func fatalExit() -> Never {
        preconditionFailure("an answer does not hold")
    }
}
