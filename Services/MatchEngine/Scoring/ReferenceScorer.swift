/// Every formula as it reads, in Double, slow and obvious. The index and the explanations are
/// compared with it bit for bit.
///
/// The order of evaluation is part of the definition: sums start at 0 and run in the order of
/// the assignment's lists and of the weights' declaration; products are grouped as
/// ``SkillFactors/product`` says; maxima have no order.
public struct ReferenceScorer: Sendable {
    public let taxonomy: Taxonomy
    public let policy: ScoringPolicy
    public let rates: RateTable

    public init(taxonomy: Taxonomy, policy: ScoringPolicy = .standard, rates: RateTable) {
        self.taxonomy = taxonomy
        self.policy = policy
        self.rates = rates
    }

    /// Scores one pair on one day.
    public func outcome(
        of profile: Profile,
        for assignment: Assignment,
        asOf: Day
    ) -> MatchOutcome {
        let practical = PracticalMeasures(
            of: profile.practical,
            for: assignment.practical,
            policy: policy,
            rates: rates
        )
        var gates = practical.gates
        if profile.hiddenFrom.contains(assignment.organization) { gates.insert(.hiddenCompany) }
        guard gates.isEmpty else { return .excluded(gates) }
        return MatchScore.combining(
            skills: skills(of: profile, for: assignment, asOf: asOf),
            meaning: MeaningMeasures(of: profile, for: assignment).weighing(policy),
            practical: practical.weighing(policy),
            policy: policy
        ).map(MatchOutcome.scored) ?? .insufficientData
    }

    /// `0.7·Cov(required) + 0.3·Cov(nice)`; one alone where the other is empty.
    public func skills(of profile: Profile, for assignment: Assignment, asOf: Day) -> Measure {
        let required = coverage(assignment.required, by: profile, asOf: asOf)
        let nice = coverage(assignment.nice, by: profile, asOf: asOf)
        return Coverage.combining(
            required,
            nice,
            profileIsEmpty: profile.skills.isEmpty,
            policy: policy
        )
    }

    /// `Σ w·m / Σ w`; nil without requirements.
    func coverage(_ requirements: [Requirement], by profile: Profile, asOf: Day) -> Double? {
        var covered = 0.0
        var weights = 0.0
        for requirement in requirements {
            covered += requirement.weight * match(requirement, in: profile, asOf: asOf)
            weights += requirement.weight
        }
        return requirements.isEmpty ? nil : covered / weights
    }

    /// `m_r`: the best product of factors over all of the candidate's skills, 0 without any.
    public func match(_ requirement: Requirement, in profile: Profile, asOf: Day) -> Double {
        profile.skills.reduce(0) {
            max($0, factors(of: $1, under: requirement, asOf: asOf).product)
        }
    }

    public func factors(
        of skill: CandidateSkill,
        under requirement: Requirement,
        asOf: Day
    ) -> SkillFactors {
        SkillFactors(
            adjacency: taxonomy.adjacency(
                required: requirement.skill,
                candidate: skill.skill,
                policy: policy
            ),
            level: policy.level(skill.level, for: requirement.level),
            recency: policy.recency(of: skill.lastUse, asOf: asOf),
            evidence: policy.raisedEvidence(policy.evidence(of: skill)),
            impact: policy.raisedImpact(skill.impact)
        )
    }
}
