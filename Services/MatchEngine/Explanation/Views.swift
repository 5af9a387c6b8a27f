/// What a view says about a pair.
public enum Verdict<Match: Hashable & Sendable>: Hashable, Sendable {
    case match(Match)
    /// Gates that close, in alphabetical order; never empty.
    case excluded([Gate])
    /// Too little is known for a number.
    case insufficientData
}

/// Why a pair matches, for the organization whose assignment it is.
public struct OrganizationExplanation: Hashable, Sendable {
    public let pins: Pins
    public let verdict: Verdict<OrganizationMatch>
}

/// All numbers, hidden fields included.
public struct OrganizationMatch: Hashable, Sendable {
    public let score: Double
    public let confidence: Double
    public let skills: SkillsDetail
    public let meaning: MeaningDetail
    public let practical: PracticalDetail
    public let suggestions: [Suggestion]
}

/// Why a pair matches, for the candidate: a function of what the candidate may see.
public struct CandidateExplanation: Hashable, Sendable {
    public let pins: Pins
    public let verdict: Verdict<CandidateMatch>
}

/// Numbers of what is shown. Nothing says what else is weighed.
public struct CandidateMatch: Hashable, Sendable {
    /// The score of the shown fields alone; not the score that the organization ranks by.
    public let score: Double
    public let confidence: Double
    public let skills: SkillsDetail
    public let meaning: MeaningDetail
    public let practical: PracticalFit
    /// Computed on the shown score.
    public let suggestions: [Suggestion]
}

/// Practical fit as a candidate sees it.
public enum PracticalFit: Hashable, Sendable {
    /// Nothing practical is hidden.
    case measured(PracticalDetail)
    /// A practical field is hidden: a coarse band, outside the shown score; nil when unknown.
    case banded(Band?, toConfirm: [Gate])
}
