import FoundationEssentials

/// Packs profiles into a segment.
struct SegmentBuilder {
    /// Segments below this size are swept rather than transposed.
    static let postingsMin = 2048

    private let space: SkillSpace
    private let quality: SkillQuality
    private var skills: SkillColumn
    private var practical = PracticalColumns.Builder()
    private var missions = VectorSketch(width: Segment.sketchWidths.mission)
    private var visions = VectorSketch(width: Segment.sketchWidths.vision)
    private var principles = PrincipleColumn()
    private var cold = ColdStore.Builder()
    private var hashes: [(hash: UInt64, id: UUID)] = []

    init(space: SkillSpace, policy: ScoringPolicy, base: Day) {
        self.space = space
        quality = SkillQuality(policy: policy, base: base)
        skills = SkillColumn(wide: space.takesWideWords)
    }

    var rowCount: Int { cold.count }

    func canAppend(_ profile: Profile) -> Bool {
        rowCount < Segment.rowsMax && missions.canAppend(profile.mission)
            && visions.canAppend(profile.vision) && principles.canAppend(profile.principles)
    }

    mutating func append(_ profile: Profile) {
        skills.append(profile.skills, quality: quality)
        practical.append(profile)
        missions.append(profile.mission)
        visions.append(profile.vision)
        cold.append(profile, principles: principles.append(profile.principles))
        hashes.append((IdentifierHash.of(profile.id), profile.id))
    }

    func finish() -> Segment {
        let order = hashes.indices.sorted {
            (hashes[$0].hash, hashes[$0].id) < (hashes[$1].hash, hashes[$1].id)
        }
        return Segment(
            base: quality.base,
            skills: skills,
            postings: rowCount < Self.postingsMin
                ? nil : skills.postings(skillCount: space.count),
            practical: practical.columns,
            missions: missions,
            visions: visions,
            principles: principles,
            rowsByHash: order.map { UInt16(truncatingIfNeeded: $0) },
            cold: cold.store
        )
    }
}
