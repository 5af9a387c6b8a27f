enum Coverage {
    /// Joins the coverages of required and nice requirements (nil: there are none).
    ///
    /// A profile without any skill is unknown, not 0.
    static func combining(
        _ required: Double?,
        _ nice: Double?,
        profileIsEmpty: Bool,
        policy: ScoringPolicy
    ) -> Measure {
        if required == nil, nice == nil { return .notApplicable }
        if profileIsEmpty { return .unknown }
        switch (required, nice) {
        case (let required?, let nice?):
            return .known(policy.requiredShare * required + policy.niceShare * nice)
        case (let alone?, nil), (nil, let alone?): return .known(alone)
        case (nil, nil): return .notApplicable
        }
    }
}

extension MatchScore {
    /// Weighs the components: skills, meaning, practical, in this order.
    ///
    /// Nil when nothing is known, and when skills are asked for but none is known: leaving
    /// skills out must never pay.
    static func combining(
        skills: Measure,
        meaning: Weighing,
        practical: Weighing,
        policy: ScoringPolicy
    ) -> MatchScore? {
        let weights = policy.weights
        var total = Weighing()
        total.add(skills, weight: weights.skills)
        total.add(meaning.mean, weight: weights.meaning)
        total.add(practical.mean, weight: weights.practical)
        guard skills != .unknown, let value = total.mean.value else { return nil }

        var certainty = Weighing()
        if skills != .notApplicable { certainty.add(.known(1), weight: weights.skills) }
        for (part, weight) in [(meaning, weights.meaning), (practical, weights.practical)]
        where part.applicable > 0 {
            certainty.add(.known(part.certainty), weight: weight)
        }
        return MatchScore(
            value: value,
            confidence: certainty.mean.value ?? 1,
            skills: skills,
            meaning: meaning.mean,
            practical: practical.mean
        )
    }
}
