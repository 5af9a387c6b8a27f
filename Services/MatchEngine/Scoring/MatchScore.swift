/// What scoring one pair gives.
public enum MatchOutcome: Hashable, Sendable {
    case scored(MatchScore)
    /// One or more gates closed; never empty.
    case excluded(Set<Gate>)
    /// Too little is known for a number: nothing at all, or no skill where skills are asked for.
    case insufficientData
}

/// How well a profile fits an assignment, 0…1.
public struct MatchScore: Hashable, Sendable {
    public let value: Double
    /// Known weight over applicable weight, 0…1.
    public let confidence: Double
    public let skills: Measure
    /// Mission, vision, values.
    public let meaning: Measure
    public let practical: Measure
}

/// A part of a score: known, unknown, or not applicable.
public enum Measure: Hashable, Sendable {
    case known(Double)
    /// Asked for, but the data is missing: neither agreement nor failure.
    case unknown
    /// Nobody asks for it.
    case notApplicable

    /// The value when known.
    public var value: Double? {
        switch self {
        case .known(let value): value
        case .unknown, .notApplicable: nil
        }
    }
}

/// Why a pair is excluded whatever its score.
public enum Gate: String, Hashable, Sendable, CaseIterable {
    case language
    case workAuthorization = "work_authorization"
    case compensation
    case location
    /// The candidate hides from this organization. Nobody may be told: see ``Gate/isSecret``.
    case hiddenCompany = "hidden_company"

    /// Whether neither side may learn of it.
    public var isSecret: Bool { self == .hiddenCompany }
}
