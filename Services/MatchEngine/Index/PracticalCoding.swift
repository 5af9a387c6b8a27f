import FoundationEssentials

/// A value of an interned column in bytes.
protocol SnapshotValue: Hashable, Sendable {
    func write(to writer: inout ByteWriter)
    static func read(from reader: inout ByteReader) throws(SnapshotError) -> Self
}

extension InternedColumn where Value: SnapshotValue {
    func write(to writer: inout ByteWriter) {
        writer.put(UInt32(values.count))
        for value in values { value.write(to: &writer) }
        writer.put(codes)
    }

    /// - Throws: ``SnapshotError/malformed`` when a code has no value or a row has no code.
    static func read(
        from reader: inout ByteReader,
        rows: Int
    ) throws(SnapshotError) -> InternedColumn {
        let count = Int(try reader.take(UInt32.self))
        guard count <= Segment.rowsMax else { throw .malformed }
        var values: [Value] = []
        for _ in 0..<count { values.append(try Value.read(from: &reader)) }
        let codes = try reader.takeArray(UInt16.self)
        guard codes.count == rows, codes.allSatisfy({ Int($0) < count }) else {
            throw .malformed
        }
        return InternedColumn(codes: codes, values: values)
    }
}

extension PracticalColumns {
    func write(to writer: inout ByteWriter) {
        pay.write(to: &writer)
        time.write(to: &writer)
        place.write(to: &writer)
        languages.write(to: &writer)
        countries.write(to: &writer)
        benefits.write(to: &writer)
        hiddenFrom.write(to: &writer)
    }

    static func read(
        from reader: inout ByteReader,
        rows: Int
    ) throws(SnapshotError) -> PracticalColumns {
        PracticalColumns(
            pay: try .read(from: &reader, rows: rows),
            time: try .read(from: &reader, rows: rows),
            place: try .read(from: &reader, rows: rows),
            languages: try .read(from: &reader, rows: rows),
            countries: try .read(from: &reader, rows: rows),
            benefits: try .read(from: &reader, rows: rows),
            hiddenFrom: try .read(from: &reader, rows: rows)
        )
    }
}

extension Optional: SnapshotValue where Wrapped: SnapshotValue {
    func write(to writer: inout ByteWriter) {
        writer.put(UInt8(self == nil ? 0 : 1))
        self?.write(to: &writer)
    }

    static func read(from reader: inout ByteReader) throws(SnapshotError) -> Wrapped? {
        switch try reader.take(UInt8.self) {
        case 0: nil
        case 1: try Wrapped.read(from: &reader)
        case _: throw .malformed
        }
    }
}

extension Set: SnapshotValue where Element: SnapshotValue & Comparable {
    func write(to writer: inout ByteWriter) {
        writer.put(UInt16(count))
        for element in sorted() { element.write(to: &writer) }
    }

    static func read(from reader: inout ByteReader) throws(SnapshotError) -> Set {
        var set: Set = []
        for _ in 0..<(try reader.take(UInt16.self)) {
            guard set.insert(try Element.read(from: &reader)).inserted else { throw .malformed }
        }
        return set
    }
}

extension UUID: SnapshotValue {
    func write(to writer: inout ByteWriter) {
        let u = uuid
        for byte in [
            u.0, u.1, u.2, u.3, u.4, u.5, u.6, u.7, u.8, u.9, u.10, u.11, u.12, u.13, u.14, u.15,
        ] { writer.put(byte) }
    }

    static func read(from reader: inout ByteReader) throws(SnapshotError) -> UUID {
        let part = try reader.takeRegion(16)
        return UUID(uuid: part.load(0, as: uuid_t.self))
    }
}

extension String: SnapshotValue {
    func write(to writer: inout ByteWriter) { writer.put(self) }

    static func read(from reader: inout ByteReader) throws(SnapshotError) -> String {
        try reader.takeText()
    }
}
