#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Compares pay in one currency and one period: the assignment's currency, a year.
public struct CompensationRule: Sendable {
    let policy: ScoringPolicy
    let rates: RateTable

    public init(policy: ScoringPolicy, rates: RateTable) {
        self.policy = policy
        self.rates = rates
    }

    /// An amount a year: hours, days, weeks and months by the policy.
    public func annual(_ amount: Double, per period: PayPeriod) -> Double {
        switch period {
        case .hour: amount * policy.hoursPerYear
        case .day: amount * policy.daysPerYear
        case .week: amount * policy.weeksPerYear
        case .month: amount * policy.monthsPerYear
        case .year: amount
        }
    }

    /// A year's pay in `currency`; nil without a rate.
    public func annual(_ pay: Pay, in currency: CurrencyCode) -> Double? {
        guard let factor = rates.factor(from: pay.currency, to: currency) else { return nil }
        return annual(pay.amount, per: pay.period) * factor
    }

    func measure(target: Pay?, range: PayRange?) -> Measure {
        guard let range else { return .notApplicable }
        guard let target, let wanted = annual(target, in: range.currency) else { return .unknown }
        return .known(
            score(
                target: wanted,
                minimum: annual(range.minimum, per: range.period),
                maximum: annual(range.maximum, per: range.period)
            )
        )
    }

    /// All three a year in one currency.
    public func score(target: Double, minimum: Double, maximum: Double) -> Double {
        let steepness = policy.compensationSteepness
        switch policy.compensationCurve {
        case .sigmoid:
            let middle = (minimum + maximum) / 2
            return 1 / (1 + exp(-(steepness * ((middle - target) / middle))))
        case .plateau:
            guard target > maximum else { return 1 }
            return 2 / (1 + exp(steepness * ((target - maximum) / maximum)))
        }
    }

    /// Closed when the candidate's minimum lies above the assignment's maximum.
    func gate(minimum: Pay?, range: PayRange?) -> GateVerdict {
        guard let range else { return .open }
        guard let minimum, let least = annual(minimum, in: range.currency) else {
            return .unknown
        }
        return least > annual(range.maximum, per: range.period) ? .closed : .open
    }
}
