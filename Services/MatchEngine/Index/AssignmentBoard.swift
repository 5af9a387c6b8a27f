public import FoundationEssentials

/// Open assignments, searched the other way round: the best ones for one profile. Immutable.
public struct AssignmentBoard: Sendable {
    /// One result of a search.
    public struct Place: Hashable, Sendable {
        public let assignment: UUID
        public let score: MatchScore
    }

    /// Whose scores a list is ordered by.
    public enum Viewer: Hashable, Sendable, CaseIterable {
        case organization
        /// The scores of ``CandidateExplanation``. The order is a function of what a candidate
        /// may see, so it says nothing of hidden fields.
        case candidate
    }

    private let rules: ReferenceScorer
    /// For a candidate: the practical terms, shown ones only, whose gates close.
    private let visibleTerms: [PracticalTerms]?
    private let space: SkillSpace
    private let assignments: [Assignment]
    /// Requirements of all assignments: skill and level as an index into ``SkillReach``.
    private let cells: [UInt32]
    /// The share of the skills score that each requirement decides.
    private let shares: [Float]
    /// `cells[starts[i]..<starts[i + 1]]` belongs to `assignments[i]`.
    private let starts: [UInt32]

    /// - Throws: ``SearchError/unknownSkill`` for a requirement outside the taxonomy.
    public init(
        _ all: [Assignment],
        rules: ReferenceScorer,
        for viewer: Viewer = .organization
    ) throws(SearchError) {
        let shown = all.lazy.map { ShownAssignment($0, policy: rules.policy) }
        let assignments = viewer == .candidate ? shown.map(\.scored) : all
        visibleTerms = viewer == .candidate ? shown.map(\.terms) : nil
        var cells: [UInt32] = []
        var shares: [Float] = []
        var starts: [UInt32] = [0]
        let space = SkillSpace(rules.taxonomy)
        for assignment in assignments {
            for lane in Query.lanes(assignment, policy: rules.policy) {
                guard space.contains(lane.requirement.skill) else { throw .unknownSkill }
                cells.append(SkillReach.cell(lane.requirement.skill, lane.requirement.level))
                shares.append(Rounding.single(lane.share * Rounding.up))
            }
            starts.append(UInt32(cells.count))
        }
        self.rules = rules
        self.space = space
        self.assignments = assignments
        self.cells = cells
        self.shares = shares
        self.starts = starts
    }

    public var count: Int { assignments.count }

    /// The best assignments for a profile: exactly those, in exactly the order, that
    /// ``ReferenceScorer`` gives when it scores all, or the explanations to the candidate do.
    ///
    /// - Parameter limit: 1…``IndexView/limitMax``.
    /// - Throws: ``SearchError/limitOutOfRange``, or `unknownSkill` for a skill of the profile
    ///   outside the taxonomy.
    public func search(
        _ profile: Profile,
        limit: Int,
        asOf: Day
    ) throws(SearchError) -> [Place] {
        guard (1...IndexView.limitMax).contains(limit) else { throw .limitOutOfRange }
        guard profile.skills.allSatisfy({ space.contains($0.skill) }) else {
            throw .unknownSkill
        }
        let bounds = bounds(profile, asOf: asOf)
        var best: [Entry] = []
        var rows: [UInt32] = []
        var end = Int(UInt16.max) + 1
        var tier = max(SegmentSearch.scoutedRows, limit)
        while end > 1 {
            let threshold = best.count == limit ? best.last?.place.score.value : nil
            let start = max(
                BoundScale.cut(threshold),
                Tiers.floor(of: tier, below: end, in: bounds)
            )
            guard start < end else { break }
            rows.removeAll(keepingCapacity: true)
            for (row, bound) in bounds.enumerated() where (start..<end).contains(Int(bound)) {
                rows.append(UInt32(row))
            }
            rows.sort { bounds[Int($0)] > bounds[Int($1)] }
            for row in rows {
                let bound = BoundScale.score(Int(bounds[Int(row)]))
                if best.count == limit, let last = best.last, bound < last.place.score.value {
                    break
                }
                score(profile, Int(row), asOf, limit, &best)
            }
            end = start
            tier *= 4
        }
        return best.map(\.place)
    }

    private struct Entry {
        var place: Place
        var tie: TieBreak
    }

    private func score(
        _ profile: Profile,
        _ index: Int,
        _ asOf: Day,
        _ limit: Int,
        _ best: inout [Entry]
    ) {
        let assignment = assignments[index]
        if let terms = visibleTerms?[index] {
            let visible = PracticalMeasures(
                of: profile.practical,
                for: terms,
                policy: rules.policy,
                rates: rules.rates
            )
            guard visible.gates.isEmpty else { return }
        }
        let outcome = rules.outcome(of: profile, for: assignment, asOf: asOf)
        guard case .scored(let score) = outcome else { return }
        let new = Entry(
            place: Place(assignment: assignment.id, score: score),
            tie: TieBreak(assignment: assignment.id, profile: profile.id)
        )
        let place = best.partitionPoint { old in
            old.place.score.value != score.value
                ? old.place.score.value < score.value : new.tie < old.tie
        }
        guard place < limit else { return }
        best.insert(new, at: place)
        if best.count > limit { best.removeLast() }
    }

    /// For each assignment a bound on ``BoundScale``; everything but skills counts as full.
    private func bounds(_ profile: Profile, asOf: Day) -> [UInt16] {
        let reach = SkillReach(profile, asOf: asOf, space: space, policy: rules.policy)
        let weights = rules.policy.weights
        let rest = weights.meaning + weights.practical
        let scale = Float(Double(BoundScale.one) / (weights.skills + rest)) * Rounding.upSingle
        var bounds: [UInt16] = []
        bounds.reserveCapacity(assignments.count)
        for index in assignments.indices {
            var skills: Float = starts[index] == starts[index + 1] ? 1 : 0
            for cell in Int(starts[index])..<Int(starts[index + 1]) {
                skills += shares[cell] * reach[cells[cell]]
            }
            let score = (Float(weights.skills) * min(1, skills * Rounding.upSingle) + Float(rest))
            bounds.append(UInt16(min(65_000, score * scale * Rounding.upSingle)) + 1)
        }
        return bounds
    }
}
