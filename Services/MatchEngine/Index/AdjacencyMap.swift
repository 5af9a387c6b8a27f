/// The adjacency class of every skill under each of up to sixteen requirements.
struct AdjacencyMap {
    typealias Lanes = SIMD16<UInt8>

    // Classes of the taxonomy rise with nearness; those of edges follow in order of appearance.
    static let domain: UInt8 = 1
    static let category: UInt8 = 2
    static let group: UInt8 = 3
    static let same: UInt8 = 4
    static let firstEdge = 5
    static let classesMax = 256

    /// By skill; class 0 is unrelated.
    private(set) var classes: [Lanes]
    /// The adjacency of each class, bit for bit the reference's while `isExact`.
    private(set) var adjacency: [Double]
    /// False once there were more different edges than classes; the last class then stands for
    /// several and holds their maximum.
    private(set) var isExact = true
    private var classOfEdge: [UInt64: UInt8] = [:]

    init(_ requirements: [Requirement], space: SkillSpace, policy: ScoringPolicy) {
        classes = [Lanes](repeating: .zero, count: space.count)
        adjacency =
            [0] + [3, 2, 1].map { SkillRelation.taxonomy(distance: $0).factor(policy) } + [1]
        for (lane, requirement) in requirements.enumerated() {
            fill(lane, requirement.skill, space: space, policy: policy)
        }
    }

    private mutating func fill(
        _ lane: Int,
        _ skill: SkillID,
        space: SkillSpace,
        policy: ScoringPolicy
    ) {
        // Nearer groups overwrite wider ones, edges overwrite groups, the skill itself all.
        for (depth, code) in [(1, Self.domain), (2, Self.category), (3, Self.group)] {
            for group in space.groups(of: skill) {
                for member in space.members(of: group, depth: depth) {
                    classes[Int(member.skill)][lane] = code
                }
            }
        }
        for neighbour in space.edgeNeighbours(of: skill) {
            let relation = space.taxonomy.relation(
                required: skill,
                candidate: SkillID(rawValue: neighbour),
                policy: policy
            )
            guard case .edge = relation else { continue }
            classes[Int(neighbour)][lane] = edgeClass(relation.factor(policy))
        }
        classes[Int(skill.rawValue)][lane] = Self.same
    }

    private mutating func edgeClass(_ factor: Double) -> UInt8 {
        if factor == 0 { return 0 }
        if let known = classOfEdge[factor.bitPattern] { return known }
        guard adjacency.count < Self.classesMax else {
            isExact = false
            adjacency[Self.classesMax - 1] = max(adjacency[Self.classesMax - 1], factor)
            return UInt8(Self.classesMax - 1)
        }
        let code = UInt8(adjacency.count)
        adjacency.append(factor)
        classOfEdge[factor.bitPattern] = code
        return code
    }

    /// Skills with equal classes share a row; row 0 is related to nothing.
    static func rows(of classes: [Lanes]) -> (rowOfSkill: [UInt16], rows: [Lanes]) {
        var rowOfSkill = [UInt16](repeating: 0, count: classes.count)
        var rows: [Lanes] = [.zero]
        var rowOfClasses: [Lanes: UInt16] = [.zero: 0]
        var last = (classes: Lanes.zero, row: UInt16(0))
        for (skill, entry) in classes.enumerated() {
            // Skills of one group follow one another, mostly.
            if any(entry .!= last.classes) {
                let row = rowOfClasses[entry] ?? UInt16(rows.count)
                if Int(row) == rows.count {
                    rows.append(entry)
                    rowOfClasses[entry] = row
                }
                last = (entry, row)
            }
            rowOfSkill[skill] = last.row
        }
        return (rowOfSkill, rows)
    }
}
