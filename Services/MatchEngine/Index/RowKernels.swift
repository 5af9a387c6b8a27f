/// The inner loops over a segment's rows: sums, bounds and choices.
enum RowKernels {
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

    /// Replaces `candidates` with the rows whose bound is at least `low`; returns the highest bound
    /// below.
    static func select(
        _ bounds: [UInt16],
        _ skills: [UInt16],
        _ meaning: [UInt16],
        from low: Int,
        into candidates: inout [Candidate]
    ) -> Int {
        precondition(bounds.count <= min(skills.count, meaning.count))
        candidates.removeAll(keepingCapacity: true)
        let low = UInt16(clamping: low)
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
                        guard bound >= low else {
                            highest = max(highest, bound)
                            continue
                        }
                        candidates.append(
                            Candidate(
                                row: UInt16(truncatingIfNeeded: row),
                                bound: bound,
                                skills: skills[row],
                                meaning: meaning[row]
                            )
                        )
                    }
                }
                first = next
            }
        }
        return Int(highest)
    }
}
