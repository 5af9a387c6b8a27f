import NIOCore

/// So many at once, and so many a second after that.
struct TokenBucket {
    private let burst: Double
    private let perSecond: Double
    private var tokens: Double
    private var updated: NIODeadline

    init(burst: Int, perSecond: Int, now: NIODeadline) {
        self.burst = Double(burst)
        self.perSecond = Double(perSecond)
        tokens = Double(burst)
        updated = now
    }

    /// - Returns: false where nothing was left to take.
    mutating func take(now: NIODeadline) -> Bool {
        if now > updated {
            let elapsed = Double((now - updated).nanoseconds) / 1_000_000_000
            tokens = min(burst, tokens + elapsed * perSecond)
            updated = now
        }
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
