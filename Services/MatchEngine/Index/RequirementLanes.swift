/// Up to sixteen requirements side by side, one to a SIMD lane, as tables over the taxonomy.
///
/// A skill has one *row*: its adjacency class under every lane. Skills of one group under the same
/// requirements share a row, so that a few hundred rows serve 14 000 skills. *Near* rows leave
/// distance 3 out, because everybody in a domain has such neighbours.
struct RequirementLanes: Sendable {
    typealias Lanes = SIMD16<UInt8>
    static let laneCount = 16

    /// A skill nearer than distance 3 to some lane, and its near row.
    struct NearSkill: Sendable { var skill: UInt32, row: UInt16 }

    /// One requirement and the share of the skills score that it decides.
    struct Lane: Sendable { var requirement: Requirement, share: Double }

    let lanes: [Lane]
    let rowOfSkill: [UInt16]
    /// Adjacency class of each lane, by row.
    let classes: [Lanes]
    /// Adjacency of each class; exact while `isExact`, else an upper bound.
    let adjacency: [Double]
    let isExact: Bool
    /// `share · adjacency · level ratio` rounded up, at `row · 5 + level − 1`.
    let factors: [SIMD16<Float>]

    let nearRowOfSkill: [UInt16]
    /// Ascending by skill.
    let nearSkills: [NearSkill]
    /// As `factors`, by near row.
    private let nearFactors: [SIMD16<Float>]
    /// What a neighbour at distance 3 and of full quality would give: where everybody starts.
    let everybody: Lanes

    private let unit: Double

    /// - Parameter unit: the skills score one unit stands for; no share exceeds 255 units.
    init(_ lanes: [Lane], space: SkillSpace, policy: ScoringPolicy, unit: Double) {
        let map = AdjacencyMap(lanes.map(\.requirement), space: space, policy: policy)
        self.lanes = lanes
        self.unit = unit
        adjacency = map.adjacency
        isExact = map.isExact
        (rowOfSkill, classes) = AdjacencyMap.rows(of: map.classes)
        // Skills that differ only in lanes at distance 3 share a near row.
        let (nearRowOfRow, nearRows) = AdjacencyMap.rows(
            of: classes.map { $0.replacing(with: 0, where: $0 .== AdjacencyMap.domain) }
        )
        var nearRowOfSkill = [UInt16](repeating: 0, count: space.count)
        var nearSkills: [NearSkill] = []
        for (skill, row) in rowOfSkill.enumerated() where row != 0 {
            let near = nearRowOfRow[Int(row)]
            if near == 0 { continue }
            nearRowOfSkill[skill] = near
            nearSkills.append(NearSkill(skill: UInt32(skill), row: near))
        }
        self.nearRowOfSkill = nearRowOfSkill
        self.nearSkills = nearSkills
        factors = Self.factors(lanes, classes, map.adjacency, policy)
        nearFactors = Self.factors(lanes, nearRows, map.adjacency, policy)
        var everybody = Lanes.zero
        for (lane, entry) in lanes.enumerated() {
            let most = entry.share * map.adjacency[Int(AdjacencyMap.domain)]
            everybody[lane] = UInt8(min(255, (most / unit * Rounding.up).rounded(.up)))
        }
        self.everybody = everybody
    }

    private static func factors(
        _ lanes: [Lane],
        _ rows: [Lanes],
        _ adjacency: [Double],
        _ policy: ScoringPolicy
    ) -> [SIMD16<Float>] {
        var factors = [SIMD16<Float>](repeating: .zero, count: rows.count * 5)
        for (row, classes) in rows.enumerated() {
            for (lane, entry) in lanes.enumerated() where classes[lane] != 0 {
                let most = entry.share * adjacency[Int(classes[lane])] * Rounding.up
                for level in Competency.allCases {
                    let ratio = policy.level(level, for: entry.requirement.level)
                    factors[row * 5 + Int(level.rawValue) - 1][lane] =
                        Rounding.single(most * ratio)
                }
            }
        }
        return factors
    }

    /// `share · adjacency · level ratio · quality` in units, rounded up, at
    /// `near row · 250 + grade`.
    ///
    /// - Parameter decay: see ``SkillQuality/decay(on:)``.
    func bounds(decay: Double) -> [Lanes] {
        let multipliers = Self.grades(decay: decay)
        let count = nearFactors.count / 5 * GradeScale.count
        var bounds = [Lanes](repeating: .zero, count: count)
        for (index, factor) in nearFactors.enumerated() {
            let scaled = (factor * (Rounding.single(1 / unit) * Rounding.upSingle))
                .rounded(.up)
            let most = SIMD16<UInt16>(pointwiseMin(scaled, SIMD16(repeating: 255)))
            let first = index * 2 * GradeScale.steps
            for grade in 0..<2 * GradeScale.steps {
                // 255 · 256 + 255 fits 16 bits.
                let product = (most &* multipliers[grade] &+ 255) &>> 8
                bounds[first + grade] = Lanes(truncatingIfNeeded: product)
            }
        }
        return bounds
    }

    /// Quality of each grade of one level, steady ones first, in 256ths and rounded up.
    private static func grades(decay: Double) -> [UInt16] {
        [1, decay].flatMap { decay in
            (0..<GradeScale.steps).map { step in
                let quality =
                    Double(GradeScale.highestQuality(in: step)) / Double(SkillQuality.scale)
                return UInt16((256 * min(1, quality * decay * Rounding.up)).rounded(.up))
            }
        }
    }
}
