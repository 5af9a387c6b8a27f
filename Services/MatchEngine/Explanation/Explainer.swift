/// Explains pairs to either side, with the same formulas and bits as ``ReferenceScorer``.
public struct Explainer: Sendable {
    public let taxonomy: Taxonomy
    public let policy: ScoringPolicy
    public let rates: RateTable

    public init(taxonomy: Taxonomy, policy: ScoringPolicy = .standard, rates: RateTable) {
        self.taxonomy = taxonomy
        self.policy = policy
        self.rates = rates
    }

    /// The organization's view; nil when the profile hides from the organization, which must not
    /// learn that there is one.
    ///
    /// - Parameter others: scores of the assignment's other candidates, best first, when ranks
    ///   are asked for.
    public func forOrganization(
        _ profile: Profile,
        _ assignment: Assignment,
        asOf: Day,
        among others: [Double]? = nil
    ) -> OrganizationExplanation? {
        guard !profile.hiddenFrom.contains(assignment.organization) else { return nil }
        let practical = measures(profile, assignment.practical)
        let verdict = verdict(profile, assignment, practical, practical.gates, asOf) { pair in
            let breakdown = Breakdown(pair: pair, taxonomy: taxonomy, asOf: asOf)
            return OrganizationMatch(
                score: pair.score.value,
                confidence: pair.score.confidence,
                skills: breakdown.skills,
                meaning: breakdown.meaning,
                practical: breakdown.practical,
                suggestions: suggestions(pair, asOf, among: others)
            )
        }
        return OrganizationExplanation(pins: pins(profile, assignment, asOf), verdict: verdict)
    }

    /// The candidate's view; nil when the profile hides from the organization, since the two
    /// never match.
    public func forCandidate(
        _ profile: Profile,
        _ assignment: Assignment,
        asOf: Day
    ) -> CandidateExplanation? {
        guard !profile.hiddenFrom.contains(assignment.organization) else { return nil }
        let shown = ShownAssignment(assignment, policy: policy)
        let visible = measures(profile, shown.terms)
        let scored = measures(profile, shown.scored.practical)
        let verdict = verdict(profile, shown.scored, scored, visible.gates, asOf) { pair in
            let breakdown = Breakdown(pair: pair, taxonomy: taxonomy, asOf: asOf)
            let practical =
                shown.banded.map { banded in
                    let mean = measures(profile, banded).weighing(policy).mean
                    return PracticalFit.banded(
                        mean.value.map { Band($0) },
                        toConfirm: visible.toConfirm.inOrder
                    )
                } ?? .measured(breakdown.practical)
            return CandidateMatch(
                score: pair.score.value,
                confidence: pair.score.confidence,
                skills: breakdown.skills,
                meaning: breakdown.meaning,
                practical: practical,
                suggestions: suggestions(pair, asOf, among: nil)
            )
        }
        // The hash covers the shown terms, which the shown score may leave out.
        var hashed = shown.scored
        hashed.practical = shown.terms
        return CandidateExplanation(pins: pins(profile, hashed, asOf), verdict: verdict)
    }

    private func measures(_ profile: Profile, _ terms: PracticalTerms) -> PracticalMeasures {
        PracticalMeasures(of: profile.practical, for: terms, policy: policy, rates: rates)
    }

    private func verdict<Match>(
        _ profile: Profile,
        _ assignment: Assignment,
        _ practical: PracticalMeasures,
        _ gates: Set<Gate>,
        _ asOf: Day,
        _ match: (ScoredPair) -> Match
    ) -> Verdict<Match> {
        guard gates.isEmpty else { return .excluded(gates.inOrder) }
        let pair = ScoredPair(
            of: profile,
            for: assignment,
            practical: practical,
            taxonomy: taxonomy,
            policy: policy,
            asOf: asOf
        )
        return pair.map { .match(match($0)) } ?? .insufficientData
    }

    private func suggestions(
        _ pair: ScoredPair,
        _ asOf: Day,
        among others: [Double]?
    ) -> [Suggestion] {
        var found = SuggestionFinder(pair: pair, taxonomy: taxonomy, asOf: asOf).suggestions()
        guard let others else { return found }
        func rank(_ score: Double) -> Int { others.partitionPoint { $0 <= score } + 1 }
        let before = rank(pair.score.value)
        for index in found.indices {
            found[index].cautious.rank = RankChange(
                before: before,
                after: rank(found[index].cautious.score)
            )
            found[index].confident.rank = RankChange(
                before: before,
                after: rank(found[index].confident.score)
            )
        }
        return found
    }

    private func pins(_ profile: Profile, _ assignment: Assignment, _ asOf: Day) -> Pins {
        Pins(
            policy: policy.version,
            taxonomy: taxonomy.version,
            rates: rates.version,
            asOf: asOf,
            inputs: InputHash.of(profile, assignment, taxonomy: taxonomy, policy: policy)
        )
    }
}
