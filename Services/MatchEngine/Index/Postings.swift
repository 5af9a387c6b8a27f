/// Who has a skill, and how well: the transposed words of one segment.
///
/// Within a skill rows ascend, so that the bounds they raise are met in memory order.
struct Postings: Sendable {
    /// Skills that occur, ascending.
    let skills: [UInt32]
    /// `rows[starts[i]..<starts[i + 1]]` belongs to `skills[i]`; one longer than `skills`.
    let starts: [UInt32]
    let rows: [UInt16]
    /// ``PackedSkill/grade`` of each row's word.
    let grades: [UInt8]

    /// Transposes words by counting sort.
    static func transposing<Word: PackedSkill>(
        _ words: [Word],
        starts wordStarts: [UInt32],
        skillCount: Int
    ) -> Postings {
        var next = [UInt32](repeating: 0, count: skillCount + 1)
        for word in words { next[word.skill + 1] += 1 }
        var skills: [UInt32] = []
        var starts: [UInt32] = []
        for skill in 0..<skillCount {
            if next[skill + 1] > 0 {
                skills.append(UInt32(skill))
                starts.append(next[skill])
            }
            next[skill + 1] += next[skill]
        }
        starts.append(UInt32(words.count))
        var rows = [UInt16](repeating: 0, count: words.count)
        var grades = [UInt8](repeating: 0, count: words.count)
        for row in 0..<max(0, wordStarts.count - 1) {
            for index in Int(wordStarts[row])..<Int(wordStarts[row + 1]) {
                let word = words[index]
                let slot = Int(next[word.skill])
                rows[slot] = UInt16(truncatingIfNeeded: row)
                grades[slot] = word.grade
                next[word.skill] += 1
            }
        }
        return Postings(skills: skills, starts: starts, rows: rows, grades: grades)
    }

    /// What is left of one skill's postings, and the near row that they raise by.
    struct List: Sendable {
        var next: UInt32
        var end: UInt32
        var row: UInt16
    }

    /// The lists of those of the wanted skills (ascending) that occur.
    func lists(of wanted: [RequirementLanes.NearSkill]) -> [List] {
        var lists: [List] = []
        lists.reserveCapacity(wanted.count)
        var at = 0
        for near in wanted {
            at = Self.gallop(skills, from: at, to: near.skill)
            guard at < skills.count else { break }
            guard skills[at] == near.skill else { continue }
            lists.append(List(next: starts[at], end: starts[at + 1], row: near.row))
        }
        return lists
    }

    /// The first index at or after `start` whose skill is not below `skill`.
    private static func gallop(_ skills: [UInt32], from start: Int, to skill: UInt32) -> Int {
        var low = start
        var step = 1
        while low + step < skills.count, skills[low + step] < skill {
            low += step
            step *= 2
        }
        var high = min(low + step, skills.count)
        while low < high {
            let middle = (low + high) / 2
            if skills[middle] < skill { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
