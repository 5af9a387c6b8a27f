import FoundationEssentials

/// Up to 65 536 profiles in columns. Never changes; what dies in it is marked outside.
final class Segment: Sendable {
    static let rowsMax = 1 << 16
    /// Components that sketches keep of missions and of visions.
    static let sketchWidths = (mission: 14, vision: 8)

    /// The day that packed qualities refer to.
    let base: Day
    let skills: SkillColumn
    /// Only larger segments have them; the others are swept.
    let postings: Postings?
    let practical: PracticalColumns
    let missions: VectorSketch
    let visions: VectorSketch
    let principles: PrincipleColumn
    /// Rows by the hash of their identifier.
    let rowsByHash: [UInt16]
    let cold: ColdStore

    init(
        base: Day,
        skills: SkillColumn,
        postings: Postings?,
        practical: PracticalColumns,
        missions: VectorSketch,
        visions: VectorSketch,
        principles: PrincipleColumn,
        rowsByHash: [UInt16],
        cold: ColdStore
    ) {
        self.base = base
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

    /// The row of a profile, dead or alive.
    func row(of id: UUID) -> Int? {
        let wanted = IdentifierHash.of(id)
        var low = 0
        var high = rowsByHash.count
        while low < high {
            let middle = (low + high) / 2
            let row = Int(rowsByHash[middle])
            let found = cold.id(row)
            if found == id { return row }
            let hash = IdentifierHash.of(found)
            // Equal hashes lie together; their order among themselves is that of the bytes.
            if hash < wanted || hash == wanted && found < id { low = middle + 1 } else {
                high = middle
            }
        }
        return nil
    }

    /// A row as it was put in.
    /// - Throws: ``SnapshotError/malformed`` when mapped bytes changed after they were checked.
    func profile(_ row: Int) throws(SnapshotError) -> Profile {
        let record = cold[row]
        var skills: [CandidateSkill] = []
        for index in 0..<record.skillCount { skills.append(try record.skill(index)) }
        let profile = try? Profile(
            id: cold.id(row),
            skills: skills,
            mission: missions.vector(row, record.components(.mission)),
            vision: visions.vector(row, record.components(.vision)),
            principles: principles.set(record),
            practical: practical.profile(row),
            hiddenFrom: practical.hiddenFrom[row]
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
}
