/// Who has a skill, and how well: the transposed words of one segment.
///
/// Rows are cut into blocks; a block has the lists of all skills one after the other, so that the
/// skills of one group are read in memory order and raise bounds that fit a cache.
struct Postings: Sendable {
    /// 32 768 bounds of 16 bytes are half a megabyte: half of a usual second-level cache.
    static let blockRows = 1 << 15

    /// Skills that occur, ascending.
    let skills: [UInt32]
    /// `rows[starts[b · n + i]..<starts[b · n + i + 1]]` belongs to block `b` and `skills[i]`,
    /// n being the number of skills; one more at the end.
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
        var occurs = [Bool](repeating: false, count: skillCount)
        for word in words { occurs[word.skill] = true }
        let skills = occurs.indices.filter { occurs[$0] }.map { UInt32($0) }
        var place = [UInt32](repeating: 0, count: skillCount)
        for (index, skill) in skills.enumerated() { place[Int(skill)] = UInt32(index) }

        let rowCount = max(0, wordStarts.count - 1)
        let blocks = (rowCount + blockRows - 1) / blockRows
        func list(_ row: Int, _ word: Word) -> Int {
            row / blockRows * skills.count + Int(place[word.skill])
        }
        var starts = [UInt32](repeating: 0, count: blocks * skills.count + 1)
        forEach(words, wordStarts) { row, word in starts[list(row, word) + 1] += 1 }
        for index in 0..<starts.count - 1 { starts[index + 1] += starts[index] }
        var next = starts
        var rows = [UInt16](repeating: 0, count: words.count)
        var grades = [UInt8](repeating: 0, count: words.count)
        forEach(words, wordStarts) { row, word in
            let list = list(row, word)
            let slot = Int(next[list])
            rows[slot] = UInt16(truncatingIfNeeded: row)
            grades[slot] = word.grade
            next[list] += 1
        }
        return Postings(skills: skills, starts: starts, rows: rows, grades: grades)
    }

    private static func forEach<Word: PackedSkill>(
        _ words: [Word],
        _ starts: [UInt32],
        _ body: (Int, Word) -> Void
    ) {
        for row in 0..<max(0, starts.count - 1) {
            for index in Int(starts[row])..<Int(starts[row + 1]) { body(row, words[index]) }
        }
    }

    /// A skill that occurs, and the near row that it raises by.
    struct List: Sendable {
        var index: Int
        var row: Int
    }

    /// Those of the wanted skills (ascending) that occur.
    func lists(of wanted: [RequirementLanes.NearSkill]) -> [List] {
        var lists: [List] = []
        lists.reserveCapacity(wanted.count)
        var at = 0
        for near in wanted {
            at = Self.gallop(skills, from: at, to: near.skill)
            guard at < skills.count else { break }
            guard skills[at] == near.skill else { continue }
            lists.append(List(index: at, row: Int(near.row)))
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
