/// The inner loops over packed words, row after row.
extension SkillKernels {
    /// Rows swept at once: the words of so many, about 60 kB, stay in a second-level cache.
    private static let sweptRows = 512

    /// The same totals as by ``scatter(_:_:gains:buffer:into:)``, word by word: for segments
    /// without postings and the exhaustive search.
    ///
    /// - Parameter found: kept from call to call.
    static func sweep<Word: PackedSkill>(
        _ words: [Word],
        starts: [UInt32],
        _ lanes: RequirementLanes,
        gains: [Lanes],
        found: inout [UInt32],
        into totals: inout [UInt16]
    ) {
        precondition(totals.count == starts.count - 1)
        for first in stride(from: 0, to: totals.count, by: sweptRows) {
            let rows = first..<min(first + sweptRows, totals.count)
            let range = Int(starts[rows.lowerBound])..<Int(starts[rows.upperBound])
            find(words, range, lanes.nearRowOfSkill, &found)
            unsafe totals.withUnsafeMutableBufferPointer { totals in
                unsafe words.withUnsafeBufferPointer { words in
                    unsafe starts.withUnsafeBufferPointer { starts in
                        unsafe found.withUnsafeBufferPointer { found in
                            unsafe gains.withUnsafeBufferPointer { gains in
                                unsafe total(
                                    words,
                                    starts,
                                    found,
                                    gains,
                                    lanes,
                                    rows,
                                    totals
                                )
                            }
                        }
                    }
                }
            }
        }
    }

    /// Lists the words of near skills. Nine words in ten are not, in no pattern that a processor
    /// could foresee: so every index is written, and only those of near ones are kept.
    private static func find<Word: PackedSkill>(
        _ words: [Word],
        _ range: Range<Int>,
        _ nearRowOfSkill: [UInt16],
        _ found: inout [UInt32]
    ) {
        if found.count <= range.count {
            found.append(contentsOf: repeatElement(0, count: range.count + 1 - found.count))
        }
        unsafe found.withUnsafeMutableBufferPointer { found in
            unsafe words.withUnsafeBufferPointer { words in
                unsafe nearRowOfSkill.withUnsafeBufferPointer { rows in
                    var count = 0
                    for index in range {
                        unsafe found[count] = UInt32(truncatingIfNeeded: index)
                        let near = unsafe rows[words[index].skill]
                        // 1 for whatever is not 0, in a way that no compiler makes a branch of.
                        count &+= Int((UInt32(near) &+ 0xFFFF) &>> 16)
                    }
                    // Ends every row's list.
                    unsafe found[count] = .max
                }
            }
        }
    }

    /// Adds up what the words found give to each row.
    private static func total<Word: PackedSkill>(
        _ words: UnsafeBufferPointer<Word>,
        _ starts: UnsafeBufferPointer<UInt32>,
        _ found: UnsafeBufferPointer<UInt32>,
        _ gains: UnsafeBufferPointer<Lanes>,
        _ lanes: RequirementLanes,
        _ rows: Range<Int>,
        _ totals: UnsafeMutableBufferPointer<UInt16>
    ) {
        let everybody = lanes.everybody
        unsafe lanes.nearRowOfSkill.withUnsafeBufferPointer { near in
            var next = 0
            for row in rows {
                var best = everybody
                let end = unsafe starts[row &+ 1]
                while unsafe found[next] < end {
                    let word = unsafe words[Int(found[next])]
                    next &+= 1
                    let first = unsafe Int(near[word.skill]) &* GradeScale.count
                    let new = unsafe gains[first &+ Int(word.grade)]
                    best = best.replacing(with: new, where: best .< new)
                }
                let sum = SIMD16<UInt16>(truncatingIfNeeded: best).wrappedSum()
                unsafe totals[row] &+= sum
            }
        }
    }

    /// Rows read ahead of use: some eight kilobytes.
    private static let rowsAhead = 64

    /// Adds to `bounds` the skills scores of rows by their words' full 13 bits and with distance
    /// 3, never below the exact ones.
    static func tighten<Word: PackedSkill>(
        _ words: [Word],
        starts: [UInt32],
        _ lanes: RequirementLanes,
        decay: Float,
        rows: [UInt16],
        touched: inout UInt32,
        into bounds: inout [Float]
    ) {
        precondition(rows.count == bounds.count)
        unsafe words.withUnsafeBufferPointer { words in
            unsafe lanes.factors.withUnsafeBufferPointer { factors in
                unsafe lanes.rowOfSkill.withUnsafeBufferPointer { rowOfSkill in
                    for index in rows.indices {
                        if index % rowsAhead == 0 {
                            let next = rows[index..<min(index + rowsAhead, rows.count)]
                            unsafe touch(words, starts, next, &touched)
                        }
                        var best = SIMD16<Float>.zero
                        let end = Int(starts[Int(rows[index]) + 1])
                        var at = Int(starts[Int(rows[index])])
                        while at < end {
                            let word = unsafe words[at]
                            at &+= 1
                            let row = unsafe Int(rowOfSkill[word.skill])
                            if row == 0 { continue }
                            let factor = unsafe factors[row &* 5 &+ word.level &- 1]
                            let gain = factor * word.quality(decay: decay)
                            best = best.replacing(with: gain, where: best .< gain)
                        }
                        bounds[index] += best.sum() * Rounding.upSingle
                    }
                }
            }
        }
    }

    /// Reads something of rows that are far apart, all at once rather than one after the other:
    /// memory answers many questions in the time of one.
    private static func touch<Word: PackedSkill>(
        _ words: UnsafeBufferPointer<Word>,
        _ starts: [UInt32],
        _ rows: ArraySlice<UInt16>,
        _ touched: inout UInt32
    ) {
        guard !words.isEmpty else { return }
        for row in rows {
            let first = min(Int(starts[Int(row)]), words.count - 1)
            let last = max(first, Int(starts[Int(row) + 1]) - 1)
            let both = unsafe words[first] ^ words[last]
            touched ^= UInt32(truncatingIfNeeded: both)
        }
    }
}
