import FoundationEssentials
import MatchEngine
import MatchPools
import MatchSnapshots

/// Prints the speed table of the match engine.
///
/// `MatchBenchmark make FILE COUNT` writes a synthetic pool; `MatchBenchmark measure FILE` maps it
/// and measures; `MatchBenchmark large FILE` only times searches, for pools of another size.
@main
struct MatchBenchmark {
    static let limit = 50

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("make", 3): try make(arguments[1], Int(arguments[2]) ?? 0)
        case ("measure", 2): try SpeedTable(arguments[1]).print()
        case ("large", 2): try SpeedTable(arguments[1]).printLarge()
        case ("profile", 3):
            let method = SearchMethod(rawValue: arguments[2]) ?? .pruned
            try SpeedTable(arguments[1]).repeatSearches(method)
        case _: print("usage: MatchBenchmark make FILE COUNT | measure FILE | large FILE")
        }
    }

    /// Writes a pool segment by segment, so that it never lies in memory as a whole.
    private static func make(_ path: String, _ count: Int) throws {
        let world = try BenchmarkWorld()
        var file = try SnapshotFile(creating: path)
        try MatchIndex.write(
            count,
            rules: world.rules,
            base: PoolGenerator.today,
            to: &file
        ) { try world.pool.profile($0) }
        try file.synchronize()
    }
}
