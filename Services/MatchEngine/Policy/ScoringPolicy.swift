/// Every number of `MatchScore` that is a choice, under a version that results are pinned to.
@dynamicMemberLookup
public struct ScoringPolicy: Hashable, Sendable {
    public let version: String
    public let settings: Settings

    /// - Throws: ``InputError/outOfRange(.policy)`` when a setting leaves its range.
    public init(version: String, settings: Settings) throws(InputError) {
        guard settings.isValid else { throw .outOfRange(.policy) }
        self.version = version
        self.settings = settings
    }

    /// A changed copy under its own version.
    /// - Throws: ``InputError/outOfRange(.policy)``
    public func changed(
        to version: String,
        _ change: (inout Settings) -> Void
    ) throws(InputError) -> ScoringPolicy {
        var settings = settings
        change(&settings)
        return try ScoringPolicy(version: version, settings: settings)
    }

    public subscript<Value>(dynamicMember path: KeyPath<Settings, Value>) -> Value {
        settings[keyPath: path]
    }

    /// The defaults.
    public static let standard = ScoringPolicy(standard: "1")

    private init(standard version: String) {
        self.version = version
        settings = Settings()
    }
}

extension ScoringPolicy {
    /// The values a policy chooses; the defaults are the standard policy.
    public struct Settings: Hashable, Sendable {
        /// Weights of the components; none may exceed 0.6 of their sum.
        public var weights = ComponentWeights()
        /// Shares of required and nice requirements; they add up to 1.
        public var requiredShare = 0.7
        public var niceShare = 0.3
        /// λ: adjacency falls by e^−λ for each step of distance; above 0.
        public var adjacencyDecay = 0.7
        /// Whether `is_a` and `prerequisite_of` count in both directions.
        public var edgesAreSymmetric = true
        /// α a month; 0.0578 halves in twelve months.
        public var recencyDecay = 0.0578
        /// Recency of a skill that nothing dates.
        public var undatedRecency = 0.5
        /// f of `evidence′ = f + (1−f)·evidence`; 0 is the literal source formula.
        public var evidenceFloor = 0.5
        public var evidence = EvidenceWeights()
        /// `impact′ = base + gain·impact`; an unknown impact counts as 0.
        public var impactBase = 0.9
        public var impactGain = 0.1
        public var meaning = MeaningWeights()
        public var practical = PracticalWeights()
        public var compensationCurve = CompensationCurve.sigmoid
        /// k of the compensation curve; above 0.
        public var compensationSteepness = 10.0
        /// Paid hours, days, weeks and months of a year.
        public var hoursPerYear = 2080.0
        public var daysPerYear = 260.0
        public var weeksPerYear = 52.0
        public var monthsPerYear = 12.0
        /// h: hours of a working day, for the overlap of time zones; above 0.
        public var workingHours = 8.0
        public var gates: Set<OptionalGate> = [.language, .workAuthorization]
        /// A language or work-authorization failure where its gate is off.
        public var softFailure = 0.2
        /// Sponsoring is offered, but not for the candidate's countries.
        public var sponsoredElsewhere = 0.5
        /// Shares of required and preferred benefits; they add up to 1.
        public var requiredBenefits = 0.8
        public var preferredBenefits = 0.2

        public init() {}

        var isValid: Bool {
            let unit = [
                requiredShare, niceShare, undatedRecency, evidenceFloor, impactBase, impactGain,
                impactBase + impactGain, softFailure, sponsoredElsewhere, requiredBenefits,
                preferredBenefits,
            ]
            let positive = [
                adjacencyDecay, compensationSteepness, hoursPerYear, daysPerYear, weeksPerYear,
                monthsPerYear, workingHours, requiredShare, niceShare,
                requiredBenefits, preferredBenefits,
            ]
            return unit.allSatisfy { (0...1).contains($0) }
                && positive.allSatisfy { $0 > 0 && $0 <= 10_000 }
                && abs(requiredShare + niceShare - 1) < 1e-9
                && abs(requiredBenefits + preferredBenefits - 1) < 1e-9
                && (0...10).contains(recencyDecay) && weights.isValid && evidence.isValid
                && meaning.isValid && practical.isValid
        }
    }

    public struct ComponentWeights: Hashable, Sendable {
        public var skills = 0.55
        public var meaning = 0.25
        public var practical = 0.20
        public init() {}

        var isValid: Bool {
            let all = [skills, meaning, practical]
            let sum = all.reduce(0, +)
            return all.allSatisfy { $0 > 0 && $0 <= 0.6 * sum } && sum <= 10_000
        }
    }

    /// Shares of the three kinds of proof, each saturating as `1 − e^(−rate·count)`.
    public struct EvidenceWeights: Hashable, Sendable {
        public var peer = 0.3
        public var employer = 0.5
        public var published = 0.2
        public var rate = 0.5
        public init() {}

        var isValid: Bool {
            [peer, employer, published].allSatisfy { $0 >= 0 }
                && peer + employer + published <= 1 && rate > 0 && rate <= 10
        }
    }

    /// Mission, vision, and values with causes.
    public struct MeaningWeights: Hashable, Sendable {
        public var mission = 0.5
        public var vision = 0.2
        public var principles = 0.3
        public init() {}

        var isValid: Bool { [mission, vision, principles].allSatisfy { $0 > 0 && $0 <= 10_000 } }
    }

    /// They add up to 105 and are always divided by the weights that are active and known.
    public struct PracticalWeights: Hashable, Sendable {
        public var compensation = 25.0
        public var availability = 20.0
        public var timezone = 10.0
        public var location = 20.0
        public var language = 15.0
        public var workAuthorization = 10.0
        public var benefits = 5.0
        public init() {}

        var isValid: Bool {
            [
                compensation, availability, timezone, location, language, workAuthorization,
                benefits,
            ].allSatisfy { $0 > 0 && $0 <= 10_000 }
        }
    }

    public enum CompensationCurve: String, Hashable, Sendable, CaseIterable {
        /// `1/(1+exp(−k·(mid − target)/mid))`
        case sigmoid
        /// 1 up to the maximum, `2/(1+exp(k·(target − max)/max))` above.
        case plateau
    }

    public enum OptionalGate: String, Hashable, Sendable, CaseIterable {
        case compensation, location, language, workAuthorization = "work_authorization"
    }
}
