/// The 336 half-hours of a week; bit 0 is Monday 00:00–00:30 local time.
public struct WeekBitmap: Hashable, Sendable {
    public static let slots = 336

    /// Bits 0…335 in six words, lowest first; all others are 0.
    public private(set) var words: SIMD8<UInt64>

    /// An empty week.
    public init() { words = .zero }

    /// Reads 336 characters `0` and `1`, Monday 00:00 first.
    /// - Throws: ``InputError/malformed(_:)``
    public init(_ text: some StringProtocol) throws(InputError) {
        guard text.utf8.count == Self.slots, text.utf8.allSatisfy({ $0 == 48 || $0 == 49 })
        else { throw .malformed(.availability) }
        self.init()
        for (slot, digit) in text.utf8.enumerated() where digit == 49 { insert(slot) }
    }

    /// Half-hours from `start` up to but not including `end` (in half-hours from midnight,
    /// 0…48) on the given days (0 Monday … 6 Sunday); what lies outside is ignored.
    public init(days: some Sequence<Int>, from start: Int, to end: Int) {
        self.init()
        for day in days where (0..<7).contains(day) {
            for slot in max(0, start)..<max(max(0, start), min(48, end)) {
                insert(day * 48 + slot)
            }
        }
    }

    public var count: Int { Self.ones(words) }

    public func contains(_ slot: Int) -> Bool {
        (0..<Self.slots).contains(slot) && words[slot / 64] >> UInt64(slot % 64) & 1 == 1
    }

    public mutating func insert(_ slot: Int) {
        guard (0..<Self.slots).contains(slot) else { return }
        words[slot / 64] |= 1 << UInt64(slot % 64)
    }

    /// How many half-hours both have.
    public func common(with other: WeekBitmap) -> Int { Self.ones(words & other.words) }

    /// The week `slots` half-hours later, round the week: Sunday's last reaches Monday's first.
    public func rotated(by slots: Int) -> WeekBitmap {
        let shift = ((slots % Self.slots) + Self.slots) % Self.slots
        guard shift != 0 else { return self }
        // A rotation is what moves up, together with what falls off the end.
        return WeekBitmap(
            words: (raised(by: shift).words | lowered(by: Self.slots - shift).words)
        )
    }

    /// Takes the words as they are and clears what lies beyond the week.
    init(words: SIMD8<UInt64>) {
        self.words = words
        // 336 = 5 × 64 + 16
        self.words[5] &= 0xFFFF
        self.words[6] = 0
        self.words[7] = 0
    }

    private func raised(by shift: Int) -> WeekBitmap {
        var raised = SIMD8<UInt64>.zero
        for word in shift / 64..<6 {
            let source = word - shift / 64
            raised[word] = words[source] << UInt64(shift % 64)
            if shift % 64 != 0, source > 0 {
                raised[word] |= words[source - 1] >> UInt64(64 - shift % 64)
            }
        }
        return WeekBitmap(words: raised)
    }

    private func lowered(by shift: Int) -> WeekBitmap {
        var lowered = SIMD8<UInt64>.zero
        for word in 0..<6 - shift / 64 {
            let source = word + shift / 64
            lowered[word] = words[source] >> UInt64(shift % 64)
            if shift % 64 != 0, source < 5 {
                lowered[word] |= words[source + 1] << UInt64(64 - shift % 64)
            }
        }
        return WeekBitmap(words: lowered)
    }

    private static func ones(_ words: SIMD8<UInt64>) -> Int {
        var total = 0
        for word in 0..<6 { total += words[word].nonzeroBitCount }
        return total
    }
}

/// Local time minus UTC in minutes, a multiple of 15 from −12:00 to +14:00. Zones are resolved
/// to offsets outside the engine, at the assignment's start date.
public struct UTCOffset: Hashable, Comparable, Sendable {
    public let minutes: Int16

    /// - Throws: ``InputError/outOfRange(_:)``
    public init(minutes: Int) throws(InputError) {
        guard (-720...840).contains(minutes), minutes % 15 == 0 else {
            throw .outOfRange(.offset)
        }
        self.minutes = Int16(minutes)
    }

    public static func < (a: Self, b: Self) -> Bool { a.minutes < b.minutes }
}
