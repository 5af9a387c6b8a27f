/// Turns a scored pair into lines. Everything a view shows of numbers is made here.
struct Breakdown {
    let pair: ScoredPair
    let taxonomy: Taxonomy
    let asOf: Day

    private var score: MatchScore { pair.score }
    private var policy: ScoringPolicy { pair.policy }

    /// Σ of the weights of known components.
    private var knownWeight: Double {
        let weights = policy.settings.weights
        return [
            (score.skills, weights.skills), (score.meaning, weights.meaning),
            (score.practical, weights.practical),
        ].reduce(0) { $0 + ($1.0.value == nil ? 0 : $1.1) }
    }

    private func line(_ measure: Measure, _ weight: Double) -> ComponentLine {
        ComponentLine(
            measure: measure,
            weight: weight,
            contribution: measure.value.map { weight * $0 / knownWeight } ?? 0
        )
    }

    var skills: SkillsDetail {
        let line = line(score.skills, policy.settings.weights.skills)
        let rows = pair.matrix.rows
        let required = rows[..<pair.matrix.requiredCount].reduce(0) { $0 + $1.requirement.weight }
        let nice = rows[pair.matrix.requiredCount...].reduce(0) { $0 + $1.requirement.weight }
        let unit = score.skills.value == nil ? 0 : line.weight / knownWeight
        let lines = rows.enumerated().map { index, row in
            let isRequired = index < pair.matrix.requiredCount
            let share =
                required == 0 || nice == 0
                ? 1 : isRequired ? policy.requiredShare : policy.niceShare
            return RequirementLine(
                skill: reference(row.requirement.skill),
                level: row.requirement.level,
                weight: row.requirement.weight,
                isRequired: isRequired,
                served: row.bestIndex.map { serving(pair.profile.skills[$0], row.requirement) },
                contribution: unit * share * row.requirement.weight * row.best
                    / (isRequired ? required : nice)
            )
        }
        return SkillsDetail(line: line, requirements: lines, usedTwice: usedTwice)
    }

    private var usedTwice: [SkillReference] {
        var uses: [Int: Int] = [:]
        for index in pair.matrix.rows.compactMap(\.bestIndex) { uses[index, default: 0] += 1 }
        return uses.filter { $0.value > 1 }.keys.sorted().map {
            reference(pair.profile.skills[$0].skill)
        }
    }

    private func serving(_ held: CandidateSkill, _ requirement: Requirement) -> Serving {
        let relation = taxonomy.relation(
            required: requirement.skill,
            candidate: held.skill,
            policy: policy
        )
        let evidence = policy.evidence(of: held)
        return Serving(
            skill: reference(held.skill),
            relation: relation,
            level: held.level,
            factors: SkillFactors(
                adjacency: relation.factor(policy),
                level: policy.level(held.level, for: requirement.level),
                recency: policy.recency(of: held.lastUse, asOf: asOf),
                evidence: policy.raisedEvidence(evidence),
                impact: policy.raisedImpact(held.impact)
            ),
            evidence: evidence
        )
    }

    var meaning: MeaningDetail {
        let asked = pair.assignment.principles.map(\.principle)
        let held = pair.profile.principles
        return MeaningDetail(
            line: line(score.meaning, policy.settings.weights.meaning),
            mission: pair.meaning.mission,
            vision: pair.meaning.vision,
            principles: pair.meaning.principles,
            shared: asked.filter { held?.contains($0) ?? false },
            missing: held.map { held in asked.filter { !held.contains($0) } } ?? []
        )
    }

    var practical: PracticalDetail {
        let line = line(score.practical, policy.settings.weights.practical)
        let known = pair.practical.weighing(policy).known
        let unit = score.practical.value == nil ? 0 : line.weight / knownWeight
        let parts = pair.practical.weighted(policy).compactMap { part, measure, weight in
            measure == .notApplicable
                ? nil
                : PracticalLine(
                    part: part,
                    measure: measure,
                    weight: weight,
                    contribution: measure.value.map { unit * weight * $0 / known } ?? 0
                )
        }
        return PracticalDetail(
            line: line,
            parts: parts,
            toConfirm: pair.practical.toConfirm.inOrder
        )
    }

    private func reference(_ skill: SkillID) -> SkillReference {
        SkillReference(code: taxonomy[skill].code, name: taxonomy[skill].name)
    }
}

extension PracticalMeasures {
    /// Parts with their weights in the order of the sums.
    func weighted(_ policy: ScoringPolicy) -> [(PracticalLine.Part, Measure, Double)] {
        let weights = policy.settings.practical
        return [
            (.compensation, compensation, weights.compensation),
            (.availability, availability, weights.availability),
            (.timezone, timezone, weights.timezone),
            (.location, location, weights.location),
            (.language, language, weights.language),
            (.workAuthorization, workAuthorization, weights.workAuthorization),
            (.benefits, benefits, weights.benefits),
        ]
    }

    func weighing(_ policy: ScoringPolicy) -> Weighing {
        var weighing = Weighing()
        for (_, measure, weight) in weighted(policy) { weighing.add(measure, weight: weight) }
        return weighing
    }
}

extension Set<Gate> {
    var inOrder: [Gate] { sorted { $0.rawValue < $1.rawValue } }
}
