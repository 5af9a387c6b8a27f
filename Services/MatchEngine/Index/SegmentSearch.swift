/// Buffers a search needs, kept from one segment to the next.
struct SearchScratch {
    var bounds: [SIMD16<UInt8>] = []
    var totals: [UInt16] = []
    var rows: [UInt16] = []
    var survivors: [Survivor] = []

    struct Survivor {
        var row: Int
        var bound: Double
        var practical: Weighing
    }
}

/// One query in one segment, from coarse bounds to exact scores.
///
/// 1. Every row gets a skills bound in units. 2. Rows are taken from the highest totals down, as
/// long as a total still admits. 3. Practical data, exact, and sketches narrow the bound, the full
/// 13 bits of the skills narrow it again. 4. What is left is scored exactly, best bound first.
struct SegmentSearch {
    /// Rows in the first tier: enough to fill the ranking with good scores early.
    static let firstTier = 256

    let slot: Epoch.Slot
    let space: SkillSpace
    private let decay: Double
    private var practical: PracticalTables
    private let meaning: MeaningBound
    private let skills: ExactSkills

    init(_ slot: Epoch.Slot, _ query: Query, space: SkillSpace) {
        self.slot = slot
        self.space = space
        decay = query.decay(in: slot.segment)
        practical = PracticalTables(
            slot.segment.practical, for: query.assignment, rules: query.rules)
        meaning = MeaningBound(slot.segment, query: query)
        skills = ExactSkills(query, space: space)
    }

    mutating func run(
        _ query: inout Query,
        method: SearchMethod,
        scratch: inout SearchScratch
    ) throws(SnapshotError) {
        boundSkills(&query, method: method, scratch: &scratch)
        switch method {
        case .exhaustive: try visit(0..<Int(UInt16.max) + 1, &query, &scratch)
        case .pruned:
            var end = Int(UInt16.max) + 1
            var tier = max(Self.firstTier, query.top.capacity)
            while end > 0 {
                // The next tier ends where the totals of that many rows do, unless the
                // threshold stops it earlier.
                let start = max(
                    Int(query.cut), Tiers.floor(of: tier, below: end, in: scratch.totals))
                guard start < end else { break }
                try visit(start..<end, &query, &scratch)
                end = start
                tier *= 4
            }
            let highest = scratch.totals.lazy.filter { $0 < end }.max()
            if let highest { query.certificate.prune(query.bound(skills: Double(highest) * query.unit)) }
        }
    }

    private func boundSkills(
        _ query: inout Query,
        method: SearchMethod,
        scratch: inout SearchScratch
    ) {
        let segment = slot.segment
        let gains = query.gains(for: segment)
        scratch.totals = [UInt16](repeating: 0, count: segment.rowCount)
        for (group, gains) in zip(query.groups, gains) {
            scratch.bounds.removeAll(keepingCapacity: true)
            scratch.bounds.append(
                contentsOf: repeatElement(group.everybody, count: segment.rowCount))
            if let postings = segment.postings, method == .pruned {
                SkillKernels.scatter(postings, group, gains: gains, into: &scratch.bounds)
            } else {
                segment.skills.sweep(group, gains: gains, into: &scratch.bounds)
            }
            SkillKernels.total(scratch.bounds, into: &scratch.totals)
        }
    }

    /// Rows whose totals lie in `range`.
    private mutating func visit(
        _ range: Range<Int>,
        _ query: inout Query,
        _ scratch: inout SearchScratch
    ) throws(SnapshotError) {
        scratch.survivors.removeAll(keepingCapacity: true)
        SkillKernels.select(scratch.totals, in: range, into: &scratch.rows)
        for row in scratch.rows where slot.isAlive(Int(row)) {
            bound(Int(row), total: scratch.totals[Int(row)], &query, &scratch.survivors)
        }
        scratch.survivors.sort { $0.bound > $1.bound }
        for survivor in scratch.survivors {
            guard query.top.admits(survivor.bound) else {
                query.certificate.prune(survivor.bound)
                continue
            }
            try rescore(survivor, &query)
        }
    }

    private mutating func bound(
        _ row: Int,
        total: UInt16,
        _ query: inout Query,
        _ survivors: inout [SearchScratch.Survivor]
    ) {
        let segment = slot.segment
        guard !query.asksForSkills || !segment.skills.isEmpty(row),
            let practical = practical.weighing(row)
        else {
            query.certificate.excluded += 1
            return
        }
        let meaning = meaning.bound(row)
        let coarse = min(1, Double(total) * query.unit * Rounding.up)
        guard let bound = combine(coarse, meaning, practical, query) else {
            query.certificate.excluded += 1
            return
        }
        guard query.top.admits(bound) else { return query.certificate.prune(bound) }
        var tight: Float = 0
        for group in query.groups {
            tight += segment.skills.tightBound(row, group, decay: Rounding.single(decay))
        }
        let narrow = min(coarse, Double(tight * Rounding.upSingle))
        let bound2 = combine(narrow, meaning, practical, query) ?? bound
        guard query.top.admits(bound2) else { return query.certificate.prune(bound2) }
        survivors.append(SearchScratch.Survivor(row: row, bound: bound2, practical: practical))
    }

    /// Nil when nothing is known.
    private func combine(
        _ skills: Double,
        _ meaning: Weighing,
        _ practical: Weighing,
        _ query: Query
    ) -> Double? {
        let weights = query.rules.policy.weights
        var sum = 0.0
        var known = 0.0
        if query.asksForSkills {
            sum += weights.skills * skills
            known += weights.skills
        }
        if meaning.known > 0 {
            sum += weights.meaning * (meaning.sum / meaning.known)
            known += weights.meaning
        }
        if practical.known > 0 {
            sum += weights.practical * (practical.sum / practical.known)
            known += weights.practical
        }
        return known == 0 ? nil : sum / known * Rounding.up
    }

    private func rescore(
        _ survivor: SearchScratch.Survivor,
        _ query: inout Query
    ) throws(SnapshotError) {
        let cold = slot.segment.cold
        let record = cold[survivor.row]
        let score = MatchScore.combining(
            skills: try skills.measure(record),
            meaning: meaning.exact(survivor.row, record),
            practical: survivor.practical,
            policy: query.rules.policy
        )
        query.certificate.rescored += 1
        guard let score else { return }
        query.top.insert(RankedMatch(profile: cold.id(survivor.row), score: score))
    }
}

/// Where to stop so that about so many rows are visited at once.
enum Tiers {
    /// The lowest total such that at most about `count` rows lie from it up to `end`.
    static func floor(of count: Int, below end: Int, in totals: [UInt16]) -> Int {
        var rows = [UInt32](repeating: 0, count: 1 << 10)
        // Totals of up to 64 requirements of 255 units: sixteen to a bucket.
        for total in totals where Int(total) < end { rows[Int(total >> 4)] += 1 }
        var seen = 0
        for bucket in rows.indices.reversed() where rows[bucket] > 0 {
            seen += Int(rows[bucket])
            if seen >= count { return min(bucket << 4, end - 1) }
        }
        return 0
    }
}
