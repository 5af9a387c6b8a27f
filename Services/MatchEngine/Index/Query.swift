import FoundationEssentials

/// One assignment, compiled for the index, with what its search has found so far.
struct Query {
    let assignment: Assignment
    let asOf: Day
    let rules: ReferenceScorer
    let groups: [RequirementLanes]
    /// The skills score that one unit of the groups' bounds stands for.
    let unit: Double
    /// Missions and visions asked for, padded so that every sketched component has a place.
    let denseMission: [Float]
    let denseVision: [Float]
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
        denseMission = Self.padded(assignment.mission)
        denseVision = Self.padded(assignment.vision)
        let lanes = Self.lanes(assignment, policy: rules.policy)
        let unit = max((lanes.map(\.share).max() ?? 1) * Rounding.up / 255, .leastNormalMagnitude)
        self.unit = unit
        groups = stride(from: 0, to: lanes.count, by: RequirementLanes.laneCount).map { first in
            let end = min(first + RequirementLanes.laneCount, lanes.count)
            return RequirementLanes(
                Array(lanes[first..<end]), space: space, policy: rules.policy, unit: unit)
        }
    }

    /// Each requirement with its share of the skills score; shares add up to 1.
    private static func lanes(
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

    private static func padded(_ vector: TextVector?) -> [Float] {
        guard let vector else { return [] }
        let missing = EngineLimits.vectorDimensionMax - vector.components.count
        return vector.components + [Float](repeating: 0, count: max(0, missing))
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

    /// The highest score that a skills score of at most `skills` allows: everything else full.
    func bound(skills: Double) -> Double {
        let weights = rules.policy.weights
        let others = otherWeights
        guard asksForSkills else { return 1 }
        return (weights.skills * skills + others) / (weights.skills + others) * Rounding.up
    }

    /// The lowest total, in units, whose bound the ranking still admits.
    var cut: UInt16 {
        guard let threshold = top.threshold, asksForSkills else { return 0 }
        let weights = rules.policy.weights
        let others = otherWeights
        let skills = (threshold * (weights.skills + others) - others) / weights.skills
        var cut = max(0, Int((skills / unit).rounded(.down)) - 2)
        // Rounding may have taken this a unit too low or too high; the bound itself decides.
        while cut > 0, bound(skills: Double(cut - 1) * unit) >= threshold { cut -= 1 }
        while cut < Int(UInt16.max), bound(skills: Double(cut) * unit) < threshold { cut += 1 }
        return UInt16(cut)
    }

    /// Weight of the components besides skills that may apply to somebody.
    private var otherWeights: Double {
        let weights = rules.policy.weights
        let hasMeaning =
            assignment.mission != nil || assignment.vision != nil
            || !assignment.principles.isEmpty
        return weights.practical + (hasMeaning ? weights.meaning : 0)
    }

    func ranking(considered: Int) -> Ranking {
        var certificate = certificate
        certificate.threshold = top.threshold
        certificate.considered = considered
        return Ranking(matches: top.matches, certificate: certificate)
    }
}
