import NIOCore

/// Pauses that double from one to the next, each between half and one and a half of its middle, so
/// that those who failed together do not come back together.
struct Backoff {
    let first: TimeAmount
    let longest: TimeAmount

    /// - Parameters:
    ///   - count: pauses before this one, 0 or more.
    ///   - random: 0 up to 1.
    func pause(after count: Int, random: Double) -> TimeAmount {
        let middle = min(
            Double(longest.nanoseconds),
            Double(first.nanoseconds) * Double(1 << min(count, 30))
        )
        return .nanoseconds(Int64(middle * (0.5 + random)))
    }
}

/// SplitMix64: a few instructions, where the system's generator is a system call. Nothing secret is
/// drawn from it.
struct QuickRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// 0 up to 1.
    mutating func fraction() -> Double { Double.random(in: 0..<1, using: &self) }
}
