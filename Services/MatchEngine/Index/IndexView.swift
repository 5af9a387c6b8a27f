public import FoundationEssentials

/// The index as it was at one moment. Holding a view keeps that moment's memory.
public struct IndexView: Sendable {
    /// The most places a ranking may have.
    public static let limitMax = 10_000

    let epoch: Epoch
    let space: SkillSpace
    let rules: ReferenceScorer

    /// Living profiles.
    public var count: Int { epoch.liveCount }

    /// A profile as it was put in; nil when there is none.
    /// - Throws: ``SnapshotError/malformed`` when a mapped file changed under the index.
    public func profile(_ id: UUID) throws(SnapshotError) -> Profile? {
        guard let found = epoch.locate(id) else { return nil }
        return try epoch.slots[found.slot].segment.profile(found.row)
    }

    /// The best profiles for an assignment: exactly those, in exactly the order, that
    /// ``ReferenceScorer`` gives when it scores everybody.
    ///
    /// - Parameter limit: places, 1…``limitMax``.
    /// - Throws: ``SearchError``
    public func search(
        _ assignment: Assignment,
        limit: Int,
        asOf: Day,
        method: SearchMethod = .pruned
    ) throws(SearchError) -> Ranking {
        let rankings = try search([assignment], limit: limit, asOf: asOf, method: method)
        return rankings[0]
    }

    /// Many assignments at once: each segment is read from memory once for all of them.
    ///
    /// - Returns: one ranking for each assignment, in order.
    /// - Throws: ``SearchError``
    public func search(
        _ assignments: [Assignment],
        limit: Int,
        asOf: Day,
        method: SearchMethod = .pruned
    ) throws(SearchError) -> [Ranking] {
        guard (1...Self.limitMax).contains(limit) else { throw .limitOutOfRange }
        var queries: [Query] = []
        for assignment in assignments {
            for requirement in assignment.required + assignment.nice
            where !space.contains(requirement.skill) {
                throw .unknownSkill
            }
            queries.append(
                Query(assignment, limit: limit, asOf: asOf, space: space, rules: rules)
            )
        }
        do throws(SnapshotError) {
            try run(&queries, method)
        } catch { throw .damagedColumns }
        let considered = count
        return queries.map { $0.ranking(considered: considered) }
    }
}

extension IndexView {
    /// Candidates that may wait in memory for the end of a search: half a megabyte.
    private static let waitingMax = 1 << 16

    /// First the most hopeful of all segments, then all that still may enter.
    private func run(
        _ queries: inout [Query],
        _ method: SearchMethod
    ) throws(SnapshotError) {
        var scratch = SearchScratch()
        var waiting = [[Int: [Candidate]]](repeating: [:], count: queries.count)
        var counts = [Int](repeating: 0, count: queries.count)
        for (number, slot) in epoch.slots.enumerated() where slot.liveCount > 0 {
            for index in queries.indices {
                var search = SegmentSearch(slot, queries[index], space: space)
                let rest = try search.scout(&queries[index], method: method, scratch: &scratch)
                if counts[index] + rest.count > Self.waitingMax {
                    try search.finish(rest, &queries[index], &scratch)
                } else if !rest.isEmpty {
                    waiting[index][number] = rest
                    counts[index] += rest.count
                }
            }
        }
        for (number, slot) in epoch.slots.enumerated() {
            for index in queries.indices {
                guard let rest = waiting[index][number] else { continue }
                var search = SegmentSearch(slot, queries[index], space: space)
                try search.finish(rest, &queries[index], &scratch)
            }
        }
    }
}

/// Why a search has no answer.
public enum SearchError: Error, Hashable, Sendable {
    /// The limit lies outside 1…``IndexView/limitMax``.
    case limitOutOfRange
    /// The assignment asks for a skill that the taxonomy does not hold.
    case unknownSkill
    /// Bytes of the exact columns changed after they were checked.
    case damagedColumns
}
