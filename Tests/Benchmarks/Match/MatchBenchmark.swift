import MatchEngine
import MatchPools
import MatchSnapshots

/// Prints the speed table of the match engine.
///
/// `MatchBenchmark make FILE COUNT` writes a synthetic pool; `MatchBenchmark measure FILE` maps it
/// and measures; `MatchBenchmark large FILE` only times searches, for pools of another size.
@main
struct MatchBenchmark {
    static let seed: UInt64 = 7
    static let limit = 50

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("make", 3): try make(arguments[1], Int(arguments[2]) ?? 0)
        case ("measure", 2): try SpeedTable(arguments[1]).print()
        case ("large", 2): try SpeedTable(arguments[1]).printLarge()
        case _: print("usage: MatchBenchmark make FILE COUNT | measure FILE | large FILE")
        }
    }

    static func world() throws -> (pool: PoolGenerator, rules: ReferenceScorer) {
        let taxonomy = try SyntheticTaxonomy.make(skills: 13_939, seed: 1)
        let pool = try PoolGenerator(taxonomy, seed: seed)
        return (pool, ReferenceScorer(taxonomy: taxonomy, rates: pool.rates))
    }

    /// Writes a pool segment by segment, so that it never lies in memory as a whole.
    private static func make(_ path: String, _ count: Int) throws {
        let (pool, rules) = try world()
        let index = MatchIndex(rules: rules, base: PoolGenerator.today)
        var number = 0
        while number < count {
            let end = min(count, number + 65_536)
            try index.load((number..<end).map { try pool.profile($0) })
            number = end
        }
        var file = try SnapshotFile(creating: path)
        try index.write(to: &file)
        try file.synchronize()
    }
}
