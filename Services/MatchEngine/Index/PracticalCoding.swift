import FoundationEssentials

/// A value of a practical column in bytes.
protocol SnapshotValue: Hashable, Sendable {
    func write(to writer: inout ByteWriter)
    static func read(from reader: inout ByteReader) throws(SnapshotError) -> Self
}

extension ByteWriter {
    mutating func put(values: [some SnapshotValue]) {
        put(UInt32(values.count))
        for value in values { value.write(to: &self) }
    }
}

extension ByteReader {
    /// - Throws: ``SnapshotError/malformed`` unless there are as many as the codes reach.
    mutating func takeValues<Value: SnapshotValue>(
        _: Value.Type = Value.self,
        for codes: [PracticalColumns.Codes],
        _ part: Int
    ) throws(SnapshotError) -> [Value] {
        let count = Int(try take(UInt32.self))
        guard count <= Segment.rowsMax, codes.allSatisfy({ Int($0[part]) < count }) else {
            throw .malformed
        }
        var values: [Value] = []
        for _ in 0..<count { values.append(try Value.read(from: &self)) }
        return values
    }
}

extension PracticalColumns {
    func write(to writer: inout ByteWriter) {
        writer.put(codes.flatMap { code in code.indices.map { code[$0] } })
        writer.put(values: pay)
        writer.put(values: time)
        writer.put(values: place.map(\.point))
        writer.put(values: languages)
        writer.put(values: countries.values)
        writer.put(values: benefits.values)
        writer.put(values: hiddenFrom)
    }

    static func read(
        from reader: inout ByteReader,
        rows: Int
    ) throws(SnapshotError) -> PracticalColumns {
        let flat = try reader.takeArray(UInt16.self)
        guard flat.count == rows * 8 else { throw .malformed }
        let codes = (0..<rows).map { Codes(flat[$0 * 8..<$0 * 8 + 8]) }
        return PracticalColumns(
            codes: codes,
            pay: try reader.takeValues(for: codes, Part.pay),
            time: try reader.takeValues(for: codes, Part.time),
            place: try reader.takeValues(for: codes, Part.place),
            languages: try reader.takeValues(for: codes, Part.languages),
            countries: try reader.takeValues(for: codes, Part.countries),
            benefits: try reader.takeValues(for: codes, Part.benefits),
            hiddenFrom: try reader.takeValues(for: codes, Part.hiddenFrom)
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
