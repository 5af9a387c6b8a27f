/// Consecutive rows of a segment that know the same things.
///
/// Rows are ordered so that there are few runs; within one, the weights of a bound are constant.
struct RowRun: Hashable, Sendable {
    /// Index into the missions' kinds; nil where the mission is unknown.
    var mission: UInt16?
    var vision: UInt16?
    var knowsPrinciples: Bool
    var knowsSkills: Bool
    /// The first row after the run.
    var end: Int
}

extension RowRun {
    /// What the run's order goes by.
    struct Key: Hashable, Comparable {
        var mission: VectorPostings.Kind?
        var vision: VectorPostings.Kind?
        var knowsPrinciples: Bool
        var knowsSkills: Bool

        init(_ profile: Profile) {
            mission = profile.mission.map(VectorPostings.Kind.init)
            vision = profile.vision.map(VectorPostings.Kind.init)
            knowsPrinciples = profile.principles != nil
            knowsSkills = !profile.skills.isEmpty
        }

        static func < (a: Self, b: Self) -> Bool {
            if a.mission != b.mission { return before(a.mission, b.mission) }
            if a.vision != b.vision { return before(a.vision, b.vision) }
            return (a.knowsPrinciples ? 2 : 0) + (a.knowsSkills ? 1 : 0)
                < (b.knowsPrinciples ? 2 : 0) + (b.knowsSkills ? 1 : 0)
        }

        private static func before(
            _ a: VectorPostings.Kind?,
            _ b: VectorPostings.Kind?
        ) -> Bool {
            switch (a, b) {
            case (let a?, let b?): a < b
            case (nil, _?): true
            case (_, nil): false
            }
        }
    }

    /// The runs of profiles in the order of their keys.
    static func runs(
        _ profiles: [Profile],
        missions: VectorPostings,
        visions: VectorPostings
    ) -> [RowRun] {
        var runs: [RowRun] = []
        var last: Key?
        for (row, profile) in profiles.enumerated() {
            let key = Key(profile)
            if key == last {
                runs[runs.count - 1].end = row + 1
                continue
            }
            last = key
            runs.append(
                RowRun(
                    mission: profile.mission.flatMap(missions.kind).map { UInt16($0) },
                    vision: profile.vision.flatMap(visions.kind).map { UInt16($0) },
                    knowsPrinciples: key.knowsPrinciples,
                    knowsSkills: key.knowsSkills,
                    end: row + 1
                )
            )
        }
        return runs
    }
}
