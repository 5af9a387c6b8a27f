/// All languages asked for at their levels, or not.
struct LanguageRule {
    let gate: GateVerdict
    private let applies: Bool

    static func apply(
        _ spoken: [LanguageCode: CEFR]?,
        _ asked: [LanguageCode: CEFR]
    ) -> LanguageRule {
        guard !asked.isEmpty else { return LanguageRule(gate: .open, applies: false) }
        guard let spoken else { return LanguageRule(gate: .unknown, applies: true) }
        let meets = asked.allSatisfy { language, level in
            spoken[language].map { $0 >= level } ?? false
        }
        return LanguageRule(gate: meets ? .open : .closed, applies: true)
    }

    /// 1 where all are met, else `softFailure`, which counts only where the gate is off.
    func measure(_ softFailure: Double) -> Measure {
        guard applies else { return .notApplicable }
        switch gate {
        case .open: return .known(1)
        case .closed: return .known(softFailure)
        case .unknown: return .unknown
        }
    }
}

/// Whether the candidate may work in the assignment's country, or could be sponsored.
enum AuthorizationRule {
    case notAsked, unknown, authorized, sponsored, sponsoredElsewhere, notSponsored

    static func apply(
        _ authorized: (some Collection<CountryCode>)?,
        _ terms: AuthorizationTerms?
    ) -> AuthorizationRule {
        guard let terms else { return .notAsked }
        guard let authorized else { return .unknown }
        if authorized.contains(terms.country) { return .authorized }
        guard terms.canSponsor else { return .notSponsored }
        let everyone = terms.sponsoredCountries.isEmpty
        return everyone || authorized.contains { terms.sponsoredCountries.contains($0) }
            ? .sponsored : .sponsoredElsewhere
    }

    var gate: GateVerdict {
        switch self {
        case .notAsked, .authorized, .sponsored, .sponsoredElsewhere: .open
        case .unknown: .unknown
        case .notSponsored: .closed
        }
    }

    func measure(_ policy: ScoringPolicy) -> Measure {
        switch self {
        case .notAsked: .notApplicable
        case .unknown: .unknown
        case .authorized, .sponsored: .known(1)
        case .sponsoredElsewhere: .known(policy.sponsoredElsewhere)
        case .notSponsored: .known(policy.softFailure)
        }
    }
}

/// `0.8·required met + 0.2·preferred met`; an empty side leaves the other alone.
enum BenefitsRule {
    static func measure(
        _ wishes: BenefitWishes,
        _ offered: Set<String>?,
        policy: ScoringPolicy
    ) -> Measure {
        func met(_ wished: Set<String>, _ offered: Set<String>) -> Double? {
            guard !wished.isEmpty else { return nil }
            return Double(wished.count { offered.contains($0) }) / Double(wished.count)
        }
        if wishes.required.isEmpty, wishes.preferred.isEmpty { return .notApplicable }
        guard let offered else { return .unknown }
        return measure(met(wishes.required, offered), met(wishes.preferred, offered), policy)
    }

    /// Joins the shares of wishes that are met; nil where there are none.
    static func measure(
        _ required: Double?,
        _ preferred: Double?,
        _ policy: ScoringPolicy
    ) -> Measure {
        switch (required, preferred) {
        case (nil, nil): .notApplicable
        case (let required?, nil): .known(required)
        case (nil, let preferred?): .known(preferred)
        case (let required?, let preferred?):
            .known(policy.requiredBenefits * required + policy.preferredBenefits * preferred)
        }
    }
}
