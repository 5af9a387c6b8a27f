import Contract
import Vocabulary

/// What stages of one name and outcome add up to, or what a change of a process adds to it.
struct StageSum: Hashable, Sendable {
    /// What is added up apart.
    struct Key: Hashable, Sendable {
        let name: String
        let company: NameID
        let feeder: NameID
        let startedOn: CalendarDate
        let outcome: StageOutcome
    }

    /// How many there are; then, for each rating in the order of their names, how many have it
    /// and what it adds up to.
    private(set) var counts: [Int]

    init(counts: [Int] = Array(repeating: 0, count: 1 + 2 * Metric.RatingName.allCases.count)) {
        self.counts = counts
    }

    /// Adds what others add up to.
    static func += (sum: inout StageSum, other: StageSum) {
        for index in sum.counts.indices { sum.counts[index] += other.counts[index] }
    }

    /// What one stage with such ratings comes to.
    init(of ratings: StageRatings) {
        self.init()
        add(ratings, times: 1)
    }

    private mutating func add(_ ratings: StageRatings, times sign: Int) {
        counts[0] += sign
        for (index, name) in Metric.RatingName.allCases.enumerated() {
            guard let value = name.value(in: ratings) else { continue }
            counts[1 + 2 * index] += sign
            counts[2 + 2 * index] += sign * value
        }
    }

    /// What is to be added so that stages are counted as they are now and no longer as they were.
    static func between(_ old: Dossier?, _ new: Dossier) -> [Key: StageSum] {
        var sums: [Key: StageSum] = [:]
        for (dossier, sign) in [(old, -1), (new, 1)] {
            guard let dossier else { continue }
            let company = NameID.of(dossier.interview.companyName)
            let feeder = NameID.of(dossier.interview.feederSource)
            for stage in dossier.stages {
                let key = Key(
                    name: NameKey.key(of: stage.stageName),
                    company: company,
                    feeder: feeder,
                    startedOn: dossier.startedOn,
                    outcome: stage.outcome
                )
                sums[key, default: StageSum()].add(stage.ratings, times: sign)
            }
        }
        return sums.filter { $0.value != StageSum() }
    }
}
