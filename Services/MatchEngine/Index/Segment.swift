import FoundationEssentials

/// Up to 65 536 profiles in columns. Never changes; what dies in it is marked outside.
final class Segment: Sendable {
    static let rowsMax = 1 << 16
    /// Components that are kept in memory of missions and of visions.
    static let componentsKept = (mission: 10, vision: 6)

    /// The day that packed qualities refer to.
    let base: Day
    let runs: [RowRun]
    let skills: SkillColumn
    /// Only larger segments have them; the others are swept.
    let postings: Postings?
    let practical: PracticalColumns
    let missions: VectorPostings
    let visions: VectorPostings
    let principles: PrinciplePostings
    /// Rows by the hash of their identifier.
    let rowsByHash: [UInt16]
    let cold: ColdStore

    init(
        base: Day,
        runs: [RowRun],
        skills: SkillColumn,
        postings: Postings?,
        practical: PracticalColumns,
        missions: VectorPostings,
        visions: VectorPostings,
        principles: PrinciplePostings,
        rowsByHash: [UInt16],
        cold: ColdStore
    ) {
        self.base = base
        self.runs = runs
        self.skills = skills
        self.postings = postings
        self.practical = practical
        self.missions = missions
        self.visions = visions
        self.principles = principles
        self.rowsByHash = rowsByHash
        self.cold = cold
    }

    var rowCount: Int { cold.rowCount }

    func run(of row: Int) -> RowRun { runs[runs.partitionPoint { $0.end > row }] }

    /// The row of a profile, dead or alive.
    func row(of id: UUID) -> Int? {
        let wanted = (IdentifierHash.of(id), id)
        let index = rowsByHash.partitionPoint { row in
            let found = cold.id(Int(row))
            return (IdentifierHash.of(found), found) >= wanted
        }
        guard index < rowsByHash.count else { return nil }
        let row = Int(rowsByHash[index])
        return cold.id(row) == id ? row : nil
    }

    /// A row as it was put in.
    /// - Throws: ``SnapshotError/malformed`` when mapped bytes changed after they were checked.
    func profile(_ row: Int) throws(SnapshotError) -> Profile {
        let record = cold[row]
        let run = run(of: row)
        var skills: [CandidateSkill] = []
        skills.reserveCapacity(record.skillCount)
        for index in 0..<record.skillCount { skills.append(try record.skill(index)) }
        let profile = try? Profile(
            id: cold.id(row),
            skills: skills,
            mission: run.mission.map {
                record.vector(.mission, kind: missions.kinds[Int($0)])
            },
            vision: run.vision.map { record.vector(.vision, kind: visions.kinds[Int($0)]) },
            principles: run.knowsPrinciples
                ? Set(record.principles.map { principles.vocabulary[Int($0)] }) : nil,
            practical: practical.profile(row),
            hiddenFrom: practical.hiddenFrom(row)
        )
        guard let profile else { throw .malformed }
        return profile
    }
}

/// Spreads identifiers evenly, also those that begin with a time.
enum IdentifierHash {
    static func of(_ id: UUID) -> UInt64 {
        let u = id.uuid
        var high: UInt64 = 0
        var low: UInt64 = 0
        for byte in [u.0, u.1, u.2, u.3, u.4, u.5, u.6, u.7] { high = high << 8 | UInt64(byte) }
        for byte in [u.8, u.9, u.10, u.11, u.12, u.13, u.14, u.15] {
            low = low << 8 | UInt64(byte)
        }
        var mixed = high ^ low &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Indices by hash, then by identifier.
    static func order(_ ids: [UUID]) -> [UInt16] {
        let keys = ids.map { (hash: of($0), id: $0) }
        return keys.indices
            .sorted { (keys[$0].hash, keys[$0].id) < (keys[$1].hash, keys[$1].id) }
            .map { UInt16(truncatingIfNeeded: $0) }
    }
}
