extension VectorPostings {
    func write(to writer: inout ByteWriter) {
        writer.put(UInt32(kinds.count))
        for kind in kinds {
            writer.put(kind.encoder.rawValue)
            writer.put(kind.dimension)
        }
        writer.put(keys)
        writer.put(starts)
        writer.put(rows)
        writer.put(residuals)
    }

    static func read(
        from reader: inout ByteReader,
        rows: Int
    ) throws(SnapshotError) -> VectorPostings {
        let count = Int(try reader.take(UInt32.self))
        guard count <= rows else { throw .malformed }
        var kinds: [Kind] = []
        for _ in 0..<count {
            let encoder = EncoderID(rawValue: try reader.take(UInt32.self))
            let dimension = try reader.take(UInt16.self)
            guard (1...EngineLimits.vectorDimensionMax).contains(Int(dimension)) else {
                throw .malformed
            }
            kinds.append(Kind(encoder: encoder, dimension: dimension))
        }
        let keys = try reader.takeArray(UInt32.self)
        let starts = try reader.takeArray(UInt32.self)
        let postings = try reader.takeArray(UInt16.self)
        let residuals = try reader.takeArray(UInt8.self)
        guard isAscending(keys), starts.count == keys.count + 1, isAscending(starts),
            Int(starts[keys.count]) == postings.count, residuals.count == rows,
            postings.allSatisfy({ Int($0) < rows })
        else { throw .malformed }
        return VectorPostings(
            kinds: kinds,
            keys: keys,
            starts: starts,
            rows: postings,
            residuals: residuals
        )
    }
}

extension PrinciplePostings {
    func write(to writer: inout ByteWriter) {
        writer.put(UInt32(vocabulary.count))
        for principle in vocabulary {
            writer.put(UInt8(principle.kind == .value ? 0 : 1))
            writer.put(principle.name)
        }
        writer.put(starts)
        writer.put(rows)
        writer.put(counts)
    }

    static func read(
        from reader: inout ByteReader,
        rows: Int
    ) throws(SnapshotError) -> PrinciplePostings {
        let count = Int(try reader.take(UInt32.self))
        guard count <= reader.remaining else { throw .truncated }
        var vocabulary: [Principle] = []
        for _ in 0..<count {
            let kind: Principle.Kind = try reader.take(UInt8.self) == 0 ? .value : .cause
            let name = try reader.takeText()
            guard let principle = try? Principle(kind, name) else { throw .malformed }
            vocabulary.append(principle)
        }
        let starts = try reader.takeArray(UInt32.self)
        let postings = try reader.takeArray(UInt16.self)
        let counts = try reader.takeArray(UInt8.self)
        guard starts.count == count + 1, isAscending(starts),
            Int(starts[count]) == postings.count, counts.count == rows,
            postings.allSatisfy({ Int($0) < rows })
        else { throw .malformed }
        return PrinciplePostings(
            vocabulary: vocabulary,
            starts: starts,
            rows: postings,
            counts: counts
        )
    }
}
