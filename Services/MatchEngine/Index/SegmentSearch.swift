/// Buffers a search needs, kept from one segment to the next.
struct SearchScratch {
    var lanes: [SIMD16<UInt8>] = []
    var skills: [UInt16] = []
    var meaning: [UInt16] = []
    var bounds: [UInt16] = []
    var rows: [UInt16] = []
    /// Words of near skills, while a segment is swept.
    var found: [UInt32] = []
    /// What is known of each of `rows`.
    var hopes: [Hope] = []
    /// Bounds of the skills scores of `rows`.
    var tight: [Float] = []
    /// Where reading ahead leaves a value, so that the compiler lets it read.
    var touched: UInt32 = 0
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
        skills = ExactSkills(query, slot.segment, space: space)
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
        while query.top.threshold == nil, end > 1 {
            let start = Tiers.floor(of: tier, below: end, in: scratch.bounds)
            _ = try visit(start..<end, &query, &scratch)
            end = start
            tier *= 4
        }
        let cut = BoundScale.cut(query.top.threshold)
        let below = try visit(min(cut, end)..<end, &query, &scratch)
        if below > 0 { query.certificate.prune(BoundScale.score(below)) }
    }

    /// Fills `scratch.bounds`: no row's exact score lies above its bound.
    mutating func bound(
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
                segment.skills.sweep(
                    group,
                    gains: gains,
                    found: &scratch.found,
                    into: &scratch.skills
                )
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
            RowKernels.combine(
                scratch.skills,
                scratch.meaning,
                weights,
                rows,
                into: &scratch.bounds
            )
        }
        guard method == .exhaustive else { return }
        for row in practical.close(&scratch.bounds) where slot.isAlive(row) {
            query.certificate.excluded += 1
        }
    }

    /// Visits rows whose bounds lie in `range`; returns the highest bound below it.
    private mutating func visit(
        _ range: Range<Int>,
        _ query: inout Query,
        _ scratch: inout SearchScratch
    ) throws(SnapshotError) -> Int {
        scratch.survivors.removeAll(keepingCapacity: true)
        let below = RowKernels.select(scratch.bounds, in: range, into: &scratch.rows)
        narrow(&query, &scratch)
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

    /// Turns those of `scratch.rows` whose bounds still admit into survivors, in the order of
    /// what costs least and leaves out most.
    mutating func narrow(_ query: inout Query, _ scratch: inout SearchScratch) {
        slot.dead.remove(from: &scratch.rows)
        query.certificate.narrowed += scratch.rows.count
        query.certificate.excluded += practical.removeClosed(from: &scratch.rows)
        let formula = BoundFormula(query)
        hope(formula, &query.certificate, &scratch)
        slot.segment.skills.tighten(
            scratch.rows,
            query.groups,
            decay,
            touched: &scratch.touched,
            into: &scratch.tight
        )
        choose(formula, &query.certificate, &scratch)
    }

    /// Keeps rows whose first bound admits when the simple practical parts are known.
    private mutating func hope(
        _ formula: BoundFormula,
        _ certificate: inout Certificate,
        _ scratch: inout SearchScratch
    ) {
        scratch.hopes.removeAll(keepingCapacity: true)
        var pruned = -1.0
        var kept = 0
        var index = 0
        for run in slot.segment.runs where index < scratch.rows.count {
            let known = meaning.knownWeight(run)
            while index < scratch.rows.count, Int(scratch.rows[index]) < run.end {
                let row = Int(scratch.rows[index])
                index += 1
                let hope = Hope(
                    skills: min(1, Double(scratch.skills[row]) * formula.unit * Rounding.up),
                    meaning: min(
                        known,
                        Double(scratch.meaning[row]) * formula.meaningUnit * Rounding.up
                    ),
                    known: known,
                    practical: practical.most(row)
                )
                let bound = formula.bound(hope)
                guard formula.admits(bound) else {
                    pruned = max(pruned, bound)
                    continue
                }
                scratch.rows[kept] = UInt16(truncatingIfNeeded: row)
                kept += 1
                scratch.hopes.append(hope)
            }
        }
        scratch.rows.removeLast(scratch.rows.count - kept)
        if pruned >= 0 { certificate.prune(pruned) }
    }

    /// Makes survivors of rows that admit by tight skills, and by all practical parts exactly.
    private mutating func choose(
        _ formula: BoundFormula,
        _ certificate: inout Certificate,
        _ scratch: inout SearchScratch
    ) {
        var pruned = -1.0
        for (index, row) in scratch.rows.enumerated() {
            var hope = scratch.hopes[index]
            hope.skills = min(hope.skills, Double(scratch.tight[index] * Rounding.upSingle))
            var bound = formula.bound(hope)
            guard formula.admits(bound) else {
                pruned = max(pruned, bound)
                continue
            }
            guard let practical = practical.weighing(Int(row)) else {
                certificate.excluded += 1
                continue
            }
            hope.practical = practical.mean.value
            bound = formula.bound(hope)
            guard formula.admits(bound) else {
                pruned = max(pruned, bound)
                continue
            }
            scratch.survivors.append(
                SearchScratch.Survivor(row: Int(row), bound: bound, practical: practical)
            )
        }
        if pruned >= 0 { certificate.prune(pruned) }
    }

    private func rescore(
        _ survivor: SearchScratch.Survivor,
        _ query: inout Query
    ) throws(SnapshotError) {
        let cold = slot.segment.cold
        let record = cold[survivor.row]
        let score = MatchScore.combining(
            skills: try skills.measure(survivor.row, record),
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
