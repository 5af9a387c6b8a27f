/// Buffers a search needs, kept from one segment to the next.
struct SearchScratch {
    var lanes: [SIMD16<UInt8>] = []
    var skills: [UInt16] = []
    var meaning: [UInt16] = []
    var bounds: [UInt16] = []
    var rows: [UInt16] = []
    var survivors: [Survivor] = []

    /// A row whose bound admits, with what is exactly known of it already.
    struct Survivor {
        var row: Int
        var bound: Double
        var practical: Weighing
    }
}

/// One query in one segment, from coarse bounds to exact scores.
///
/// 1. Postings give every row a bound of its skills and meaning; everything practical counts as
/// full. 2. Rows are taken from the highest bounds down, while bounds admit. 3. Practical data,
/// which is exact, and the full 13 bits of the skills narrow the bound. 4. What is left is scored
/// exactly, best bound first.
struct SegmentSearch {
    /// Rows in the first tier: enough to fill the ranking with good scores early.
    static let firstTier = 256

    let slot: Epoch.Slot
    private let decay: Float
    private var practical: PracticalTables
    private let meaning: ExactMeaning
    private let skills: ExactSkills

    init(_ slot: Epoch.Slot, _ query: Query, space: SkillSpace) {
        self.slot = slot
        decay = Rounding.single(query.decay(in: slot.segment))
        practical = PracticalTables(
            slot.segment.practical, for: query.assignment, rules: query.rules)
        meaning = ExactMeaning(query.meaning, slot.segment)
        skills = ExactSkills(query, space: space)
    }

    mutating func run(
        _ query: inout Query,
        method: SearchMethod,
        scratch: inout SearchScratch
    ) throws(SnapshotError) {
        bound(&query, method: method, scratch: &scratch)
        var end = Int(UInt16.max) + 1
        switch method {
        case .exhaustive:
            try visit(1..<end, &query, &scratch)
        case .pruned:
            var tier = max(Self.firstTier, query.top.capacity)
            while end > 1 {
                // The next tier ends where the bounds of that many rows do, unless the
                // threshold stops it earlier.
                let start = max(
                    BoundScale.cut(query.top.threshold),
                    Tiers.floor(of: tier, below: end, in: scratch.bounds))
                guard start < end else { break }
                try visit(start..<end, &query, &scratch)
                end = start
                tier *= 4
            }
            let highest = SkillKernels.highest(scratch.bounds, below: end)
            if highest > 0 { query.certificate.prune(BoundScale.score(highest)) }
        }
    }

    /// Fills `scratch.bounds`: no row's exact score lies above its bound.
    func bound(
        _ query: inout Query,
        method: SearchMethod,
        scratch: inout SearchScratch
    ) {
        let segment = slot.segment
        let gains = query.gains(for: segment)
        scratch.skills.removeAll(keepingCapacity: true)
        scratch.skills.append(contentsOf: repeatElement(0, count: segment.rowCount))
        for (group, gains) in zip(query.groups, gains) {
            scratch.lanes.removeAll(keepingCapacity: true)
            scratch.lanes.append(
                contentsOf: repeatElement(group.everybody, count: segment.rowCount))
            if let postings = segment.postings, method == .pruned {
                SkillKernels.scatter(postings, group, gains: gains, into: &scratch.lanes)
            } else {
                segment.skills.sweep(group, gains: gains, into: &scratch.lanes)
            }
            SkillKernels.total(scratch.lanes, into: &scratch.skills)
        }
        query.meaning.bound(segment, into: &scratch.meaning)
        scratch.bounds.removeAll(keepingCapacity: true)
        scratch.bounds.append(contentsOf: repeatElement(0, count: segment.rowCount))
        var first = 0
        for run in segment.runs {
            let rows = first..<run.end
            first = run.end
            if query.asksForSkills, !run.knowsSkills {
                query.certificate.excluded += rows.count { slot.isAlive($0) }
                continue
            }
            let weights = BoundWeights(query, known: meaning.knownWeight(run))
            SkillKernels.combine(
                scratch.skills, scratch.meaning, weights, rows, into: &scratch.bounds)
        }
    }

    /// Rows whose bounds lie in `range`.
    private mutating func visit(
        _ range: Range<Int>,
        _ query: inout Query,
        _ scratch: inout SearchScratch
    ) throws(SnapshotError) {
        scratch.survivors.removeAll(keepingCapacity: true)
        SkillKernels.select(scratch.bounds, in: range, into: &scratch.rows)
        for row in scratch.rows where slot.isAlive(Int(row)) {
            narrow(Int(row), &query, &scratch)
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

    /// Keeps the row if its bound still admits.
    mutating func narrow(
        _ row: Int,
        _ query: inout Query,
        _ scratch: inout SearchScratch
    ) {
        query.certificate.narrowed += 1
        guard let practical = practical.weighing(row) else {
            query.certificate.excluded += 1
            return
        }
        let known = meaning.knownWeight(slot.segment.run(of: row))
        let sum = min(known, Double(scratch.meaning[row]) * query.meaning.unit * Rounding.up)
        var skills = min(1, Double(scratch.skills[row]) * query.unit * Rounding.up)
        guard let bound = query.bound(skills, sum, of: known, practical) else {
            query.certificate.excluded += 1
            return
        }
        guard query.top.admits(bound) else { return query.certificate.prune(bound) }
        var tight: Float = 0
        for group in query.groups { tight += slot.segment.skills.tightBound(row, group, decay) }
        skills = min(skills, Double(tight * Rounding.upSingle))
        let narrower = query.bound(skills, sum, of: known, practical) ?? bound
        guard query.top.admits(narrower) else { return query.certificate.prune(narrower) }
        scratch.survivors.append(
            SearchScratch.Survivor(row: row, bound: narrower, practical: practical))
    }

    private func rescore(
        _ survivor: SearchScratch.Survivor,
        _ query: inout Query
    ) throws(SnapshotError) {
        let cold = slot.segment.cold
        let record = cold[survivor.row]
        let score = MatchScore.combining(
            skills: try skills.measure(record),
            meaning: meaning.weighing(survivor.row, record),
            practical: survivor.practical,
            policy: query.rules.policy
        )
        guard let score else {
            query.certificate.excluded += 1
            return
        }
        query.certificate.rescored += 1
        query.top.insert(RankedMatch(profile: cold.id(survivor.row), score: score))
    }
}

/// Where to stop so that about so many rows are visited at once.
enum Tiers {
    /// The lowest bound such that at most about `count` rows lie from it up to `end`.
    static func floor(of count: Int, below end: Int, in bounds: [UInt16]) -> Int {
        var rows = [UInt32](repeating: 0, count: 1 << 10)
        for bound in bounds where Int(bound) < end { rows[Int(bound >> 6)] += 1 }
        var seen = 0
        for bucket in rows.indices.reversed() where rows[bucket] > 0 {
            seen += Int(rows[bucket])
            if seen >= count { return max(1, min(bucket << 6, end - 1)) }
        }
        return 1
    }
}
