/// Scores as 16-bit bounds: 0 is *excluded*, `b` stands for at most `b / 60 000`.
enum BoundScale {
    static let one: Float = 60_000

    static func score(_ bound: Int) -> Double { Double(bound) / Double(one) }

    /// The lowest bound that may stand for a score of at least `threshold`.
    static func cut(_ threshold: Double?) -> Int {
        guard let threshold else { return 1 }
        return max(1, Int((threshold * Double(one)).rounded(.up)))
    }
}

/// How a run's sums of units become the bound of a score.
struct BoundWeights {
    var skills: Float
    var meaning: Float
    var rest: Float

    /// - Parameters:
    ///   - known: weight of the meaning parts that the run knows.
    init(_ query: Query, known: Double) {
        let weights = query.rules.policy.weights
        var sum = weights.practical
        if query.asksForSkills { sum += weights.skills }
        if known > 0 { sum += weights.meaning }
        // Everything practical may be full. Where it is unknown instead, the score is the mean of
        // the others, which adding a full part cannot lower.
        let scale = Double(BoundScale.one) / sum * Rounding.up
        rest = Rounding.single(weights.practical * scale) * Rounding.upSingle
        skills =
            query.asksForSkills
            ? Rounding.single(weights.skills * query.unit * scale) * Rounding.upSingle : 0
        meaning =
            known > 0
            ? Rounding.single(weights.meaning * query.meaning.unit / known * scale)
                * Rounding.upSingle : 0
    }
}

/// Bounds of single profiles in Double, from bounds of their components.
struct BoundFormula {
    /// See ``Query/unit`` and ``MeaningQuery/unit``.
    let unit: Double
    let meaningUnit: Double
    private let weights: ScoringPolicy.ComponentWeights
    private let asksForSkills: Bool
    private let threshold: Double

    init(_ query: Query) {
        unit = query.unit
        meaningUnit = query.meaning.unit
        weights = query.rules.policy.weights
        asksForSkills = query.asksForSkills
        threshold = query.top.threshold ?? -1
    }

    func admits(_ bound: Double) -> Bool { bound >= threshold }

    /// The highest score that these bounds of the components allow.
    func bound(_ hope: Hope) -> Double {
        var sum = 0.0
        var total = 0.0
        if asksForSkills {
            sum += weights.skills * hope.skills
            total += weights.skills
        }
        if hope.known > 0 {
            sum += weights.meaning * (hope.meaning / hope.known)
            total += weights.meaning
        }
        if let practical = hope.practical {
            sum += weights.practical * practical
            total += weights.practical
        }
        return total == 0 ? 1 : sum / total * Rounding.up
    }
}

/// Bounds of one profile's components.
struct Hope {
    var skills: Double
    /// Of the sum over the parts of meaning that are known.
    var meaning: Double
    /// Their weight.
    var known: Double
    /// Nil when nothing practical is known.
    var practical: Double?
}
