/// The inner loops over packed skills: the only place where the index takes unchecked pointers.
///
/// Rows, grades and words come from ``Postings`` and ``SkillColumn``, which the builder or the
/// snapshot reader has checked: rows lie in the segment, grades below 250, skills in the taxonomy.
enum SkillKernels {
    typealias Lanes = SIMD16<UInt8>

    /// Adds to every row's total what its skills near the requirements give at most.
    static func scatter(
        _ postings: Postings,
        _ lanes: RequirementLanes,
        gains: [Lanes],
        buffer: inout [Lanes],
        into totals: inout [UInt16]
    ) {
        let lists = postings.lists(of: lanes.nearSkills)
        for first in stride(from: 0, to: totals.count, by: Postings.blockRows) {
            let count = min(Postings.blockRows, totals.count - first)
            buffer.removeAll(keepingCapacity: true)
            buffer.append(contentsOf: repeatElement(lanes.everybody, count: count))
            raise(postings, lists, gains, first / Postings.blockRows, &buffer)
            total(buffer, first, into: &totals)
        }
    }

    /// Raises the bounds of one block.
    private static func raise(
        _ postings: Postings,
        _ lists: [Postings.List],
        _ gains: [Lanes],
        _ block: Int,
        _ buffer: inout [Lanes]
    ) {
        let base = block * postings.skills.count
        let mask = Postings.blockRows - 1
        unsafe buffer.withUnsafeMutableBufferPointer { bounds in
            unsafe postings.rows.withUnsafeBufferPointer { rows in
                unsafe postings.grades.withUnsafeBufferPointer { grades in
                    unsafe gains.withUnsafeBufferPointer { table in
                        for list in lists {
                            let first = list.row * GradeScale.count
                            var index = Int(postings.starts[base + list.index])
                            let end = Int(postings.starts[base + list.index + 1])
                            while index < end {
                                let at = unsafe Int(rows[index]) & mask
                                let old = unsafe bounds[at]
                                let new = unsafe table[first &+ Int(grades[index])]
                                unsafe bounds[at] = old.replacing(with: new, where: old .< new)
                                index &+= 1
                            }
                        }
                    }
                }
            }
        }
    }

    /// Adds up the lanes of each row of a block.
    private static func total(_ block: [Lanes], _ first: Int, into totals: inout [UInt16]) {
        unsafe block.withUnsafeBufferPointer { block in
            unsafe totals.withUnsafeMutableBufferPointer { totals in
                for row in 0..<block.count {
                    let sum = unsafe SIMD16<UInt16>(truncatingIfNeeded: block[row]).wrappedSum()
                    unsafe totals[first &+ row] &+= sum
                }
            }
        }
    }

    /// The same totals, word by word: for segments without postings and the exhaustive search.
    static func sweep<Word: PackedSkill>(
        _ words: [Word],
        starts: [UInt32],
        _ lanes: RequirementLanes,
        gains: [Lanes],
        into totals: inout [UInt16]
    ) {
        precondition(totals.count == starts.count - 1)
        unsafe totals.withUnsafeMutableBufferPointer { totals in
            unsafe words.withUnsafeBufferPointer { words in
                unsafe lanes.nearRowOfSkill.withUnsafeBufferPointer { rows in
                    unsafe gains.withUnsafeBufferPointer { table in
                        var word = 0
                        for row in 0..<totals.count {
                            var best = lanes.everybody
                            let end = Int(starts[row + 1])
                            while word < end {
                                let packed = unsafe words[word]
                                word &+= 1
                                let near = unsafe Int(rows[packed.skill])
                                if near == 0 { continue }
                                let new = unsafe table[
                                    near &* GradeScale.count &+ Int(packed.grade)
                                ]
                                best = best.replacing(with: new, where: best .< new)
                            }
                            let sum = SIMD16<UInt16>(truncatingIfNeeded: best).wrappedSum()
                            unsafe totals[row] &+= sum
                        }
                    }
                }
            }
        }
    }

