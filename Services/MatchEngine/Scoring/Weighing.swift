/// A weighted mean that remembers how much of its weight is known.
///
/// Unknown parts leave numerator and denominator; parts that do not apply leave both weights.
struct Weighing {
    /// Σ weight·value over known parts.
    private(set) var sum = 0.0
    private(set) var known = 0.0
    private(set) var applicable = 0.0

    /// Adds a part. The order of calls is the order of the sums.
    mutating func add(_ measure: Measure, weight: Double) {
        switch measure {
        case .notApplicable: break
        case .unknown: applicable += weight
        case .known(let value):
            sum += weight * value
            known += weight
            applicable += weight
        }
    }

    /// `Σ weight·value / Σ weight` over known parts.
    var mean: Measure {
        applicable == 0 ? .notApplicable : known == 0 ? .unknown : .known(sum / known)
    }

    /// Known over applicable weight; 1 where nothing applies.
    var certainty: Double { applicable == 0 ? 1 : known / applicable }
}
