import FoundationEssentials
import MatchEngine
import MatchPools

/// The taxonomy that everything is measured over, and made-up people in it.
struct BenchmarkWorld {
    static let seed: UInt64 = 7

    let pool: PoolGenerator
    let rules: ReferenceScorer
    /// In words, for the table's head.
    let taxonomyName: String

    /// ESCO from the folder that `ESCO_DIRECTORY` names; the starter taxonomy where there is none.
    init() throws {
        let folder = ProcessInfo.processInfo.environment["ESCO_DIRECTORY"] ?? ""
        let taxonomy: Taxonomy
        if folder.isEmpty {
            taxonomy = try Taxonomy.starter()
            taxonomyName = "starter taxonomy (ESCO_DIRECTORY names no folder)"
        } else {
            taxonomy = try Self.esco(in: folder)
            taxonomyName = "ESCO"
        }
        pool = try PoolGenerator(taxonomy, seed: Self.seed)
        rules = ReferenceScorer(taxonomy: taxonomy, rates: pool.rates)
    }

    private static func esco(in folder: String) throws -> Taxonomy {
        func bytes(_ name: String) throws -> [UInt8] {
            let path = "\(folder)/\(name)_en.csv"
            guard let data = FileManager.default.contents(atPath: path) else {
                throw MissingFile(path: path)
            }
            return Array(data)
        }
        let files = EscoCatalogue.Files(
            skills: try bytes("skills"),
            hierarchy: try bytes("skillsHierarchy"),
            broader: try bytes("broaderRelationsSkillPillar"),
            related: try bytes("skillSkillRelations")
        )
        return try EscoCatalogue(files, version: "esco").taxonomy
    }
}

/// A file that the benchmark needs cannot be read.
struct MissingFile: Error { let path: String }
