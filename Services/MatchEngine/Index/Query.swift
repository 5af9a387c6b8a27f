import FoundationEssentials

/// One assignment, compiled for the index, with what its search has found so far.
struct Query {
    let assignment: Assignment
    let asOf: Day
    let rules: ReferenceScorer
    let groups: [RequirementLanes]
    /// The skills score that one unit of the groups' bounds stands for.
    let unit: Double
    let meaning: MeaningQuery
    var top: TopMatches
    var certificate = Certificate()

    /// Bounds by grade for each base day met, one table for each group.
    private var gains: [Day: [[SIMD16<UInt8>]]] = [:]

    init(
        _ assignment: Assignment,
        limit: Int,
        asOf: Day,
        space: SkillSpace,
        rules: ReferenceScorer
    ) {
        self.assignment = assignment
        self.asOf = asOf
        self.rules = rules
        top = TopMatches(capacity: limit, assignment: assignment.id)
        meaning = MeaningQuery(assignment, policy: rules.policy)
        let lanes = Self.lanes(assignment, policy: rules.policy)
        let unit = max((lanes.map(\.share).max() ?? 1) * Rounding.up / 255, .leastNormalMagnitude)
        self.unit = unit
        groups = stride(from: 0, to: lanes.count, by: RequirementLanes.laneCount).map { first in
            let end = min(first + RequirementLanes.laneCount, lanes.count)
            return RequirementLanes(
                Array(lanes[first..<end]),
                space: space,
                policy: rules.policy,
                unit: unit
            )
        }
    }

    /// Each requirement with its share of the skills score; shares add up to 1.
    static func lanes(
        _ assignment: Assignment,
        policy: ScoringPolicy
    ) -> [RequirementLanes.Lane] {
        let alone = assignment.required.isEmpty || assignment.nice.isEmpty
        return [
            (assignment.required, alone ? 1 : policy.requiredShare),
            (assignment.nice, alone ? 1 : policy.niceShare),
        ].flatMap { list, share in
            let total = list.reduce(0) { $0 + $1.weight }
            return list.map {
                RequirementLanes.Lane(requirement: $0, share: share * $0.weight / total)
            }
        }
    }

    var asksForSkills: Bool { !groups.isEmpty }

    func decay(in segment: Segment) -> Double {
        SkillQuality(policy: rules.policy, base: segment.base).decay(on: asOf)
    }

    mutating func gains(for segment: Segment) -> [[SIMD16<UInt8>]] {
        if let known = gains[segment.base] { return known }
        let tables = groups.map { $0.bounds(decay: decay(in: segment)) }
        gains[segment.base] = tables
        return tables
    }

    func ranking(considered: Int) -> Ranking {
        var certificate = certificate
        certificate.threshold = top.threshold
        certificate.considered = considered
        return Ranking(matches: top.matches, certificate: certificate)
    }
}
