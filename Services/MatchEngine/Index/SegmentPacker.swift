import FoundationEssentials

/// Packs profiles into a segment.
struct SegmentPacker: Sendable {
    /// Segments below this size are swept rather than transposed.
    static let postingsMin = 2048

    let space: SkillSpace
    let policy: ScoringPolicy
    /// What packed qualities refer to.
    let base: Day

    /// - Parameter profiles: at most ``Segment/rowsMax``, each identifier once.
    func pack(_ profiles: [Profile]) -> Segment {
        let keys = profiles.map(RowRun.Key.init)
        let rows = profiles.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
            .map { profiles[$0] }
        let quality = SkillQuality(policy: policy, base: base)
        var skills = SkillColumn(wide: space.takesWideWords)
        var cold = ColdStore.Builder()
        let missions = VectorPostings.transposing(
            rows.map(\.mission),
            width: Segment.componentsKept.mission
        )
        let visions = VectorPostings.transposing(
            rows.map(\.vision),
            width: Segment.componentsKept.vision
        )
        let (principles, codes) = PrinciplePostings.transposing(rows.map(\.principles))
        for (row, profile) in rows.enumerated() {
            skills.append(profile.skills, quality: quality)
            cold.append(profile, principles: codes[row])
        }
        return Segment(
            base: base,
            runs: RowRun.runs(rows, missions: missions, visions: visions),
            skills: skills,
            postings: rows.count < Self.postingsMin
                ? nil : skills.postings(skillCount: space.count),
            practical: PracticalColumns(rows),
            missions: missions,
            visions: visions,
            principles: principles,
            rowsByHash: IdentifierHash.order(rows.map(\.id)),
            cold: cold.store
        )
    }

    /// Packs any number of profiles into as few segments as hold them.
    func packAll(_ profiles: [Profile]) -> [Segment] {
        stride(from: 0, to: profiles.count, by: Segment.rowsMax).map { first in
            let end = min(first + Segment.rowsMax, profiles.count)
            return pack(Array(profiles[first..<end]))
        }
    }
}
