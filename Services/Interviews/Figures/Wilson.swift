import Contract

/// How far a share of a sample may lie from the truth.
enum Wilson {
    /// The 97.5 % quantile of the normal distribution.
    private static let z = 1.959963984540054
    /// Below this, a share says nothing.
    static let enough = 5

    /// The 95 % interval of `numerator` in `n` (Wilson 1927, without continuity correction);
    /// `nil` for nothing of nothing.
    static func interval(_ numerator: Int, of n: Int) -> Interval? {
        guard n > 0 else { return nil }
        let count = Double(n)
        let share = Double(numerator) / count
        let square = z * z
        let centre = share + square / (2 * count)
        let spread = z * (share * (1 - share) / count + square / (4 * count * count)).squareRoot()
        let scale = 1 + square / count
        // Rounding must not put an end beyond what a share can be.
        return Interval(
            low: numerator == 0 ? 0 : max(0, (centre - spread) / scale),
            high: numerator == n ? 1 : min(1, (centre + spread) / scale)
        )
    }
}

extension Rate {
    /// A share with what it rests on.
    init(_ numerator: Int, of n: Int) {
        self.init(
            numerator: numerator,
            n: n,
            rate: n > 0 ? Double(numerator) / Double(n) : nil,
            interval: Wilson.interval(numerator, of: n),
            enough: n >= Wilson.enough
        )
    }
}
