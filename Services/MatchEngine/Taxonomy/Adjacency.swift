import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Taxonomy {
    /// How the candidate's skill stands to the required one.
    ///
    /// The row required→candidate is preferred to its reverse; under a policy with directional
    /// edges the reverse of `is_a` and `prerequisite_of` does not count.
    public func relation(
        required: SkillID,
        candidate: SkillID,
        policy: ScoringPolicy
    ) -> SkillRelation {
        if required == candidate { return .same }
        if let row = outgoing.row(from: required, to: candidate) {
            return .edge(distance: Int(row.distance), strength: row.strength)
        }
        if let row = outgoing.row(from: candidate, to: required),
            policy.edgesAreSymmetric || !row.kind.hasDirection
        {
            return .edge(distance: Int(row.distance), strength: row.strength)
        }
        guard let distance = taxonomyDistance(required, candidate) else { return .unrelated }
        return .taxonomy(distance: distance)
    }

    /// `exp(−λ·distance) · strength`: 1 for the same skill, 0 for unrelated ones.
    public func adjacency(
        required: SkillID,
        candidate: SkillID,
        policy: ScoringPolicy
    ) -> Double {
        relation(required: required, candidate: candidate, policy: policy).factor(policy)
    }

    /// The nearest common group of two different skills: 1 L3, 2 L2, 3 L1, nil none.
    public func taxonomyDistance(_ a: SkillID, _ b: SkillID) -> Int? {
        var nearest: Int?
        for one in placements(of: a) {
            for other in placements(of: b) {
                let difference = one ^ other
                let distance =
                    difference == 0 ? 1 : difference < 1 << 8 ? 2 : difference < 1 << 16 ? 3 : 4
                if distance < nearest ?? 4 { nearest = distance }
            }
        }
        return nearest
    }

    private func placements(of skill: SkillID) -> ArraySlice<UInt32> {
        let index = Int(skill.rawValue)
        return placements[Int(placementStart[index])..<Int(placementStart[index + 1])]
    }
}

extension SkillRelation {
    /// `exp(−λ·distance) · strength`, in this order.
    public func factor(_ policy: ScoringPolicy) -> Double {
        switch self {
        case .same: 1
        case .edge(let distance, let strength):
            exp(-(policy.adjacencyDecay * Double(distance))) * strength
        case .taxonomy(let distance): exp(-(policy.adjacencyDecay * Double(distance)))
        case .unrelated: 0
        }
    }
}

extension SkillEdge.Kind {
    /// Whether the relation reads in one direction only.
    var hasDirection: Bool {
        switch self {
        case .isA, .prerequisiteOf: true
        case .relatedTo, .adjacentTo: false
        }
    }
}
