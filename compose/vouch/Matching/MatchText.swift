import MatchEngine

/// Lines of one explanation, indented by three.
enum MatchText {
    static func lines(_ match: OrganizationMatch) -> [String] {
        let components = [
            ("skills", match.skills.line), ("meaning", match.meaning.line),
            ("practical", match.practical.line),
        ]
        return head(match.score, match.confidence, components) + skills(match.skills)
            + meaning(match.meaning) + practical(match.practical) + suggestions(match.suggestions)
    }

    static func lines(_ match: CandidateMatch) -> [String] {
        var components = [("skills", match.skills.line), ("meaning", match.meaning.line)]
        let fit: [String]
        switch match.practical {
        case .measured(let detail):
            components.append(("practical", detail.line))
            fit = practical(detail)
        case .banded(let band, let gates):
            fit = ["   practical fit: \(band?.rawValue ?? "unknown")"] + toConfirm(gates)
        }
        return head(match.score, match.confidence, components) + skills(match.skills)
            + meaning(match.meaning) + fit + suggestions(match.suggestions)
    }

    private static func head(
        _ score: Double,
        _ confidence: Double,
        _ components: [(String, ComponentLine)]
    ) -> [String] {
        let parts = components.map { name, line in
            "\(name) \(line.measure.value == nil ? value(line.measure) : points(line.contribution))"
        }
        return [
            "   \(points(score)) points = \(parts.joined(separator: " + ")); "
                + "confidence \(decimals(confidence * 100, 0)) %"
        ]
    }

    private static func skills(_ detail: SkillsDetail) -> [String] {
        let lines = detail.requirements.map { line in
            let kind = line.isRequired ? "required" : "nice"
            let asked = "   \(kind) \(line.skill.name) \(line.level.name): "
            guard let served = line.served else { return asked + "nothing related" }
            let factors = served.factors
            let by =
                served.relation == .same
                ? served.level.name : "\(served.skill.name) \(served.level.name)"
            return asked + "\(decimals(served.match, 2)) by \(by) (adjacency "
                + "\(decimals(factors.adjacency, 2)), level \(decimals(factors.level, 2)), recency "
                + "\(decimals(factors.recency, 2)), evidence \(decimals(factors.evidence, 2)), "
                + "impact \(decimals(factors.impact, 2)))"
        }
        let twice = detail.usedTwice.map(\.name)
        return lines + (twice.isEmpty ? [] : ["   serves more than once: \(list(twice))"])
    }

    private static func meaning(_ detail: MeaningDetail) -> [String] {
        guard detail.line.measure != .notApplicable else { return [] }
        var lines = [
            "   mission \(value(detail.mission)), vision \(value(detail.vision)), "
                + "values and causes " + value(detail.principles)
        ]
        if !detail.shared.isEmpty { lines.append("   shared: \(list(detail.shared.map(\.name)))") }
        return lines
    }

    private static func practical(_ detail: PracticalDetail) -> [String] {
        let parts = detail.parts.map { "\(spaced($0.part.rawValue)) \(value($0.measure))" }
        return (parts.isEmpty ? [] : ["   \(parts.joined(separator: ", "))"])
            + toConfirm(detail.toConfirm)
    }

    private static func toConfirm(_ gates: [Gate]) -> [String] {
        gates.isEmpty ? [] : ["   to confirm: \(list(gates.map(\.rawValue)))"]
    }

    private static func suggestions(_ suggestions: [Suggestion]) -> [String] {
        suggestions.prefix(5).map { suggestion in
            let subject =
                switch suggestion.subject {
                case .skill(let skill): skill.name
                case .principle(let principle): spaced(principle.name)
                }
            let rank = suggestion.confident.rank.map { ", rank \($0.before) to \($0.after)" } ?? ""
            return "   \(suggestion.impact)\(rank): \(spaced(suggestion.kind.rawValue)) \(subject) "
                + "(\(suggestion.confident.assumption))"
        }
    }

    private static func list(_ names: [String]) -> String {
        names.map(spaced).joined(separator: ", ")
    }

    static func spaced(_ name: String) -> String {
        String(name.map { $0 == "_" ? " " : $0 })
    }

    private static func value(_ measure: Measure) -> String {
        switch measure {
        case .known(let value): decimals(value, 2)
        case .unknown: "unknown"
        case .notApplicable: "not asked"
        }
    }

    private static func points(_ score: Double) -> String { decimals(score * 100, 1) }

    /// Rounded to `count` decimals, in plain digits.
    private static func decimals(_ value: Double, _ count: Int) -> String {
        let scale = [1, 10, 100][count]
        let rounded = Int((value * Double(scale)).rounded())
        guard count > 0 else { return "\(rounded)" }
        let digits = String(rounded % scale)
        return "\(rounded / scale)." + String(repeating: "0", count: count - digits.count) + digits
    }
}
