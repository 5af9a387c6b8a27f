/// A candidate's skill in one word: from the lowest bit upwards the skill, its level (3 bits),
/// its quality (13 bits, rounded up), and a bit each for *steady* (ongoing, or ending after the
/// base day: does not decay) and *undated*.
///
/// 32 bits hold taxonomies of up to 16 384 skills; larger ones take the 64-bit word.
protocol PackedSkill: FixedWidthInteger, UnsignedInteger, BitwiseCopyable, Sendable {
    static var skillBits: Int { get }
}

extension UInt32: PackedSkill {
    static var skillBits: Int { 14 }
}

extension UInt64: PackedSkill {
    static var skillBits: Int { 24 }
}

extension PackedSkill {
    /// - Parameter quality: 0…``SkillQuality/scale``.
    init(skill: UInt32, level: Competency, quality: UInt16, steady: Bool, undated: Bool) {
        var word = Self(skill)
        word |= Self(level.rawValue) << Self(Self.skillBits)
        word |= Self(quality) << Self(Self.skillBits + 3)
        if steady { word |= 1 << Self(Self.skillBits + 16) }
        if undated { word |= 1 << Self(Self.skillBits + 17) }
        self = word
    }

    var skill: Int { Int(truncatingIfNeeded: self & ((1 &<< Self(Self.skillBits)) &- 1)) }
    var level: Int { Int(truncatingIfNeeded: self &>> Self(Self.skillBits) & 7) }
    var quality: Int { Int(truncatingIfNeeded: self &>> Self(Self.skillBits &+ 3) & 0x1FFF) }

    /// Whether quality falls with the days since the base day: neither steady nor undated.
    var decays: Bool { self &>> Self(Self.skillBits &+ 16) & 3 == 0 }

    /// The quality on the day of `decay`, 0…1 and at most a rounding below the exact one.
    ///
    /// - Parameter decay: see ``SkillQuality/decay(on:)``.
    func quality(decay: Float) -> Float {
        let stored = Float(quality) * (1 / Float(SkillQuality.scale))
        return decays ? Swift.min(1, stored * decay) : stored
    }

    /// Level, decay and a coarse quality in one byte: an index into ``GradeScale``.
    var grade: UInt8 {
        let coarse = (quality &* GradeScale.steps) &>> 13
        let offset = decays ? GradeScale.steps : 0
        let base = (level &- 1) &* (2 &* GradeScale.steps)
        return UInt8(truncatingIfNeeded: base &+ offset &+ coarse)
    }
}

/// The coarse quality of the posting lists: 25 steps for each level, decaying or not.
enum GradeScale {
    static let steps = 25
    /// Distinct grades: 5 levels × 2 × 25 steps.
    static let count = 250

    /// The highest 13-bit quality that falls into a step (0…24).
    static func highestQuality(in step: Int) -> Int {
        (8192 * (step + 1) + steps - 1) / steps - 1
    }
}

/// Quality at a base day, so that nothing needs rewriting as days pass:
/// `e^(−α(now − t)) = e^(−α(now − T0)) · e^(−α(T0 − t))`.
struct SkillQuality {
    /// The 13-bit code of quality 1.
    static let scale = 8191

    let policy: ScoringPolicy
    /// T0: qualities are stored as of this day.
    let base: Day

    /// Never below what ``ScoringPolicy/quality(of:asOf:)`` gives on any day, once decayed.
    func pack<Word: PackedSkill>(_ skill: CandidateSkill, as _: Word.Type) -> Word {
        // What ends after the base day has recency 1 at most, whenever it is asked for.
        let steady =
            switch skill.lastUse {
            case .ongoing: true
            case .ended(let day): day > base
            case .undated: false
            }
        let quality = policy.quality(of: skill, asOf: base)
        let code = (quality * Double(Self.scale) * Rounding.up).rounded(.up)
        return Word(
            skill: skill.skill.rawValue,
            level: skill.level,
            quality: UInt16(min(Double(Self.scale), code)),
            steady: steady,
            undated: skill.lastUse == .undated
        )
    }

    /// What decaying qualities are multiplied with on `day`; above 1 before the base day.
    func decay(on day: Day) -> Double {
        let months = Double(day.days(since: base)) / ScoringPolicy.daysPerMonth
        return Rounding.exponential(-(policy.recencyDecay * months)) * Rounding.up
    }
}
