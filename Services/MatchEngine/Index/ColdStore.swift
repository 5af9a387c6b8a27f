import FoundationEssentials

/// The exact columns of a segment: identifiers, counts, days, impacts, vectors, principles.
///
/// Only survivors of the bound and writers read them, so they may live in a mapped file:
/// 16 bytes of identifier a row, then offsets, then one record a row.
struct ColdStore: Sendable {
    let region: ByteRegion
    let rowCount: Int

    /// - Throws: ``SnapshotError/malformed`` unless every record lies in the region.
    init(_ region: ByteRegion, rowCount: Int) throws(SnapshotError) {
        self.region = region
        self.rowCount = rowCount
        guard region.count >= recordsStart else { throw .truncated }
        for row in 0..<rowCount where recordEnd(row) < recordStart(row) + ColdRecord.headerSize {
            throw .malformed
        }
        guard rowCount == 0 || recordEnd(rowCount - 1) == region.count else { throw .malformed }
        for row in 0..<rowCount {
            guard self[row].size == recordEnd(row) - recordStart(row) else { throw .malformed }
        }
    }

    private init(trusted region: ByteRegion, rowCount: Int) {
        self.region = region
        self.rowCount = rowCount
    }

    private var recordsStart: Int { rowCount * 20 }

    private func recordStart(_ row: Int) -> Int {
        row == 0 ? recordsStart : recordEnd(row - 1)
    }

    private func recordEnd(_ row: Int) -> Int {
        let offset = region.load(rowCount * 16 + row * 4, as: UInt32.self)
        return recordsStart + Int(UInt32(littleEndian: offset))
    }

    subscript(_ row: Int) -> ColdRecord {
        ColdRecord(region: region, start: recordStart(row))
    }

    func id(_ row: Int) -> UUID { UUID(uuid: region.load(row * 16, as: uuid_t.self)) }

    /// Collects records row by row.
    struct Builder {
        private var ids = ByteWriter()
        private var ends = ByteWriter()
        private var records = ByteWriter()
        private(set) var count = 0

        mutating func append(_ profile: Profile, principles: [UInt32]?) {
            let id = profile.id.uuid
            for byte in [
                id.0, id.1, id.2, id.3, id.4, id.5, id.6, id.7, id.8, id.9, id.10, id.11, id.12,
                id.13, id.14, id.15,
            ] { ids.put(byte) }
            ColdRecord.write(profile, principles: principles, to: &records)
            ends.put(UInt32(records.bytes.count))
            count += 1
        }

        var store: ColdStore {
            let bytes = ids.bytes + ends.bytes + records.bytes
            return ColdStore(trusted: ByteRegion(copying: bytes), rowCount: count)
        }
    }
}
