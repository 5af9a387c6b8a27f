/// SplitMix64: the same numbers for the same seed on every machine.
public struct PoolRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// An independent sequence for each `stream` of a seed.
    public init(seed: UInt64, stream: UInt64) {
        var mixer = PoolRandom(seed: seed ^ stream &* 0xD1B5_4A32_D192_ED03)
        state = mixer.next() ^ stream
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Uniform in 0..<1.
    public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    public mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// Uniform over 0..<count; `count` above 0.
    public mutating func below(_ count: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// The number of successes before the first failure; most often 0 for a small probability.
    public mutating func geometric(_ probability: Double, max: Int) -> Int {
        var count = 0
        while count < max, chance(probability) { count += 1 }
        return count
    }
}

/// Picks rank 0, 1, 2 … with weights 1/(rank + 1)^exponent: few are common, many are rare.
public struct Zipf: Sendable {
    private let cumulative: [Double]

    public init(count: Int, exponent: Double) {
        var total = 0.0
        var cumulative: [Double] = []
        for rank in 0..<max(1, count) {
            total += 1 / power(Double(rank + 1), exponent)
            cumulative.append(total)
        }
        self.cumulative = cumulative
    }

    public func pick(_ random: inout PoolRandom) -> Int {
        let wanted = random.unit() * cumulative[cumulative.count - 1]
        var low = 0
        var high = cumulative.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] <= wanted { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

private func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// A waiting time with the given mean.
func exponential(mean: Double, _ random: inout PoolRandom) -> Double {
    -mean * log(1 - random.unit())
}
