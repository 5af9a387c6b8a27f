extension Segment {
    /// Everything but the exact columns and the dead.
    func writeHot(to writer: inout ByteWriter) {
        writer.put(base.number)
        writer.put(UInt32(rowCount))
        writer.put(UInt32(runs.count))
        for run in runs { run.write(to: &writer) }
        skills.write(to: &writer)
        writer.put(UInt8(postings == nil ? 0 : 1))
        practical.write(to: &writer)
        missions.write(to: &writer)
        visions.write(to: &writer)
        principles.write(to: &writer)
        writer.put(rowsByHash)
    }

    /// Reads a segment and checks that every index in it leads somewhere.
    static func read(
        hot: ByteRegion,
        cold: ByteRegion,
        space: SkillSpace
    ) throws(SnapshotError) -> Segment {
        var reader = ByteReader(hot)
        let base = Day(number: try reader.take(Int32.self))
        let rows = Int(try reader.take(UInt32.self))
        guard (1...rowsMax).contains(rows) else { throw .malformed }
        var runs: [RowRun] = []
        for _ in 0..<(try reader.take(UInt32.self)) { runs.append(try RowRun(from: &reader)) }
        let skills = try SkillColumn.read(from: &reader, rows: rows, space: space)
        let hasPostings = try reader.take(UInt8.self) == 1
        let practical = try PracticalColumns.read(from: &reader, rows: rows)
        let missions = try VectorPostings.read(from: &reader, rows: rows)
        let visions = try VectorPostings.read(from: &reader, rows: rows)
        let principles = try PrinciplePostings.read(from: &reader, rows: rows)
        let rowsByHash = try reader.takeArray(UInt16.self)
        guard reader.remaining == 0, rowsByHash.count == rows,
            rowsByHash.allSatisfy({ Int($0) < rows }),
            Set(rowsByHash).count == rows
        else { throw .malformed }
        let segment = Segment(
            base: base,
            runs: runs,
            skills: skills,
            postings: hasPostings ? skills.postings(skillCount: space.count) : nil,
            practical: practical,
            missions: missions,
            visions: visions,
            principles: principles,
            rowsByHash: rowsByHash,
            cold: try ColdStore(cold, rowCount: rows)
        )
        try segment.check(space)
        return segment
    }

    /// Runs cover the rows, and records refer to nothing that is not there.
    private func check(_ space: SkillSpace) throws(SnapshotError) {
        var first = 0
        for run in runs {
            guard run.end > first, run.end <= rowCount,
                Int(run.mission ?? 0) < max(1, missions.kinds.count),
                Int(run.vision ?? 0) < max(1, visions.kinds.count),
                run.mission == nil || !missions.kinds.isEmpty,
                run.vision == nil || !visions.kinds.isEmpty
            else { throw .malformed }
            let mission = run.mission.map { missions.kinds[Int($0)] }
            let vision = run.vision.map { visions.kinds[Int($0)] }
            for row in first..<run.end {
                let record = cold[row]
                guard record.skillCount == skills.count(row),
                    record.fits(.mission, mission), record.fits(.vision, vision),
                    record.principles.allSatisfy({ $0 < UInt32(principles.vocabulary.count) })
                else { throw .malformed }
                for index in 0..<record.skillCount {
                    guard space.contains(SkillID(rawValue: record.skillID(index))) else {
                        throw .malformed
                    }
                }
            }
            first = run.end
        }
        guard first == rowCount else { throw .malformed }
    }
}

extension RowRun {
    func write(to writer: inout ByteWriter) {
        writer.put(mission.map { UInt32($0) } ?? .max)
        writer.put(vision.map { UInt32($0) } ?? .max)
        writer.put(UInt8(knowsPrinciples ? 1 : 0))
        writer.put(UInt8(knowsSkills ? 1 : 0))
        writer.put(UInt32(end))
    }

    init(from reader: inout ByteReader) throws(SnapshotError) {
        let mission = try reader.take(UInt32.self)
        let vision = try reader.take(UInt32.self)
        self.mission = mission == .max ? nil : UInt16(truncatingIfNeeded: mission)
        self.vision = vision == .max ? nil : UInt16(truncatingIfNeeded: vision)
        knowsPrinciples = try reader.take(UInt8.self) == 1
        knowsSkills = try reader.take(UInt8.self) == 1
        end = Int(try reader.take(UInt32.self))
    }
}

extension SkillColumn {
    func write(to writer: inout ByteWriter) {
        writer.put(starts)
        switch words {
        case .narrow(let words): writer.put(words)
        case .wide(let words): writer.put(words)
        }
    }

    static func read(
        from reader: inout ByteReader,
        rows: Int,
        space: SkillSpace
    ) throws(SnapshotError) -> SkillColumn {
        let starts = try reader.takeArray(UInt32.self)
        let words: Words =
            space.takesWideWords
            ? .wide(try reader.takeArray()) : .narrow(try reader.takeArray())
        let column = SkillColumn(starts: starts, words: words)
        guard starts.count == rows + 1, starts[0] == 0, isAscending(starts),
            column.holdsOnlySkills(of: space)
        else { throw .malformed }
        return column
    }

    private func holdsOnlySkills(of space: SkillSpace) -> Bool {
        func holds<Word: PackedSkill>(_ words: [Word]) -> Bool {
            words.count == wordCount
                && words.allSatisfy {
                    $0.skill < space.count && (1...5).contains($0.level)
                }
        }
        return switch words {
        case .narrow(let words): holds(words)
        case .wide(let words): holds(words)
        }
    }
}

func isAscending(_ starts: [UInt32]) -> Bool {
    zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
}
