#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An assignment as far as a candidate may see it.
///
/// A candidate's view is made from this alone, never from the assignment itself, so it cannot
/// depend on a hidden value, whatever profile is tried against it. The one exception is pay: a
/// stand-in takes the place of the hidden range and speaks only through a band.
struct ShownAssignment {
    /// What the shown score is made of: nothing hidden, and no practical terms at all where one
    /// of them is hidden.
    let scored: Assignment
    /// The practical terms that are not hidden.
    let terms: PracticalTerms
    /// Terms that the practical band is made of; nil where nothing practical is hidden.
    let banded: PracticalTerms?

    init(_ assignment: Assignment, policy: ScoringPolicy) {
        let hidden = assignment.hidden
        terms = assignment.practical.shown(hidden)
        let hidesPractical = !hidden.isDisjoint(with: .practical)
        scored = assignment.shown(
            practical: hidesPractical ? PracticalTerms(mode: assignment.practical.mode) : terms
        )
        guard hidesPractical else {
            banded = nil
            return
        }
        var standIn = terms
        if hidden.contains(.compensation) {
            standIn.pay = assignment.practical.pay?.standIn(policy.compensationCurve)
        }
        banded = standIn
    }
}

extension PayRange {
    /// Steps of the grid that hidden pay is snapped to. Whoever probes with every possible target
    /// learns the step and nothing within it: ±12 %.
    static let standInRatio = 1.25

    /// One amount in place of the range: the centre of the grid step in which what the curve
    /// reads (the middle, or the maximum) lies. It is snapped in its own currency and period, so
    /// that tomorrow's rates or another policy do not look at the same range through a second
    /// grid.
    func standIn(_ curve: ScoringPolicy.CompensationCurve) -> PayRange? {
        let amount =
            switch curve {
            case .sigmoid: (minimum + maximum) / 2
            case .plateau: maximum
            }
        let step = (log(amount) / log(Self.standInRatio)).rounded(.down)
        let centre = min(1e12, exp((step + 0.5) * log(Self.standInRatio)))
        return try? PayRange(centre, centre, currency, per: period)
    }
}

extension Assignment {
    /// Without hidden requirements, mission, vision and principles, on these practical terms.
    fileprivate func shown(practical: PracticalTerms) -> Assignment {
        Assignment(
            shownOf: self,
            required: required.filter { !$0.isHidden },
            nice: nice.filter { !$0.isHidden },
            principles: hidden.contains(.principles) ? [] : principles,
            practical: practical
        )
    }
}

extension PracticalTerms {
    fileprivate func shown(_ hidden: HiddenFields) -> PracticalTerms {
        var shown = self
        if hidden.contains(.compensation) { shown.pay = nil }
        if hidden.contains(.availability) { shown.availability = nil }
        if hidden.contains(.timezone) {
            shown.offset = nil
            // A week is compared in the assignment's zone: with a bitmap of one half-hour a
            // candidate could find the zone out.
            shown.availability = nil
        }
        if hidden.contains(.location) { shown.workplace = nil }
        if hidden.contains(.language) { shown.languages = [:] }
        if hidden.contains(.workAuthorization) { shown.authorization = nil }
        if hidden.contains(.benefits) { shown.benefits = nil }
        return shown
    }
}
