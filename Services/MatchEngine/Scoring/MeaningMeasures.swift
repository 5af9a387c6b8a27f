/// Mission, vision, and values with causes.
public struct MeaningMeasures: Hashable, Sendable {
    public let mission: Measure
    public let vision: Measure
    public internal(set) var principles: Measure

    public init(of profile: Profile, for assignment: Assignment) {
        mission = Self.similarity(asked: assignment.mission, held: profile.mission)
        vision = Self.similarity(asked: assignment.vision, held: profile.vision)
        principles = Self.overlap(asked: assignment.principles, held: profile.principles)
    }

    private static func similarity(asked: TextVector?, held: TextVector?) -> Measure {
        guard let asked else { return .notApplicable }
        return held?.similarity(to: asked).map(Measure.known) ?? .unknown
    }

    /// Weighted recall of what is asked for, Jaccard where nothing has a weight. Where only some
    /// have one, the others count as 1.
    static func overlap(asked: [AskedPrinciple], held: Set<Principle>?) -> Measure {
        guard !asked.isEmpty else { return .notApplicable }
        guard let held else { return .unknown }
        guard asked.contains(where: { $0.weight != nil }) else {
            let common = asked.count { held.contains($0.principle) }
            return .known(Double(common) / Double(asked.count + held.count - common))
        }
        var met = 0.0
        var all = 0.0
        for principle in asked {
            let weight = principle.weight ?? 1
            all += weight
            if held.contains(principle.principle) { met += weight }
        }
        return .known(met / all)
    }

    func weighing(_ policy: ScoringPolicy) -> Weighing {
        let weights = policy.settings.meaning
        var weighing = Weighing()
        weighing.add(mission, weight: weights.mission)
        weighing.add(vision, weight: weights.vision)
        weighing.add(principles, weight: weights.principles)
        return weighing
    }
}
