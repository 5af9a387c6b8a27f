/// How long something takes where not everything has ended yet (Kaplan and Meier 1958).
enum KaplanMeier {
    /// One thing, or some that are alike: how long it took, or has taken so far.
    struct Observation: Hashable, Sendable {
        /// Any unit; not negative.
        let time: Double
        /// Whether it ended then, rather than being last seen.
        let isEvent: Bool
        var count = 1
    }

    /// The first time by which at least half have ended; `nil` where that is not known yet.
    static func median(_ observations: [Observation]) -> Double? {
        let sorted = observations.sorted { $0.time < $1.time }
        var atRisk = sorted.reduce(0) { $0 + $1.count }
        var survival = 1.0
        var index = 0
        while index < sorted.count {
            let time = sorted[index].time
            var events = 0
            var seen = 0
            // What is last seen at a moment was still at risk in it.
            while index < sorted.count, sorted[index].time == time {
                events += sorted[index].isEvent ? sorted[index].count : 0
                seen += sorted[index].count
                index += 1
            }
            survival *= 1 - Double(events) / Double(atRisk)
            // One half comes out of products such as 2/3 · 3/4 a rounding error too large.
            if survival <= 0.5 + 1e-12 { return time }
            atRisk -= seen
        }
        return nil
    }
}
