/// One pair with all that is needed to score a change of the profile again.
struct ScoredPair {
    let profile: Profile
    let assignment: Assignment
    let matrix: SkillMatrix
    let meaning: MeaningMeasures
    let practical: PracticalMeasures
    let policy: ScoringPolicy
    let score: MatchScore
    /// Neither changes with a skill.
    private let meaningWeighing: Weighing
    private let practicalWeighing: Weighing

    /// Nil where the pair has no number. Gates are the caller's business.
    init?(
        of profile: Profile,
        for assignment: Assignment,
        practical: PracticalMeasures,
        taxonomy: Taxonomy,
        policy: ScoringPolicy,
        asOf: Day
    ) {
        self.profile = profile
        self.assignment = assignment
        self.practical = practical
        self.policy = policy
        matrix = SkillMatrix(
            of: profile,
            for: assignment,
            taxonomy: taxonomy,
            policy: policy,
            asOf: asOf
        )
        meaning = MeaningMeasures(of: profile, for: assignment)
        meaningWeighing = meaning.weighing(policy)
        practicalWeighing = practical.weighing(policy)
        guard
            let score = MatchScore.combining(
                skills: matrix.measure,
                meaning: meaningWeighing,
                practical: practicalWeighing,
                policy: policy
            )
        else { return nil }
        self.score = score
    }

    /// The score of the changed profile, to the bit what scoring it from nothing gives.
    func value(after change: ProfileChange) -> Double? {
        var skills = score.skills
        var weighing = meaningWeighing
        switch change {
        case .skill(let entry): skills = matrix.measure(with: entry)
        case .principle(let principle):
            var changed = meaning
            changed.principles = MeaningMeasures.overlap(
                asked: assignment.principles,
                held: (profile.principles ?? []).union([principle])
            )
            weighing = changed.weighing(policy)
        }
        return MatchScore.combining(
            skills: skills,
            meaning: weighing,
            practical: practicalWeighing,
            policy: policy
        )?.value
    }
}

/// One change of a profile that a suggestion speaks of.
public enum ProfileChange: Hashable, Sendable {
    /// Adds the entry, or replaces that of the same skill.
    case skill(CandidateSkill)
    case principle(Principle)

    /// The changed profile.
    /// - Throws: ``InputError/tooMany(_:)`` when the profile is full.
    public func applied(to profile: Profile) throws(InputError) -> Profile {
        var changed = profile
        switch self {
        case .skill(let entry): try changed.put(entry)
        case .principle(let principle):
            changed.principles = (profile.principles ?? []).union([principle])
        }
        return changed
    }
}
