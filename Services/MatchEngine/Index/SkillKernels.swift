/// The inner loops over packed skills: the only place where the index takes unchecked pointers.
///
/// Rows, grades and words come from ``Postings`` and ``SkillColumn``, which the builder or the
/// snapshot reader has checked: rows lie in the segment, grades below 250, skills in the taxonomy.
enum SkillKernels {
    typealias Lanes = SIMD16<UInt8>

    /// Raises the bound of every row that has one of the near skills.
    static func scatter(
        _ postings: Postings,
        _ lanes: RequirementLanes,
        gains: [Lanes],
        into bounds: inout [Lanes]
    ) {
        unsafe bounds.withUnsafeMutableBufferPointer { bounds in
            unsafe postings.rows.withUnsafeBufferPointer { rows in
                unsafe postings.grades.withUnsafeBufferPointer { grades in
                    unsafe gains.withUnsafeBufferPointer { table in
                        guard let bound = bounds.baseAddress, let row = rows.baseAddress,
                            let grade = grades.baseAddress, let table = table.baseAddress
                        else { return }
                        postings.forEach(of: lanes.nearSkills) { near, range in
                            let gain = unsafe table + Int(near) * GradeScale.count
                            for index in range {
                                let at = unsafe Int(row[index])
                                let old = unsafe bound[at]
                                let new = unsafe gain[Int(grade[index])]
                                unsafe bound[at] = old.replacing(with: new, where: old .< new)
                            }
                        }
                    }
                }
            }
        }
    }

    /// The same bounds, word by word: for segments without postings and for the exhaustive search.
    static func sweep<Word: PackedSkill>(
        _ words: [Word],
        starts: [UInt32],
        _ lanes: RequirementLanes,
        gains: [Lanes],
        into bounds: inout [Lanes]
    ) {
        unsafe bounds.withUnsafeMutableBufferPointer { bounds in
            unsafe words.withUnsafeBufferPointer { words in
                unsafe lanes.nearRowOfSkill.withUnsafeBufferPointer { rows in
                    unsafe gains.withUnsafeBufferPointer { table in
                        var word = 0
                        for row in 0..<starts.count - 1 {
                            var best = unsafe bounds[row]
                            let end = Int(starts[row + 1])
                            while word < end {
                                let packed = unsafe words[word]
                                let near = unsafe Int(rows[packed.skill])
                                let new = unsafe table[
                                    near &* GradeScale.count &+ Int(packed.grade)]
                                best = best.replacing(with: new, where: best .< new)
                                word &+= 1
                            }
                            unsafe bounds[row] = best
                        }
                    }
                }
            }
        }
    }

    /// Adds up the lanes of each row.
    static func total(_ bounds: [Lanes], into totals: inout [UInt16]) {
        unsafe bounds.withUnsafeBufferPointer { bounds in
            unsafe totals.withUnsafeMutableBufferPointer { totals in
                for row in 0..<totals.count {
                    let sum = unsafe SIMD16<UInt16>(truncatingIfNeeded: bounds[row]).wrappedSum()
                    unsafe totals[row] &+= sum
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
                        let score = unsafe Float(skills[row]) * weights.skills
                            + Float(meaning[row]) * weights.meaning + weights.rest
                        // Adding 2²³ leaves the nearest whole number in the low bits of the word.
                        let whole = (min(score, 65_000) + 8_388_608).bitPattern & 0xFFFF
                        unsafe bounds[row] = UInt16(truncatingIfNeeded: whole &+ 1)
                    }
                }
            }
        }
    }

    /// The highest bound below `end`; 0 without any.
    static func highest(_ bounds: [UInt16], below end: Int) -> Int {
        let end = UInt16(clamping: end)
        var highest: UInt16 = 0
        for bound in bounds { highest = max(highest, bound < end ? bound : 0) }
        return Int(highest)
    }

    /// Replaces `rows` with those whose bound lies in `range`.
    static func select(_ bounds: [UInt16], in range: Range<Int>, into rows: inout [UInt16]) {
        rows.removeAll(keepingCapacity: true)
        let low = UInt16(clamping: range.lowerBound)
        let span = UInt16(clamping: range.count - 1)
        for (row, bound) in bounds.enumerated() where bound &- low <= span {
            rows.append(UInt16(truncatingIfNeeded: row))
        }
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
