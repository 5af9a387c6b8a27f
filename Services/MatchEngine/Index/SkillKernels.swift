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
}
