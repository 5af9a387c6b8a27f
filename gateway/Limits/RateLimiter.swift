import Guarded
import Vocabulary

/// Token buckets by key: so many requests at once, so many a second after that.
///
/// The table never grows. A key has eight places where its bucket may stand; when all are taken,
/// the fullest bucket of them makes way, for whoever owns it has spent least. A flood of new
/// addresses so displaces the patient, never those who are held back.
final class RateLimiter: Sendable {
    /// Requests a second, and how many at once.
    struct Rate: Sendable, Hashable {
        var perSecond: Int
        var burst: Int
    }

    /// What a request was told.
    struct Verdict {
        let isAllowed: Bool
        /// Requests that would be allowed right now.
        let remaining: Int
        /// Whole seconds until the bucket is full again.
        let fullAfterSeconds: Int

        /// Whole seconds until the next request is allowed; 1 or more.
        static let retryAfterSeconds = 1
    }

    let rate: Rate
    private let shards: [Shard]
    private let seed = UInt64.random(in: .min ... .max)

    /// 65 536 buckets of 40 bytes are 2.5 MiB.
    static let bucketsMax = 65_536
    private static let shardCount = 16

    init(_ rate: Rate, bucketsMax: Int = RateLimiter.bucketsMax) {
        self.rate = rate
        let sets = max(1, bucketsMax / Self.shardCount / BucketSet.width)
        shards = (0..<Self.shardCount).map { _ in Shard(sets: sets) }
    }

    /// Takes one request from the key's bucket.
    func take(_ key: RateKey, at now: Instant) -> Verdict {
        let hash = hash(key)
        let shard = shards[Int(truncatingIfNeeded: hash & UInt64(Self.shardCount - 1))]
        return shard.sets.withLock { sets in
            let index = Int(truncatingIfNeeded: (hash >> 4) % UInt64(sets.count))
            return sets[index].take(key, rate, at: now.microseconds)
        }
    }

    /// Whether nothing is left in the key's bucket; takes nothing.
    func isExhausted(_ key: RateKey, at now: Instant) -> Bool {
        let hash = hash(key)
        let shard = shards[Int(truncatingIfNeeded: hash & UInt64(Self.shardCount - 1))]
        return shard.sets.withLock { sets in
            let index = Int(truncatingIfNeeded: (hash >> 4) % UInt64(sets.count))
            return sets[index].isExhausted(key, rate, at: now.microseconds)
        }
    }

    /// Buckets that stand in the table.
    var count: Int {
        shards.reduce(0) { sum, shard in
            sum + shard.sets.withLock { sets in sets.reduce(0) { $0 + $1.count } }
        }
    }

    /// The seed keeps it secret which keys share a place.
    private func hash(_ key: RateKey) -> UInt64 {
        var mix = NameSource(seed: seed ^ key.high)
        let first = mix.next()
        mix = NameSource(seed: first ^ key.low)
        return mix.next()
    }

    private final class Shard: Sendable {
        let sets: Guarded<[BucketSet]>

        init(sets count: Int) {
            sets = Guarded(Array(repeating: BucketSet(), count: count))
        }
    }
}
