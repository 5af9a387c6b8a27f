/// The format of a whole index in bytes.
///
/// ```
/// header   "VOUCHIDX" · u32 version · u64 rules · i32 base day · u32 segments · u64 checksum
/// segment  u64 hot bytes · u64 cold bytes · u64 dead bytes · u64 checksum of these three
///          hot  · u64 checksum
///          dead · u64 checksum
///          cold · u64 checksum
/// ```
/// Numbers are little-endian. Cold parts may be read from a mapped file as they lie.
enum Snapshot {
    static let magic = Array("VOUCHIDX".utf8)
    static let version: UInt32 = 1
    static let segmentsMax = 1 << 16

    /// Names the taxonomy and policy that packed columns depend on.
    static func fingerprint(_ rules: ReferenceScorer) -> UInt64 {
        var writer = ByteWriter()
        writer.put(rules.taxonomy.version)
        writer.put(UInt32(rules.taxonomy.skills.count))
        for skill in rules.taxonomy.skills {
            writer.put(skill.code.group.packed)
            writer.put(skill.code.number)
        }
        let policy = rules.policy.settings
        for value in [
            policy.recencyDecay, policy.undatedRecency, policy.evidenceFloor,
            policy.evidence.peer, policy.evidence.employer, policy.evidence.published,
            policy.evidence.rate, policy.impactBase, policy.impactGain,
        ] { writer.put(value) }
        return Checksum.of(ByteRegion(copying: writer.bytes))
    }
}

extension MatchIndex {
    /// Writes the present state, part by part, while reading and writing go on.
    public func write<Sink: SnapshotSink & ~Copyable>(
        to sink: inout Sink
    ) throws(Sink.Failure) {
        let (epoch, base) = snapshotState
        try sink.putHeader(segments: epoch.slots.count, base: base, rules: rules)
        for slot in epoch.slots { try sink.put(slot) }
    }

    /// Writes `count` profiles as a snapshot without ever holding more than a segment of them.
    ///
    /// - Parameter profile: the profile of a number in 0..<count; no identifier may occur twice.
    /// - Throws: what `profile` or the sink throws; ``InputError`` for a skill that the taxonomy
    ///   does not hold, or an identifier that occurs twice in one segment.
    public static func write<Sink: SnapshotSink & ~Copyable>(
        _ count: Int,
        rules: ReferenceScorer,
        base: Day,
        to sink: inout Sink,
        profile: (Int) throws -> Profile
    ) throws {
        let segments = (count + Segment.rowsMax - 1) / Segment.rowsMax
        try sink.putHeader(segments: segments, base: base, rules: rules)
        for first in stride(from: 0, to: count, by: Segment.rowsMax) {
            let index = MatchIndex(rules: rules, base: base)
            let end = min(count, first + Segment.rowsMax)
            try index.load((first..<end).map { try profile($0) })
            for slot in index.epoch.slots { try sink.put(slot) }
        }
    }

    /// Reads an index; its exact columns stay where `region` has them.
    ///
    /// - Throws: ``SnapshotError`` for anything but a whole, undamaged snapshot in this version
    ///   of the format, made under the same taxonomy and policy.
    public convenience init(
        snapshot region: ByteRegion,
        rules: ReferenceScorer
    ) throws(SnapshotError) {
        var reader = ByteReader(region)
        guard let magic = try? reader.takeRegion(8),
            Snapshot.magic.indices.allSatisfy({
                magic.load($0, as: UInt8.self) == Snapshot.magic[$0]
            })
        else { throw .notASnapshot }
        guard try reader.take(UInt32.self) == Snapshot.version else { throw .otherFormat }
        let fingerprint = try reader.take(UInt64.self)
        let base = Day(number: try reader.take(Int32.self))
        let count = Int(try reader.take(UInt32.self))
        try reader.checkSeal(of: region.part(0..<reader.offset))
        guard fingerprint == Snapshot.fingerprint(rules) else { throw .otherRules }
        guard count <= Snapshot.segmentsMax else { throw .malformed }
        let space = SkillSpace(rules.taxonomy)
        var slots: [Epoch.Slot] = []
        for _ in 0..<count { slots.append(try Epoch.Slot(from: &reader, space: space)) }
        guard reader.remaining == 0 else { throw .malformed }
        self.init(rules: rules, base: base, slots: slots)
    }
}

extension Epoch.Slot {
    fileprivate init(from reader: inout ByteReader, space: SkillSpace) throws(SnapshotError) {
        let start = reader.offset
        var sizes: [Int] = []
        for _ in 0..<3 { sizes.append(Int(clamping: try reader.take(UInt64.self))) }
        try reader.checkSeal(of: reader.region.part(start..<reader.offset))
        let hot = try reader.takeSealed(sizes[0])
        var dead = ByteReader(try reader.takeSealed(sizes[2]))
        let cold = try reader.takeSealed(sizes[1])
        let segment = try Segment.read(hot: hot, cold: cold, space: space)
        let tombstones = Tombstones(words: try dead.takeArray(UInt64.self))
        let words = tombstones.words
        let tail = segment.rowCount % 64
        guard dead.remaining == 0, words.isEmpty || words.count == (segment.rowCount + 63) / 64,
            words.isEmpty || tail == 0 || words[words.count - 1] >> UInt64(tail) == 0
        else { throw .malformed }
        self.init(segment, dead: tombstones)
    }
}

extension ByteReader {
    fileprivate mutating func takeSealed(_ count: Int) throws(SnapshotError) -> ByteRegion {
        let region = try takeRegion(count)
        try checkSeal(of: region)
        return region
    }

    fileprivate mutating func checkSeal(of region: ByteRegion) throws(SnapshotError) {
        guard try take(UInt64.self) == Checksum.of(region) else { throw .damaged }
    }
}

extension SnapshotSink where Self: ~Copyable {
    fileprivate mutating func putHeader(
        segments: Int,
        base: Day,
        rules: ReferenceScorer
    ) throws(Failure) {
        var header = ByteWriter()
        for byte in Snapshot.magic { header.put(byte) }
        header.put(Snapshot.version)
        header.put(Snapshot.fingerprint(rules))
        header.put(base.number)
        header.put(UInt32(segments))
        try seal(ByteRegion(copying: header.bytes))
    }

    fileprivate mutating func put(_ slot: Epoch.Slot) throws(Failure) {
        var hot = ByteWriter()
        slot.segment.writeHot(to: &hot)
        var dead = ByteWriter()
        dead.put(slot.dead.words)
        var sizes = ByteWriter()
        sizes.put(UInt64(hot.bytes.count))
        sizes.put(UInt64(slot.segment.cold.region.count))
        sizes.put(UInt64(dead.bytes.count))
        try seal(ByteRegion(copying: sizes.bytes))
        try seal(ByteRegion(copying: hot.bytes))
        try seal(ByteRegion(copying: dead.bytes))
        try seal(slot.segment.cold.region)
    }

    /// Writes a part and its checksum.
    fileprivate mutating func seal(_ part: ByteRegion) throws(Failure) {
        var checksum = ByteWriter()
        checksum.put(Checksum.of(part))
        try write(part)
        try write(ByteRegion(copying: checksum.bytes))
    }
}
