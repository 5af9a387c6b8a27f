import MatchEngine

extension Ranking {
    /// The ranking for people to read.
    func text(_ view: Match.View, top: Int) -> String {
        let policy = explainer.policy.version
        var lines = [
            request.title,
            "as of \(request.asOf), policy \(policy), taxonomy \(explainer.taxonomy.version), "
                + "rates \(request.rates.version)",
        ]
        switch view {
        case .organization: lines += rankedLines(top: top)
        case .candidate:
            for candidate in candidates.prefix(top) {
                lines += ["", candidate.name] + candidateLines(candidate)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func rankedLines(top: Int) -> [String] {
        var lines: [String] = []
        for index in scored.indices.prefix(top) {
            guard case .match(let match) = organizationView(index)?.verdict else { continue }
            lines += ["", "\(index + 1). \(scored[index].candidate.name)"] + MatchText.lines(match)
        }
        if scored.count > top { lines += ["", "\(scored.count - top) more"] }
        lines += excluded.map { entry in
            let reasons = entry.gates.map { MatchText.spaced($0.rawValue) }
            return "\nexcluded: \(entry.candidate.name) (\(reasons.joined(separator: ", ")))"
        }
        return lines + insufficient.map { "\ninsufficient data: \($0.name)" }
    }

    private func candidateLines(_ candidate: NamedProfile) -> [String] {
        switch candidateView(candidate)?.verdict {
        case .match(let match): MatchText.lines(match)
        case .excluded(let gates):
            ["   excluded: \(gates.map { MatchText.spaced($0.rawValue) }.joined(separator: ", "))"]
        case .insufficientData: ["   insufficient data"]
        case nil: []
        }
    }
}
