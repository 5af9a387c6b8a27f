import FoundationEssentials
import MatchEngine
import MatchPools
import MatchSnapshots

/// Prints the speed table of the match engine; `match.sh` runs all of it.
@main
struct MatchBenchmark {
    static let limit = 50
    static let usage = """
        make FILE COUNT      writes a synthetic pool
        measure FILE         maps it and prints the table
        large FILE MS        searches a larger pool; MS is the median of the smaller one
        profile FILE METHOD  searches again and again, for a profiler
        export FOLDER COUNT  writes what other programs need for the same query
        """

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("make", 3): try make(arguments[1], Int(arguments[2]) ?? 0)
        case ("measure", 2): try SpeedTable(arguments[1]).print()
        case ("large", 3): try SpeedTable(arguments[1]).printLarge(Double(arguments[2]) ?? .nan)
        case ("profile", 3):
            let method = SearchMethod(rawValue: arguments[2]) ?? .pruned
            try SpeedTable(arguments[1]).repeatSearches(method)
        case ("export", 3): try Export(folder: arguments[1]).write(Int(arguments[2]) ?? 0)
        case _: print(usage)
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
