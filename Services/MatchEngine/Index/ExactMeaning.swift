/// Mission, vision and principles of single rows in the reference's order, from exact columns.
struct ExactMeaning {
    private let query: MeaningQuery
    private let segment: Segment
    private let mission: Int?
    private let vision: Int?
    /// Each principle asked for as the segment knows it; nil where nobody holds it.
    private let codes: [UInt32?]

    init(_ query: MeaningQuery, _ segment: Segment) {
        self.query = query
        self.segment = segment
        mission = query.mission.flatMap { segment.missions.kind(of: $0.vector) }
        vision = query.vision.flatMap { segment.visions.kind(of: $0.vector) }
        codes = query.asked.map {
            segment.principles.code(of: $0.principle).map { UInt32($0) }
        }
    }

    /// Weight of what is asked for and known in a run.
    func knownWeight(_ run: RowRun) -> Double {
        var known = 0.0
        if let mission, run.mission.map(Int.init) == mission { known += query.weights.mission }
        if let vision, run.vision.map(Int.init) == vision { known += query.weights.vision }
        if !codes.isEmpty, run.knowsPrinciples { known += query.weights.principles }
        return known
    }

    /// Bit for bit the sums of ``MeaningMeasures``.
    func weighing(_ row: Int, _ record: ColdRecord) -> Weighing {
        let run = segment.run(of: row)
        var sums = Weighing()
        sums.add(
            similarity(query.mission, mission, run.mission, .mission, record),
            weight: query.weights.mission
        )
        sums.add(
            similarity(query.vision, vision, run.vision, .vision, record),
            weight: query.weights.vision
        )
        sums.add(overlap(run, record), weight: query.weights.principles)
        return sums
    }

    private func similarity(
        _ text: MeaningQuery.Text?,
        _ asked: Int?,
        _ held: UInt16?,
        _ field: TextField,
        _ record: ColdRecord
    ) -> Measure {
        guard let text else { return .notApplicable }
        guard let asked, let held, Int(held) == asked else { return .unknown }
        return .known(record.similarity(field, to: text.vector))
    }

    private func overlap(_ run: RowRun, _ record: ColdRecord) -> Measure {
        guard !query.asked.isEmpty else { return .notApplicable }
        guard run.knowsPrinciples else { return .unknown }
        let held = record.principles
        guard query.asked.contains(where: { $0.weight != nil }) else {
            let common = codes.count { $0.map(held.contains) ?? false }
            return .known(Double(common) / Double(codes.count + held.count - common))
        }
        var met = 0.0
        var all = 0.0
        for (principle, code) in zip(query.asked, codes) {
            let weight = principle.weight ?? 1
            all += weight
            if let code, held.contains(code) { met += weight }
        }
        return .known(met / all)
    }
}
