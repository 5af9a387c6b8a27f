/// Eight buckets that share a place in the table.
struct BucketSet {
    private var buckets: InlineArray<8, Bucket> = .init(repeating: Bucket())

    static let width = 8

    private struct Bucket {
        var key: RateKey?
        /// Requests that are left.
        var left = 0.0
        /// Microseconds since 1970 at which `left` was right.
        var updated: Int64 = 0

        mutating func fill(_ rate: RateLimiter.Rate, at now: Int64) {
            // A clock that was set back stands still for nobody.
            if now > updated {
                let earned = Double(now - updated) / 1_000_000 * Double(rate.perSecond)
                left = min(Double(rate.burst), left + earned)
            }
            updated = now
        }
    }

    mutating func take(
        _ key: RateKey,
        _ rate: RateLimiter.Rate,
        at now: Int64
    ) -> RateLimiter.Verdict {
        let place = place(of: key, rate, at: now)
        buckets[place].fill(rate, at: now)
        let isAllowed = buckets[place].left >= 1
        if isAllowed { buckets[place].left -= 1 }
        let left = buckets[place].left
        let missing = Double(rate.burst) - left
        return RateLimiter.Verdict(
            isAllowed: isAllowed,
            remaining: Int(left),
            fullAfterSeconds: Int((missing / Double(rate.perSecond)).rounded(.up))
        )
    }

    func isExhausted(_ key: RateKey, _ rate: RateLimiter.Rate, at now: Int64) -> Bool {
        for index in 0..<Self.width where buckets[index].key == key {
            var bucket = buckets[index]
            bucket.fill(rate, at: now)
            return bucket.left < 1
        }
        return false
    }

    var count: Int {
        var count = 0
        for index in 0..<Self.width where buckets[index].key != nil { count += 1 }
        return count
    }

    /// Where the key's bucket stands; a new one is full.
    private mutating func place(of key: RateKey, _ rate: RateLimiter.Rate, at now: Int64) -> Int {
        for index in 0..<Self.width where buckets[index].key == key { return index }
        var fullest = 0
        for index in 1..<Self.width where isFuller(index, than: fullest, rate, now) {
            fullest = index
        }
        buckets[fullest] = Bucket(key: key, left: Double(rate.burst), updated: now)
        return fullest
    }

    /// An empty place counts as the fullest bucket.
    private func isFuller(
        _ index: Int,
        than other: Int,
        _ rate: RateLimiter.Rate,
        _ now: Int64
    ) -> Bool {
        guard buckets[other].key != nil else { return false }
        var (one, best) = (buckets[index], buckets[other])
        guard one.key != nil else { return true }
        one.fill(rate, at: now)
        best.fill(rate, at: now)
        return one.left > best.left
    }
}
