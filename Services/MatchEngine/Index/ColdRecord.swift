import FoundationEssentials

/// One profile's exact data in bytes, little-endian.
///
/// ```
/// u16 skills · u16 principles · u16 mission components · u16 vision components
/// skills     · u32 skill · i32 day · u16 peer, employer, published · u8 level, use · f64 impact
/// mission    · u16 component … · f32 value …      only components that are not 0
/// vision     · the same
/// principles · u32 index into the segment's vocabulary …
/// ```
struct ColdRecord {
    static let headerSize = 8
    static let skillSize = 24

    let region: ByteRegion
    let start: Int

    private func count(_ field: Int) -> Int {
        Int(UInt16(littleEndian: region.load(start + field * 2, as: UInt16.self)))
    }

    var skillCount: Int { count(0) }
    private var missionStart: Int { start + Self.headerSize + skillCount * Self.skillSize }
    private var visionStart: Int { missionStart + count(2) * 6 }
    private var principlesStart: Int { visionStart + count(3) * 6 }

    /// Bytes of the whole record.
    var size: Int { principlesStart + count(1) * 4 - start }

    /// Indices into the segment's vocabulary, ascending.
    var principles: [UInt32] {
        (0..<count(1)).map {
            UInt32(littleEndian: region.load(principlesStart + $0 * 4, as: UInt32.self))
        }
    }

    func skillID(_ index: Int) -> UInt32 {
        let at = start + Self.headerSize + index * Self.skillSize
        return UInt32(littleEndian: region.load(at, as: UInt32.self))
    }

    /// - Throws: ``SnapshotError/malformed`` when the bytes are no skill.
    func skill(_ index: Int) throws(SnapshotError) -> CandidateSkill {
        let at = start + Self.headerSize + index * Self.skillSize
        func short(_ offset: Int) -> UInt16 {
            UInt16(littleEndian: region.load(at + offset, as: UInt16.self))
        }
        let day = Int32(littleEndian: region.load(at + 4, as: Int32.self))
        let use: LastUse? =
            switch region.load(at + 15, as: UInt8.self) {
            case 0: .undated
            case 1: .ended(Day(number: day))
            case 2: .ongoing
            case _: nil
            }
        let bits = UInt64(littleEndian: region.load(at + 16, as: UInt64.self))
        let impact = Double(bitPattern: bits)
        guard let use, let level = Competency(rawValue: region.load(at + 14, as: UInt8.self)),
            let skill = try? CandidateSkill(
                skill: SkillID(rawValue: skillID(index)),
                level: level,
                proofs: Proofs(peer: short(8), employer: short(10), published: short(12)),
                lastUse: use,
                impact: impact.isNaN ? nil : impact
            )
        else { throw .malformed }
        return skill
    }

    /// Σ aᵢ·bᵢ over the components that are not 0, i ascending: the bits of
    /// ``TextVector/similarity(to:)``, because adding a zero changes none.
    func similarity(_ field: TextField, to asked: TextVector) -> Double {
        let (at, count) = vector(field)
        var sum = 0.0
        for index in 0..<count {
            let (component, value) = entry(at, count, index)
            sum += Double(value) * Double(asked.components[component])
        }
        return min(max(sum, 0), 1)
    }

    /// The vector as it was put in.
    func vector(_ field: TextField, kind: VectorPostings.Kind) -> TextVector {
        let (at, count) = vector(field)
        var all = [Float](repeating: 0, count: Int(kind.dimension))
        for index in 0..<count {
            let (component, value) = entry(at, count, index)
            all[component] = value
        }
        return TextVector(unit: all, encoder: kind.encoder)
    }

    /// Whether the components of a field lie within its kind, and are none without one.
    func fits(_ field: TextField, _ kind: VectorPostings.Kind?) -> Bool {
        let (at, count) = vector(field)
        guard let kind else { return count == 0 }
        return (0..<count).allSatisfy { entry(at, count, $0).index < Int(kind.dimension) }
    }

    private func vector(_ field: TextField) -> (start: Int, count: Int) {
        switch field {
        case .mission: (missionStart, count(2))
        case .vision: (visionStart, count(3))
        }
    }

    private func entry(_ at: Int, _ count: Int, _ index: Int) -> (index: Int, value: Float) {
        let component = UInt16(littleEndian: region.load(at + index * 2, as: UInt16.self))
        let bits = region.load(at + count * 2 + index * 4, as: UInt32.self)
        return (Int(component), Float(bitPattern: UInt32(littleEndian: bits)))
    }
}

/// The two texts of a profile or an assignment.
enum TextField: Sendable { case mission, vision }

extension ColdRecord {
    static func write(_ profile: Profile, principles: [UInt32]?, to writer: inout ByteWriter) {
        let mission = nonzero(profile.mission)
        let vision = nonzero(profile.vision)
        writer.put(UInt16(profile.skills.count))
        writer.put(UInt16(principles?.count ?? 0))
        writer.put(UInt16(mission.count))
        writer.put(UInt16(vision.count))
        for skill in profile.skills { write(skill, to: &writer) }
        for vector in [mission, vision] {
            for (index, _) in vector { writer.put(UInt16(index)) }
            for (_, value) in vector { writer.put(value.bitPattern) }
        }
        for principle in principles ?? [] { writer.put(principle) }
    }

    private static func write(_ skill: CandidateSkill, to writer: inout ByteWriter) {
        let (use, day): (UInt8, Int32) =
            switch skill.lastUse {
            case .undated: (0, 0)
            case .ended(let day): (1, day.number)
            case .ongoing: (2, 0)
            }
        writer.put(skill.skill.rawValue)
        writer.put(day)
        writer.put(skill.proofs.peer)
        writer.put(skill.proofs.employer)
        writer.put(skill.proofs.published)
        writer.put(skill.level.rawValue)
        writer.put(use)
        writer.put(skill.impact ?? .nan)
    }

    private static func nonzero(_ vector: TextVector?) -> [(Int, Float)] {
        guard let vector else { return [] }
        // −0 is kept, so that a profile comes back as it was.
        return vector.components.enumerated().filter { $0.element.bitPattern != 0 }
    }
}
