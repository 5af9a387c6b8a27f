import NIOCore

/// How many retries a service may be sent: a share of its requests, and a small reserve for quiet
/// times. A service that fails altogether so sees little more than its usual traffic.
struct RetryBudget {
    private let ratio: Double
    private let reserve: Double
    private let tokensMax: Double
    private var tokens: Double
    private var updated: NIODeadline

    /// Seconds of traffic at 100 requests a second that may be saved up.
    private static let savedTokensMax = 100.0

    init(ratio: Double, reserve: Int, now: NIODeadline) {
        self.ratio = ratio
        self.reserve = Double(reserve)
        tokensMax = max(Double(reserve), Self.savedTokensMax * ratio)
        tokens = self.reserve
        updated = now
    }

    /// A request is sent for the first time.
    mutating func request() { tokens = min(tokensMax, tokens + ratio) }

    /// - Returns: false where no retry is to be had.
    mutating func take(now: NIODeadline) -> Bool {
        if now > updated {
            // One a second, and no more of it than the reserve.
            let earned = Double((now - updated).nanoseconds) / 1_000_000_000
            if tokens < reserve { tokens = min(reserve, tokens + earned) }
            updated = now
        }
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
