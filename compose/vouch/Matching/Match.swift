import ArgumentParser
import FoundationEssentials
import MatchEngine

/// `vouch match`: ranks the profiles of a file for the assignment of another and says why.
struct Match: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rank profiles for an assignment, with reasons.",
        discussion: """
            Both files are JSON; Tests/Examples/match holds a pair to start from. Skills are \
            spelled by name, alias or code of the taxonomy. Nothing is stored or sent.
            """
    )

    enum View: String, ExpressibleByArgument, CaseIterable {
        case organization, candidate
    }

    @Option(help: "JSON file with a list of profiles.")
    var profiles: String

    @Option(help: "JSON file with one assignment and its exchange rates.")
    var assignment: String

    @Option(help: "Whose explanation to show; a candidate's leaves hidden fields out.")
    var view = View.organization

    @Option(help: "Explain at most this many; the rest are counted.")
    var top = 10

    @Option(help: "Score as of this day (YYYY-MM-DD) instead of the assignment's.")
    var asOf: String?

    @Option(help: "Folder with ESCO's CSV files, to use its skills instead of the starter's.")
    var esco: String?

    @Flag(help: "Print canonical JSON, one explanation a line.")
    var json = false

    func validate() throws {
        guard (1...1000).contains(top) else { throw ValidationError("--top takes 1 to 1000.") }
    }

    func run() throws {
        do {
            let taxonomy = try esco.map(TaxonomyFiles.esco(in:)) ?? Taxonomy.starter()
            let reading = MatchReading(taxonomy: taxonomy)
            let request = try reading.request(InputFile.read(assignment), asOf: asOf)
            let ranking = Ranking(
                of: try reading.profiles(InputFile.read(profiles)),
                for: request,
                taxonomy: taxonomy
            )
            let output = json ? ranking.json(view, top: top) : ranking.text(view, top: top)
            print(output, terminator: "")
        } catch let refusal as Refusal {
            throw ValidationError(refusal.description)
        }
    }
}

/// Files given on the command line.
enum InputFile {
    /// A hundred thousand profiles of 600 bytes.
    static let bytesMax = 64 << 20

    static func read(_ path: String) throws -> Data {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Refusal("\(path) cannot be read.")
        }
        guard bytes.count <= bytesMax else { throw Refusal("\(path) is larger than 64 MiB.") }
        return bytes
    }
}

enum TaxonomyFiles {
    /// ESCO from the folder that its download unpacks to.
    static func esco(in folder: String) throws -> Taxonomy {
        func bytes(_ name: String) throws -> [UInt8] {
            Array(try InputFile.read("\(folder)/\(name)_en.csv"))
        }
        let files = EscoCatalogue.Files(
            skills: try bytes("skills"),
            hierarchy: try bytes("skillsHierarchy"),
            broader: try bytes("broaderRelationsSkillPillar"),
            related: try bytes("skillSkillRelations")
        )
        do {
            return try EscoCatalogue(files, version: "esco").taxonomy
        } catch {
            throw Refusal("\(folder) does not hold ESCO's skills: \(error).")
        }
    }
}