    /// Adds to every row the gain that its byte stands for.
    static func add(_ gains: [UInt16], at bytes: [UInt8], into sums: inout [UInt16]) {
        precondition(gains.count == 256 && bytes.count == sums.count)
        unsafe gains.withUnsafeBufferPointer { gains in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe sums.withUnsafeMutableBufferPointer { sums in
                    for row in 0..<sums.count {
                        unsafe sums[row] &+= unsafe gains[Int(bytes[row])]
                    }
                }
            }
        }
    }

    /// Adds `gain` to the rows in a range of postings.
    static func add(
        _ gain: UInt16,
        to rows: [UInt16],
        _ range: Range<Int>,
        in sums: inout [UInt16]
    ) {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows.count)
        unsafe rows.withUnsafeBufferPointer { rows in
            unsafe sums.withUnsafeMutableBufferPointer { sums in
                for index in range { unsafe sums[Int(rows[index])] &+= gain }
            }
        }
    }

    /// Weighs the sums of a run into bounds of ``BoundScale``.
    static func combine(
        _ skills: [UInt16],
        _ meaning: [UInt16],
        _ weights: BoundWeights,
        _ rows: Range<Int>,
        into bounds: inout [UInt16]
    ) {
        precondition(rows.upperBound <= min(skills.count, meaning.count, bounds.count))
        unsafe skills.withUnsafeBufferPointer { skills in
            unsafe meaning.withUnsafeBufferPointer { meaning in
                unsafe bounds.withUnsafeMutableBufferPointer { bounds in
                    for row in rows {
                        let score =
                            unsafe Float(skills[row]) * weights.skills
                            + Float(meaning[row]) * weights.meaning + weights.rest
                        // Adding 2²³ leaves the nearest whole number in the low bits of the word.
                        let whole = (min(score, 65_000) + 8_388_608).bitPattern & 0xFFFF
                        unsafe bounds[row] = UInt16(truncatingIfNeeded: whole &+ 1)
                    }
                }
            }
        }
    }

    /// Replaces `rows` with those whose bound lies in `range`; returns the highest bound below.
    static func select(
        _ bounds: [UInt16],
        in range: Range<Int>,
        into rows: inout [UInt16]
    ) -> Int {
        rows.removeAll(keepingCapacity: true)
        let low = UInt16(clamping: range.lowerBound)
        let end = range.upperBound
        var highest: UInt16 = 0
        unsafe bounds.withUnsafeBufferPointer { bounds in
            var first = 0
            while first < bounds.count {
                let next = min(first + 64, bounds.count)
                var most: UInt16 = 0
                for row in first..<next { most = unsafe max(most, bounds[row]) }
                if most < low {
                    highest = max(highest, most)
                } else {
                    for row in first..<next {
                        let bound = unsafe bounds[row]
                        if bound < low {
                            highest = max(highest, bound)
                        } else if Int(bound) < end {
                            rows.append(UInt16(truncatingIfNeeded: row))
                        }
                    }
                }
                first = next
            }
        }
        return Int(highest)
    }

    /// The skills score of one row by its words' full 13 bits, never below the exact one.
    static func tightBound<Word: PackedSkill>(
        _ words: ArraySlice<Word>,
        _ lanes: RequirementLanes,
        decay: Float
    ) -> Float {
        unsafe words.withUnsafeBufferPointer { words in
            unsafe lanes.factors.withUnsafeBufferPointer { factors in
                unsafe lanes.rowOfSkill.withUnsafeBufferPointer { rows in
                    var best = SIMD16<Float>.zero
                    for index in 0..<words.count {
                        let word = unsafe words[index]
                        let row = unsafe Int(rows[word.skill])
                        if row == 0 { continue }
                        let stored = Float(word.quality) * (1 / Float(SkillQuality.scale))
                        let quality = word.decays ? min(1, stored * decay) : stored
                        let gain = unsafe factors[row &* 5 &+ word.level &- 1] * quality
                        best = best.replacing(with: gain, where: best .< gain)
                    }
                    return best.sum() * Rounding.upSingle
                }
            }
        }
    }
}
