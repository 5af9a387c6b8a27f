/// Edges by their `from` skill, sorted by `to`: a lookup is a short binary search.
struct EdgeTable: Sendable {
    struct Row: Sendable {
        var to: UInt32
        var kind: SkillEdge.Kind
        var distance: UInt8
        var strength: Double
    }

    private let start: [UInt32]
    private let rows: [Row]

    init(_ edges: [SkillEdge], skills: [Skill]) throws(InputError) {
        func id(_ code: SkillCode) throws(InputError) -> UInt32 {
            let index = skills.partitionPoint { $0.code >= code }
            guard index < skills.count, skills[index].code == code else { throw .unknown(.edge) }
            return UInt32(index)
        }
        var sorted: [(from: UInt32, row: Row)] = []
        for edge in edges {
            let row = Row(
                to: try id(edge.to),
                kind: edge.kind,
                distance: UInt8(edge.distance),
                strength: edge.strength
            )
            sorted.append((try id(edge.from), row))
        }
        sorted.sort { ($0.from, $0.row.to) < ($1.from, $1.row.to) }
        for (one, next) in zip(sorted, sorted.dropFirst()) {
            guard (one.from, one.row.to) != (next.from, next.row.to) else {
                throw .duplicate(.edge)
            }
        }
        var start = [UInt32](repeating: 0, count: skills.count + 1)
        for (from, _) in sorted { start[Int(from) + 1] += 1 }
        for index in skills.indices { start[index + 1] += start[index] }
        self.start = start
        rows = sorted.map(\.row)
    }

    /// The rows that leave `from`, by `to`.
    subscript(_ from: SkillID) -> ArraySlice<Row> {
        rows[Int(start[Int(from.rawValue)])..<Int(start[Int(from.rawValue) + 1])]
    }

    func row(from: SkillID, to: SkillID) -> Row? {
        let rows = self[from]
        let index = rows.partitionPoint { $0.to >= to.rawValue }
        guard index < rows.endIndex, rows[index].to == to.rawValue else { return nil }
        return rows[index]
    }
}
