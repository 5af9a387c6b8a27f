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
        into totals: inout [UInt16]
    ) {
        switch words {
        case .narrow(let words):
            SkillKernels.sweep(words, starts: starts, lanes, gains: gains, into: &totals)
        case .wide(let words):
            SkillKernels.sweep(words, starts: starts, lanes, gains: gains, into: &totals)
        }
    }

    func tightBound(_ row: Int, _ lanes: RequirementLanes, _ decay: Float) -> Float {
        let range = Int(starts[row])..<Int(starts[row + 1])
        return switch words {
        case .narrow(let words): SkillKernels.tightBound(words[range], lanes, decay: decay)
        case .wide(let words): SkillKernels.tightBound(words[range], lanes, decay: decay)
        }
    }

    func count(_ row: Int) -> Int { Int(starts[row + 1] - starts[row]) }
}
