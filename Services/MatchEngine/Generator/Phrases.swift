import MatchEngine

/// Made-up sentences as vectors: words of a topic with inverse document frequencies as weights,
/// hashed into signed components, as ``HashedTFIDF`` does.
struct Phrases: Sendable {
    static let dimension = HashedTFIDF.defaultDimension
    static let encoder = EncoderID(rawValue: 0x5E5)
    private static let wordsOfTopic = 60
    private static let wordsOfAll = 200

    /// Component and weight of each word; the words of all topics come last.
    private let words: [(component: Int, weight: Float)]
    private let inTopic = Zipf(count: wordsOfTopic, exponent: 0.9)
    private let inAll = Zipf(count: wordsOfAll, exponent: 0.9)

    init(seed: UInt64) {
        var random = PoolRandom(seed: seed, stream: 2)
        words = (0..<Occupations.topics * Self.wordsOfTopic + Self.wordsOfAll).map { word in
            let isCommon = word >= Occupations.topics * Self.wordsOfTopic
            let weight = isCommon ? 1 + 2 * random.unit() : 3 + 4 * random.unit()
            let sign = random.chance(0.5) ? 1.0 : -1.0
            return (random.below(Self.dimension), Float(sign * weight))
        }
    }

    func write(
        about topic: Int,
        words count: Int,
        _ random: inout PoolRandom
    ) throws(InputError) -> TextVector {
        var components = [Float](repeating: 0, count: Self.dimension)
        for _ in 0..<count {
            let word =
                random.chance(0.7)
                ? topic * Self.wordsOfTopic + inTopic.pick(&random)
                : Occupations.topics * Self.wordsOfTopic + inAll.pick(&random)
            components[words[word].component] += words[word].weight
        }
        // Words that cancel out leave nothing to encode.
        if components.allSatisfy({ $0 == 0 }) { components[0] = 1 }
        return try TextVector(components, encoder: Self.encoder)
    }
}
