/// One query in one segment, from coarse bounds to exact scores.
///
/// 1. Postings give every row a bound of its skills and meaning; everything practical counts as
/// full. 2. A few rows with the highest bounds are visited, so that the threshold rises early; the
/// other candidates wait until that was done in all segments. 3. Practical data, which is exact,
/// and the full 13 bits of the skills narrow the bounds of those that still admit. 4. What is left
/// is scored exactly, best bound first.
struct SegmentSearch {
    /// Rows with the highest bounds that are visited at once in each segment.
    static let scoutedRows = 64

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

    /// Bounds everybody, visits the most hopeful, and leaves the others to ``finish(_:_:_:)``.
    mutating func scout(
        _ query: inout Query,
        method: SearchMethod,
        scratch: inout SearchScratch
    ) throws(SnapshotError) -> [Candidate] {
        bound(&query, method: method, scratch: &scratch)
        let below = RowKernels.select(
            scratch.bounds,
            scratch.skills,
            scratch.meaning,
            from: BoundScale.cut(query.top.threshold),
            into: &scratch.candidates
        )
        if below > 0 { query.certificate.prune(BoundScale.score(below)) }
        // While the ranking is not full, tiers follow one another and grow.
        var end = Int(UInt16.max) + 1
        var tier =
            query.top.threshold == nil
            ? max(Self.scoutedRows, query.top.capacity) : Self.scoutedRows
        repeat {
            let start = Tiers.floor(of: tier, below: end, in: scratch.candidates)
            choose(start..<end, &query.certificate, &scratch)
            try visit(&query, &scratch)
            end = start
            tier *= 4
        } while query.top.threshold == nil && end > 1
        choose(0..<end, &query.certificate, &scratch, threshold: query.top.threshold)
        return scratch.visited
    }

    /// Visits those of the candidates that still admit.
    mutating func finish(
        _ candidates: [Candidate],
        _ query: inout Query,
        _ scratch: inout SearchScratch
    ) throws(SnapshotError) {
        scratch.candidates = candidates
        let threshold = query.top.threshold
        choose(0..<Int(UInt16.max) + 1, &query.certificate, &scratch, threshold: threshold)
        try visit(&query, &scratch)
    }

    /// Moves candidates whose bounds lie in a range and admit to `scratch.visited`.
    private func choose(
        _ range: Range<Int>,
        _ certificate: inout Certificate,
        _ scratch: inout SearchScratch,
        threshold: Double? = nil
    ) {
        scratch.visited.removeAll(keepingCapacity: true)
        let cut = BoundScale.cut(threshold)
        var pruned = 0
        for candidate in scratch.candidates where range.contains(Int(candidate.bound)) {
            if Int(candidate.bound) < cut {
                pruned = max(pruned, Int(candidate.bound))
            } else {
                scratch.visited.append(candidate)
            }
        }
        if pruned > 0 { certificate.prune(BoundScale.score(pruned)) }
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

    /// Scores exactly those of `scratch.visited` that are left when their bounds are narrowed.
    private mutating func visit(
        _ query: inout Query,
        _ scratch: inout SearchScratch
    ) throws(SnapshotError) {
        scratch.survivors.removeAll(keepingCapacity: true)
        narrow(&query, &scratch)
        scratch.survivors.sort { $0.bound > $1.bound }
        for survivor in scratch.survivors {
            guard query.top.admits(survivor.bound) else {
                query.certificate.prune(survivor.bound)
                continue
            }
            try rescore(survivor, &query)
        }
    }

    /// Turns those of `scratch.visited` whose bounds still admit into survivors, in the order of
    /// what costs least and leaves out most.
    mutating func narrow(_ query: inout Query, _ scratch: inout SearchScratch) {
        slot.dead.remove(from: &scratch.visited)
        query.certificate.narrowed += scratch.visited.count
        query.certificate.excluded += practical.removeClosed(from: &scratch.visited)
        let formula = BoundFormula(query)
        hope(formula, &query.certificate, &scratch)
        slot.segment.skills.tighten(
            scratch.rows,
            query.groups,
            decay,
            touched: &scratch.touched,
            into: &scratch.tight
        )
        settle(formula, &query.certificate, &scratch)
    }

    /// Keeps rows whose first bound admits when the simple practical parts are known.
    private mutating func hope(
        _ formula: BoundFormula,
        _ certificate: inout Certificate,
        _ scratch: inout SearchScratch
    ) {
        scratch.hopes.removeAll(keepingCapacity: true)
        scratch.rows.removeAll(keepingCapacity: true)
        var pruned = -1.0
        var index = 0
        for run in slot.segment.runs where index < scratch.visited.count {
            let known = meaning.knownWeight(run)
            while index < scratch.visited.count, Int(scratch.visited[index].row) < run.end {
                let candidate = scratch.visited[index]
                index += 1
                let sum = Double(candidate.meaning) * formula.meaningUnit * Rounding.up
                let hope = Hope(
                    skills: min(1, Double(candidate.skills) * formula.unit * Rounding.up),
                    meaning: min(known, sum),
                    known: known,
                    practical: practical.most(Int(candidate.row))
                )
                let bound = formula.bound(hope)
                guard formula.admits(bound) else {
                    pruned = max(pruned, bound)
                    continue
                }
                scratch.rows.append(candidate.row)
                scratch.hopes.append(hope)
            }
        }
        if pruned >= 0 { certificate.prune(pruned) }
    }

    /// Makes survivors of rows that admit by tight skills, and by all practical parts exactly.
    private mutating func settle(
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
                Survivor(row: Int(row), bound: bound, practical: practical)
            )
        }
        if pruned >= 0 { certificate.prune(pruned) }
    }

    private func rescore(
        _ survivor: Survivor,
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
    /// The lowest bound such that at most about `count` candidates lie from it up to `end`.
    static func floor(of count: Int, below end: Int, in candidates: [Candidate]) -> Int {
        floor(of: count, below: end, in: candidates.lazy.map(\.bound))
    }

    static func floor(of count: Int, below end: Int, in bounds: some Sequence<UInt16>) -> Int {
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
