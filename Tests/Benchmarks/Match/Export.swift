import FoundationEssentials
import MatchEngine
import MatchPools

/// Writes the pool and one assignment as tables, for programs that answer the same query.
///
/// They get for nothing what would be long in SQL: each skill's quality on the day, the shares of
/// principles, and the practical score. Adjacency, levels, maxima, coverage, cosines, the weighing
/// and the choice of the best are theirs.
struct Export {
    let folder: String

    func write(_ count: Int) throws {
        let world = try BenchmarkWorld()
        let assignment = try world.pool.assignment(0)
        try write("edges.csv", world.rules.taxonomy.edges.map(edge))
        try write(
            "requirements.csv",
            (assignment.required.map { ($0, 1) } + assignment.nice.map { ($0, 0) }).map {
                let code = world.rules.taxonomy[$0.0.skill].code
                return "\(code),\($0.0.level.rawValue),\($0.0.weight),\($0.1)"
            }
        )
        var skills: [String] = []
        var people: [String] = []
        for number in 0..<count {
            let profile = try world.pool.profile(number)
            for skill in profile.skills {
                let quality = world.rules.policy.quality(of: skill, asOf: PoolGenerator.today)
                let code = world.rules.taxonomy[skill.skill].code
                skills.append("\(number),\(code),\(skill.level.rawValue),\(quality)")
            }
            people.append(person(number, profile, assignment, world.rules))
        }
        try write("skills.csv", skills)
        try write("people.csv", people)
        let texts = [assignment.mission, assignment.vision].map(vector)
        try write("texts.csv", ["\"\(texts[0])\",\"\(texts[1])\""])
    }

    private func edge(_ edge: SkillEdge) -> String {
        "\(edge.from),\(edge.to),\(edge.distance),\(edge.strength)"
    }

    private func person(
        _ number: Int,
        _ profile: Profile,
        _ assignment: Assignment,
        _ rules: ReferenceScorer
    ) -> String {
        let practical = PracticalMeasures(
            of: profile.practical,
            for: assignment.practical,
            policy: rules.policy,
            rates: rules.rates
        )
        let isHidden = profile.hiddenFrom.contains(assignment.organization)
        let isOpen = practical.gates.isEmpty && !isHidden
        let outcome = rules.outcome(of: profile, for: assignment, asOf: PoolGenerator.today)
        let overlap = MeaningMeasures(of: profile, for: assignment).principles.value
        var fit: Double?
        if case .scored(let score) = outcome { fit = score.practical.value }
        return [
            "\(number)", isOpen ? "1" : "0", fit.map { "\($0)" } ?? "",
            overlap.map { "\($0)" } ?? "", "\"\(vector(profile.mission))\"",
            "\"\(vector(profile.vision))\"",
        ].joined(separator: ",")
    }

    private func vector(_ vector: TextVector?) -> String {
        guard let vector else { return "" }
        return "[" + vector.components.map { "\($0)" }.joined(separator: ",") + "]"
    }

    private func write(_ name: String, _ lines: [String]) throws {
        let bytes = Data((lines.joined(separator: "\n") + "\n").utf8)
        guard FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: bytes) else {
            throw MissingFile(path: "\(folder)/\(name)")
        }
    }
}
