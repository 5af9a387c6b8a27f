/// Mission, vision and principles of one assignment against the sketches of one segment.
struct MeaningBound {
    private let assignment: Assignment
    private let policy: ScoringPolicy
    private let missions: Sketch?
    private let visions: Sketch?
    private let principles: PrincipleColumn
    private let segment: Segment
    /// Code in the segment's vocabulary and weight of each principle asked for, in order;
    /// nil where nobody in the segment holds it.
    private let asked: [(code: UInt16?, weight: Double)]
    private let hasWeights: Bool

    /// A dense query and what it meets in a segment.
    private struct Sketch {
        let column: VectorSketch
        let asked: TextVector
        /// The asked vector, padded to the sketch's largest component.
        let dense: [Float]
        let length: Float
        /// The column's code for vectors that compare; 0 when it has none.
        let kind: UInt8

        init(_ column: VectorSketch, _ asked: TextVector, _ dense: [Float]) {
            self.column = column
            self.asked = asked
            self.dense = dense
            let square = asked.components.reduce(0.0) { $0 + Double($1) * Double($1) }
            length = Rounding.single(square.squareRoot() * Rounding.up)
            let index = column.encoders.firstIndex(of: VectorSketch.Kind(asked))
            kind = index.map { UInt8($0 + 1) } ?? 0
        }

        func compares(_ row: Int) -> Bool { kind != 0 && column.kinds[row] == kind }

        /// Never below the exact similarity.
        func bound(_ row: Int) -> Double {
            let dot = SketchKernel.dot(column, row, dense)
            let residual = Float(column.residuals[row]) * (1 / 255)
            // 10⁻⁵ outweighs the rounding of some twenty Float operations on values up to 1.
            return Double(min(max(dot + residual * length + 1e-5, 0), 1))
        }

        func exact(_ row: Int, _ record: ColdRecord, _ field: TextField) -> Double {
            record.similarity(field, to: asked)
        }
    }

    init(_ segment: Segment, query: Query) {
        assignment = query.assignment
        policy = query.rules.policy
        self.segment = segment
        principles = segment.principles
        missions = query.assignment.mission.map {
            Sketch(segment.missions, $0, query.denseMission)
        }
        visions = query.assignment.vision.map { Sketch(segment.visions, $0, query.denseVision) }
        asked = query.assignment.principles.map {
            (segment.principles.code(of: $0.principle), $0.weight ?? 1)
        }
        hasWeights = query.assignment.principles.contains { $0.weight != nil }
    }

    /// Weights as the reference has them, values never below its.
    func bound(_ row: Int) -> Weighing {
        weighing(
            missions.map { $0.compares(row) ? .known($0.bound(row)) : .unknown },
            visions.map { $0.compares(row) ? .known($0.bound(row)) : .unknown },
            overlap(row) { code in principles.masks[row] & PrincipleColumn.bit(code) != 0 }
        )
    }

    /// Bit for bit the reference's sums.
    func exact(_ row: Int, _ record: ColdRecord) -> Weighing {
        let held = (0..<(record.principles ?? 0)).map { record.principle($0) }
        return weighing(
            missions.map { $0.compares(row) ? .known($0.exact(row, record, .mission)) : .unknown },
            visions.map { $0.compares(row) ? .known($0.exact(row, record, .vision)) : .unknown },
            overlap(row) { held.contains($0) }
        )
    }

    private func weighing(
        _ mission: Measure?,
        _ vision: Measure?,
        _ principles: Measure
    ) -> Weighing {
        let weights = policy.settings.meaning
        var sums = Weighing()
        sums.add(mission ?? .notApplicable, weight: weights.mission)
        sums.add(vision ?? .notApplicable, weight: weights.vision)
        sums.add(principles, weight: weights.principles)
        return sums
    }

    /// ``MeaningMeasures`` over codes. More held only ever raises it, so a mask bounds it.
    private func overlap(_ row: Int, holds: (UInt16) -> Bool) -> Measure {
        guard !asked.isEmpty else { return .notApplicable }
        let count = principles.counts[row]
        guard count != PrincipleColumn.unknown else { return .unknown }
        guard hasWeights else {
            let common = min(asked.count { $0.code.map(holds) ?? false }, Int(count))
            return .known(Double(common) / Double(asked.count + Int(count) - common))
        }
        var met = 0.0
        var all = 0.0
        for (code, weight) in asked {
            all += weight
            if let code, holds(code) { met += weight }
        }
        return .known(met / all)
    }
}

/// The inner loop over sketches; entries come from ``VectorSketch`` or a checked snapshot.
enum SketchKernel {
    /// ⟨ã, b⟩ with b padded to 1024 components.
    static func dot(_ column: VectorSketch, _ row: Int, _ dense: [Float]) -> Float {
        let first = row * column.width
        let scale = Float(column.scales[row]) * VectorSketch.scaleUnit
        return unsafe column.entries.withUnsafeBufferPointer { entries in
            unsafe dense.withUnsafeBufferPointer { dense in
                var sum: Float = 0
                for index in first..<first &+ column.width {
                    let entry = unsafe entries[index]
                    let value = Float(Int32(entry & 63) &- 32)
                    sum += unsafe value * dense[Int(entry &>> 6)]
                }
                return sum * scale
            }
        }
    }
}
