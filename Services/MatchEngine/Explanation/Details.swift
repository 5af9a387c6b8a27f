/// A component's share of a score.
public struct ComponentLine: Hashable, Sendable {
    public let measure: Measure
    /// The policy's weight.
    public let weight: Double
    /// `weight · value / Σ known weights`: contributions sum to the score.
    public let contribution: Double
}

/// A skill by code and name.
public struct SkillReference: Hashable, Sendable {
    public let code: SkillCode
    public let name: String
}

/// How the required and nice skills are covered.
public struct SkillsDetail: Hashable, Sendable {
    public let line: ComponentLine
    /// Required first, then nice, in the assignment's order.
    public let requirements: [RequirementLine]
    /// Skills that serve more than one requirement, in code order.
    public let usedTwice: [SkillReference]
}

/// One requirement and what serves it.
public struct RequirementLine: Hashable, Sendable {
    public let skill: SkillReference
    public let level: Competency
    public let weight: Double
    public let isRequired: Bool
    /// The best of the candidate's skills; nil when none is related.
    public let served: Serving?
    /// Part of the whole score; those of all requirements sum to the skills' contribution.
    public let contribution: Double
}

/// A candidate's skill that serves a requirement, with its five factors.
public struct Serving: Hashable, Sendable {
    public let skill: SkillReference
    public let relation: SkillRelation
    public let level: Competency
    public let factors: SkillFactors
    /// Before the policy's floor, 0…1.
    public let evidence: Double
    /// `m_r`
    public var match: Double { factors.product }
}

/// How mission, vision and values agree.
public struct MeaningDetail: Hashable, Sendable {
    public let line: ComponentLine
    public let mission: Measure
    public let vision: Measure
    public let principles: Measure
    public let shared: [Principle]
    /// Asked for and not stated; empty when the candidate stated nothing at all.
    public let missing: [Principle]
}

/// The practical parts that apply.
public struct PracticalDetail: Hashable, Sendable {
    public let line: ComponentLine
    public let parts: [PracticalLine]
    /// Gates that would need data that is missing, in alphabetical order.
    public let toConfirm: [Gate]
}

/// One practical part.
public struct PracticalLine: Hashable, Sendable {
    public enum Part: String, Hashable, Sendable, CaseIterable {
        case compensation, availability, timezone, location, language
        case workAuthorization = "work_authorization"
        case benefits
    }

    public let part: Part
    public let measure: Measure
    public let weight: Double
    /// Part of the whole score; those of all parts sum to the practical contribution.
    public let contribution: Double
}

/// A coarse statement where numbers would give a hidden field away.
public enum Band: String, Hashable, Sendable, CaseIterable {
    case low, fair, good, strong

    /// Quarters of 0…1.
    init(_ value: Double) {
        self = value < 0.25 ? .low : value < 0.5 ? .fair : value < 0.75 ? .good : .strong
    }
}
