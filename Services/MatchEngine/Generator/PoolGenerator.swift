import FoundationEssentials
public import MatchEngine

/// Synthetic pools: nobody in them exists. Their skew is meant to be realistic (few common and
/// many rare occupations, skills, cities and words; most evidence missing), their content is not.
///
/// Profile and assignment `n` depend on the seed and on `n` alone, so pools can be made in any
/// order and part by part.
public struct PoolGenerator: Sendable {
    /// The day on which everything happens.
    public static let today = Day(number: 20_000)

    public let taxonomy: Taxonomy
    let seed: UInt64
    let occupations: Occupations
    let phrases: Phrases
    let places: Places
    let principles: [Principle]
    let organizations: [UUID]
    private let devotion = Zipf(count: 40, exponent: 0.7)

    /// - Throws: ``InputError`` never, unless the taxonomy is empty.
    public init(_ taxonomy: Taxonomy, seed: UInt64) throws(InputError) {
        guard !taxonomy.skills.isEmpty else { throw .unknown(.skills) }
        self.taxonomy = taxonomy
        self.seed = seed
        occupations = Occupations(taxonomy, seed: seed)
        phrases = Phrases(seed: seed)
        places = try Places(seed: seed)
        var principles: [Principle] = []
        for number in 0..<24 { principles.append(try Principle(.value, "value_\(number)")) }
        for number in 0..<16 { principles.append(try Principle(.cause, "cause_\(number)")) }
        var random = PoolRandom(seed: seed, stream: 4)
        principles.shuffle(using: &random)
        self.principles = principles
        organizations = (0..<50).map { _ in Self.id(&random) }
    }

    public var rates: RateTable { places.rates }

    static func id(_ random: inout PoolRandom) -> UUID {
        var bytes = uuid_t(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        let (high, low) = (random.next(), random.next())
        func byte(_ word: UInt64, _ index: UInt64) -> UInt8 {
            UInt8(truncatingIfNeeded: word >> (56 - 8 * index))
        }
        bytes = (
            byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3),
            byte(high, 4), byte(high, 5), byte(high, 6), byte(high, 7),
            byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3),
            byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
        )
        return UUID(uuid: bytes)
    }

    func stance(_ count: Int, _ random: inout PoolRandom) -> Set<Principle> {
        var held: Set<Principle> = []
        for _ in 0..<count { held.insert(principles[devotion.pick(&random)]) }
        return held
    }

    func week(_ random: inout PoolRandom) -> WeekBitmap {
        let start = 14 + random.below(6)
        var week =
            switch random.below(10) {
            case 0: WeekBitmap(days: 0..<7, from: start, to: start + 20)
            case 1: WeekBitmap(days: 0..<4, from: start, to: start + 16)
            case 2: WeekBitmap(days: 0..<5, from: 34, to: 44)
            case 3: WeekBitmap(days: 0..<5, from: start, to: start + 8)
            case _: WeekBitmap(days: 0..<5, from: start, to: start + 16)
            }
        if random.chance(0.1) { week.insert(random.below(WeekBitmap.slots)) }
        return week
    }
}
