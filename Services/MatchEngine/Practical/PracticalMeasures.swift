/// The seven practical parts of one pair, the gates that close, and those that lack data.
public struct PracticalMeasures: Hashable, Sendable {
    public let compensation: Measure
    public let availability: Measure
    public let timezone: Measure
    public let location: Measure
    public let language: Measure
    public let workAuthorization: Measure
    public let benefits: Measure
    /// Gates that exclude this pair.
    public let gates: Set<Gate>
    /// Gates that are on and would need data that is missing. Unknown never gates.
    public let toConfirm: Set<Gate>

    public init(
        of profile: PracticalProfile,
        for terms: PracticalTerms,
        policy: ScoringPolicy,
        rates: RateTable
    ) {
        let pay = CompensationRule(policy: policy, rates: rates)
        let place = LocationRule.apply(profile.location, terms)
        let spoken = LanguageRule.apply(profile.languages, terms.languages)
        let right = AuthorizationRule.apply(profile.authorizedCountries, terms.authorization)
        compensation = pay.measure(target: profile.target, range: terms.pay)
        availability = AvailabilityRule.measure(profile, terms)
        timezone = TimezoneRule.measure(profile.offset, terms, workingHours: policy.workingHours)
        location = place.measure
        language = spoken.measure(policy.softFailure)
        workAuthorization = right.measure(policy)
        benefits = BenefitsRule.measure(profile.benefits, terms.benefits, policy: policy)

        var gates: Set<Gate> = []
        var toConfirm: Set<Gate> = []
        for (gate, verdict) in [
            (.language, spoken.gate), (.workAuthorization, right.gate),
            (.compensation, pay.gate(minimum: profile.minimum, range: terms.pay)),
            (.location, place.gate),
        ] as [(ScoringPolicy.OptionalGate, GateVerdict)] where policy.gates.contains(gate) {
            switch verdict {
            case .open: break
            case .closed: gates.insert(Gate(gate))
            case .unknown: toConfirm.insert(Gate(gate))
            }
        }
        self.gates = gates
        self.toConfirm = toConfirm
    }
}

/// What one gate says about one pair.
enum GateVerdict: Hashable, Sendable { case open, closed, unknown }

extension Gate {
    init(_ gate: ScoringPolicy.OptionalGate) {
        switch gate {
        case .compensation: self = .compensation
        case .location: self = .location
        case .language: self = .language
        case .workAuthorization: self = .workAuthorization
        }
    }
}
