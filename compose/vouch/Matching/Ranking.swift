import MatchEngine

/// Profiles in order, each with its outcome.
struct Ranking {
    let request: MatchRequest
    /// In the order of the file.
    let candidates: [NamedProfile]
    let explainer: Explainer
    /// Best first.
    let scored: [(candidate: NamedProfile, score: MatchScore)]
    let excluded: [(candidate: NamedProfile, gates: [Gate])]
    let insufficient: [NamedProfile]

    init(of candidates: [NamedProfile], for request: MatchRequest, taxonomy: Taxonomy) {
        let scorer = ReferenceScorer(taxonomy: taxonomy, rates: request.rates)
        var scored: [(candidate: NamedProfile, score: MatchScore)] = []
        var excluded: [(candidate: NamedProfile, gates: [Gate])] = []
        var insufficient: [NamedProfile] = []
        for candidate in candidates {
            let outcome = scorer.outcome(
                of: candidate.profile,
                for: request.assignment,
                asOf: request.asOf
            )
            switch outcome {
            case .scored(let score): scored.append((candidate, score))
            case .excluded(let gates):
                excluded.append((candidate, gates.sorted { $0.rawValue < $1.rawValue }))
            case .insufficientData: insufficient.append(candidate)
            }
        }
        let ties = TieOrder(assignment: request.assignment)
        scored.sort { one, other in
            one.score.value == other.score.value
                ? ties.precedes(one.candidate.profile, other.candidate.profile)
                : one.score.value > other.score.value
        }
        self.request = request
        self.candidates = candidates
        self.scored = scored
        self.excluded = excluded
        self.insufficient = insufficient
        explainer = Explainer(taxonomy: taxonomy, rates: request.rates)
    }

    /// The organization's explanation of one of the scored, with ranks.
    func organizationView(_ index: Int) -> OrganizationExplanation? {
        var others = scored.map(\.score.value)
        others.remove(at: index)
        return explainer.forOrganization(
            scored[index].candidate.profile,
            request.assignment,
            asOf: request.asOf,
            among: others
        )
    }

    func candidateView(_ candidate: NamedProfile) -> CandidateExplanation? {
        explainer.forCandidate(candidate.profile, request.assignment, asOf: request.asOf)
    }

    /// One canonical explanation a line: the best for an organization, those of the first
    /// candidates for themselves, whose order must say nothing.
    func json(_ view: Match.View, top: Int) -> String {
        let lines =
            switch view {
            case .organization:
                scored.indices.prefix(top).compactMap { organizationView($0)?.canonicalJSON }
            case .candidate: candidates.prefix(top).compactMap { candidateView($0)?.canonicalJSON }
            }
        return lines.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
    }
}

private struct TieOrder {
    let assignment: Assignment

    func precedes(_ one: Profile, _ other: Profile) -> Bool {
        TieBreak(assignment: assignment.id, profile: one.id)
            < TieBreak(assignment: assignment.id, profile: other.id)
    }
}
