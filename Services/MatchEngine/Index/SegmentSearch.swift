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
            slot.segment.practical,
            for: query.assignment,
            rules: query.rules
        )
        meaning = ExactMeaning(query.meaning, slot.segment)
        skills = ExactSkills(query, space: space)
    }

    mutating func run(
        _ query: inout Query,
        method: SearchMethod,
        scratch: inout SearchScratch
    ) throws(SnapshotError) {
        bound(&query, method: method, scratch: &scratch)
        // While the ranking is not full, rows are taken in tiers, so that good scores come early.
        var end = Int(UInt16.max) + 1
        var tier = max(Self.firstTier, query.top.capacity)
        while method == .pruned, query.top.threshold == nil, end > 1 {
            let start = Tiers.floor(of: tier, below: end, in: scratch.bounds)
            _ = try visit(start..<end, &query, &scratch)
            end = start
            tier *= 4
        }
        let cut = method == .pruned ? BoundScale.cut(query.top.threshold) : 1
        let below = try visit(min(cut, end)..<end, &query, &scratch)
        if below > 0 { query.certificate.prune(BoundScale.score(below)) }
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
            if let postings = segment.postings, method == .pruned {
                SkillKernels.scatter(
                    postings,
                    group,
                    gains: gains,
                    buffer: &scratch.lanes,
                    into: &scratch.skills
                )
            } else {
                segment.skills.sweep(group, gains: gains, into: &scratch.skills)
            }
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
                scratch.skills,
                scratch.meaning,
                weights,
                rows,
                into: &scratch.bounds
            )
        }
    }

    /// Visits rows whose bounds lie in `range`; returns the highest bound below it.
    private mutating func visit(
        _ range: Range<Int>,
        _ query: inout Query,
        _ scratch: inout SearchScratch
    ) throws(SnapshotError) -> Int {
        scratch.survivors.removeAll(keepingCapacity: true)
        let below = SkillKernels.select(scratch.bounds, in: range, into: &scratch.rows)
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
        return below
    }

    /// Keeps the row if its bound still admits.
    mutating func narrow(
        _ row: Int,
        _ query: inout Query,
        _ scratch: inout SearchScratch
    ) {
        query.certificate.narrowed += 1
        // In the order of what costs least and leaves out most.
        guard practical.isOpen(row) else {
            query.certificate.excluded += 1
            return
        }
        let known = meaning.knownWeight(slot.segment.run(of: row))
        let sum = min(known, Double(scratch.meaning[row]) * query.meaning.unit * Rounding.up)
        var skills = min(1, Double(scratch.skills[row]) * query.unit * Rounding.up)
        var tight: Float = 0
        for group in query.groups { tight += slot.segment.skills.tightBound(row, group, decay) }
        skills = min(skills, Double(tight * Rounding.upSingle))
        let hopeful = query.bound(skills, sum, of: known, query.fullPractical) ?? 1
        guard query.top.admits(hopeful) else { return query.certificate.prune(hopeful) }
        guard let practical = practical.weighing(row),
            let bound = query.bound(skills, sum, of: known, practical)
        else {
            query.certificate.excluded += 1
            return
        }
        guard query.top.admits(bound) else { return query.certificate.prune(bound) }
        scratch.survivors.append(
            SearchScratch.Survivor(row: row, bound: bound, practical: practical)
        )
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
