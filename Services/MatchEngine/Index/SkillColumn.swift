/// The packed skills of a segment, row after row, in the word its taxonomy needs.
struct SkillColumn: Sendable {
    enum Words: Sendable {
        case narrow([UInt32])
        case wide([UInt64])
    }

    /// `words[starts[row]..<starts[row + 1]]` belongs to `row`; one longer than there are rows.
    private(set) var starts: [UInt32] = [0]
    private(set) var words: Words

    init(wide: Bool) { words = wide ? .wide([]) : .narrow([]) }

    init(starts: [UInt32], words: Words) {
        self.starts = starts
        self.words = words
    }

    var rowCount: Int { starts.count - 1 }
    var wordCount: Int { Int(starts[starts.count - 1]) }
    var byteCount: Int {
        let word =
            switch words {
            case .narrow: 4
            case .wide: 8
            }
        return starts.count * 4 + wordCount * word
    }

    mutating func append(_ skills: [CandidateSkill], quality: SkillQuality) {
        switch words {
        case .narrow(var list):
            words = .narrow([])
            for skill in skills { list.append(quality.pack(skill, as: UInt32.self)) }
            starts.append(UInt32(list.count))
            words = .narrow(list)
        case .wide(var list):
            words = .wide([])
            for skill in skills { list.append(quality.pack(skill, as: UInt64.self)) }
            starts.append(UInt32(list.count))
            words = .wide(list)
        }
    }

    func postings(skillCount: Int) -> Postings {
        switch words {
        case .narrow(let words):
            Postings.transposing(words, starts: starts, skillCount: skillCount)
        case .wide(let words):
            Postings.transposing(words, starts: starts, skillCount: skillCount)
        }
    }

    func sweep(
        _ lanes: RequirementLanes,
        gains: [SIMD16<UInt8>],
        found: inout [UInt32],
        into totals: inout [UInt16]
    ) {
        func sweep<Word: PackedSkill>(_ words: [Word]) {
            SkillKernels.sweep(
                words,
                starts: starts,
                lanes,
                gains: gains,
                found: &found,
                into: &totals
            )
        }
        switch words {
        case .narrow(let words): sweep(words)
        case .wide(let words): sweep(words)
        }
    }

    /// Bounds of the skills scores of rows, from everything that the words hold.
    func tighten(
        _ rows: [UInt16],
        _ groups: [RequirementLanes],
        _ decay: Float,
        touched: inout UInt32,
        into bounds: inout [Float]
    ) {
        func tighten<Word: PackedSkill>(_ words: [Word], _ lanes: RequirementLanes) {
            SkillKernels.tighten(
                words,
                starts: starts,
                lanes,
                decay: decay,
                rows: rows,
                touched: &touched,
                into: &bounds
            )
        }
        bounds.removeAll(keepingCapacity: true)
        bounds.append(contentsOf: repeatElement(0, count: rows.count))
        for lanes in groups {
            switch words {
            case .narrow(let words): tighten(words, lanes)
            case .wide(let words): tighten(words, lanes)
            }
        }
    }

    /// The most that one skill of a row gives to each lane, as a share of the skills score; nil
    /// where it is related to none.
    func ceiling(
        _ row: Int,
        _ index: Int,
        _ lanes: RequirementLanes,
        _ decay: Float
    ) -> SIMD16<Float>? {
        func ceiling<Word: PackedSkill>(_ word: Word) -> SIMD16<Float>? {
            let row = Int(lanes.rowOfSkill[word.skill])
            guard row != 0 else { return nil }
            return lanes.factors[row * 5 + word.level - 1]
                * (word.quality(decay: decay) * Rounding.upSingle)
        }
        let at = Int(starts[row]) + index
        return switch words {
        case .narrow(let words): ceiling(words[at])
        case .wide(let words): ceiling(words[at])
        }
    }

    func count(_ row: Int) -> Int { Int(starts[row + 1] - starts[row]) }
}
