#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The five factors of one candidate skill under one requirement.
public struct SkillFactors: Hashable, Sendable {
    public let adjacency: Double
    public let level: Double
    public let recency: Double
    /// `evidence′`: raised by the policy's floor.
    public let evidence: Double
    /// `impact′`: a slight boost, near 1.
    public let impact: Double

    /// `(adjacency · level) · ((recency · evidence′) · impact′)`.
    ///
    /// The parentheses are part of the definition. The right factor belongs to the candidate's
    /// skill alone and the left to the pair of skills, so whoever computes each once gets the
    /// same bits.
    public var product: Double { (adjacency * level) * ((recency * evidence) * impact) }
}

extension ScoringPolicy {
    /// A month is a twelfth of 365.25 days.
    public static let daysPerMonth = 365.25 / 12

    /// `min(level_c / level_r, 1)`.
    public func level(_ held: Competency, for asked: Competency) -> Double {
        min(Double(held.rawValue) / Double(asked.rawValue), 1)
    }

    /// 1 while ongoing, `exp(−(α · months))` since the end; a future end is 0 months.
    public func recency(of use: LastUse, asOf: Day) -> Double {
        switch use {
        case .ongoing: 1
        case .undated: settings.undatedRecency
        case .ended(let end):
            exp(-(settings.recencyDecay * months(since: end, asOf: asOf)))
        }
    }

    private func months(since end: Day, asOf: Day) -> Double {
        Double(max(0, asOf.days(since: end))) / Self.daysPerMonth
    }

    /// `0.3(1−e^(−0.5·peer)) + 0.5(1−e^(−0.5·employer)) + 0.2(1−e^(−0.5·public))`, left to right.
    public func evidence(of proofs: Proofs) -> Double {
        let weights = settings.evidence
        func saturated(_ count: UInt16) -> Double { 1 - exp(-(weights.rate * Double(count))) }
        return weights.peer * saturated(proofs.peer)
            + weights.employer * saturated(proofs.employer)
            + weights.published * saturated(proofs.published)
    }

    /// Evidence of a skill: its proofs', or what a what-if profile assumes.
    public func evidence(of skill: CandidateSkill) -> Double {
        skill.assumedEvidence ?? evidence(of: skill.proofs)
    }

    /// `evidence′ = f + (1 − f)·evidence`.
    public func raisedEvidence(_ evidence: Double) -> Double {
        settings.evidenceFloor + (1 - settings.evidenceFloor) * evidence
    }

    /// `impact′ = base + gain·impact`; unknown counts as 0.
    public func raisedImpact(_ impact: Double?) -> Double {
        settings.impactBase + settings.impactGain * (impact ?? 0)
    }

    /// `(recency · evidence′) · impact′`: all of a candidate's skill but adjacency and level.
    public func quality(of skill: CandidateSkill, asOf: Day) -> Double {
        recency(of: skill.lastUse, asOf: asOf) * raisedEvidence(evidence(of: skill))
            * raisedImpact(skill.impact)
    }
}
