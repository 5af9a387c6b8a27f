/// What an assignment asks of mission, vision and principles, in units that add up.
///
/// A row's sum over its known parts is bounded by a sum of 16-bit gains, one for each posting that
/// answers; terms that would lower it are dropped, because similarities are clamped at 0.
struct MeaningQuery: Sendable {
    /// Units that the full weight of everything asked for is worth.
    static let full = 8192.0

    let mission: Text?
    let vision: Text?
    let asked: [AskedPrinciple]
    let weights: ScoringPolicy.MeaningWeights
    /// Weight that one unit stands for.
    let unit: Double

    /// A text asked for.
    struct Text: Sendable {
        let vector: TextVector
        /// Components that are not 0.
        let components: [(index: Int, value: Float)]
        /// Never below the vector's length.
        let length: Double

        init(_ vector: TextVector) {
            self.vector = vector
            components = vector.components.enumerated().lazy.filter { $0.element != 0 }
                .map { ($0.offset, $0.element) }
            let square = vector.components.reduce(0.0) { $0 + Double($1) * Double($1) }
            length = square.squareRoot() * Rounding.up
        }
    }

    init(_ assignment: Assignment, policy: ScoringPolicy) {
        mission = assignment.mission.map(Text.init)
        vision = assignment.vision.map(Text.init)
        asked = assignment.principles
        weights = policy.settings.meaning
        let total =
            (mission == nil ? 0 : weights.mission) + (vision == nil ? 0 : weights.vision)
            + (asked.isEmpty ? 0 : weights.principles)
        unit = max(total, .leastNormalMagnitude) / Self.full
    }

    var applies: Bool { mission != nil || vision != nil || !asked.isEmpty }

    /// Whole units that are not below a weight.
    func units(_ weight: Double) -> UInt16 {
        UInt16(min(65_535, (weight / unit * Rounding.up).rounded(.up)))
    }

    /// Fills in the bounds of all rows of a segment, in units.
    func bound(_ segment: Segment, into sums: inout [UInt16]) {
        sums.removeAll(keepingCapacity: true)
        sums.append(contentsOf: repeatElement(0, count: segment.rowCount))
        guard applies else { return }
        bound(mission, weights.mission, segment.missions, into: &sums)
        bound(vision, weights.vision, segment.visions, into: &sums)
        boundPrinciples(segment.principles, into: &sums)
    }

    private func bound(
        _ text: Text?,
        _ weight: Double,
        _ postings: VectorPostings,
        into sums: inout [UInt16]
    ) {
        guard let text, let kind = postings.kind(of: text.vector) else { return }
        // Rows of other kinds gain by this too; their bound is higher than need be.
        let gains = (0...255).map { units(weight * text.length * Double($0) / 255) }
        RowKernels.add(gains, at: postings.residuals, into: &sums)
        for (component, value) in text.components {
            let first = UInt32(kind) << 15 | UInt32(component) << 5 | (value < 0 ? 16 : 0)
            var index = postings.keys.partitionPoint { $0 >= first }
            while index < postings.keys.count, postings.keys[index] < first + 16 {
                let step = Double(postings.keys[index] - first + 1)
                let similarity = abs(Double(value)) * step / Double(VectorPostings.steps)
                RowKernels.add(
                    units(weight * similarity),
                    to: postings.rows,
                    Int(postings.starts[index])..<Int(postings.starts[index + 1]),
                    in: &sums
                )
                index += 1
            }
        }
    }

    private func boundPrinciples(_ postings: PrinciplePostings, into sums: inout [UInt16]) {
        let isWeighted = asked.contains { $0.weight != nil }
        let total = asked.reduce(0) { $0 + ($1.weight ?? 1) }
        // Jaccard of c common among a asked and h held is c/(a + h − c), and c ≤ min(a, h).
        let shares = (0...255).map {
            units(weights.principles / Double(max(asked.count, $0, 1)))
        }
        for principle in asked {
            guard let code = postings.code(of: principle.principle) else { continue }
            let range = postings.holders(of: code)
            if isWeighted {
                let share = weights.principles * (principle.weight ?? 1) / total
                RowKernels.add(units(share), to: postings.rows, range, in: &sums)
            } else {
                for row in postings.rows[range] {
                    sums[Int(row)] &+= shares[Int(postings.counts[Int(row)])]
                }
            }
        }
    }
}
