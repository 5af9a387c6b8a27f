import Contract
import Vocabulary

/// Everything that is kept of one feeder, with each company and with `any`: as it stands in the
/// tables, or as it is counted again.
struct FeederFigures: Sendable {
    struct Tally: Hashable, Sendable {
        let startedOn: CalendarDate
        let metric: String
    }

    struct Total: Hashable, Sendable {
        let company: NameID
        let metric: String
    }

    struct AgeKey: Hashable, Sendable {
        let company: NameID
        let age: Age
    }

    struct StageTally: Hashable, Sendable {
        let name: String
        let startedOn: CalendarDate
        let outcome: StageOutcome
    }

    struct StageKey: Hashable, Sendable {
        let name: String
        let company: NameID
        let outcome: StageOutcome
    }

    var tallies: [Tally: Int] = [:]
    var totals: [Total: Int] = [:]
    var ages: [AgeKey: Int] = [:]
    var stages: [StageKey: StageSum] = [:]
    var stageTallies: [StageTally: StageSum] = [:]

    /// Whether there is nothing.
    var isEmpty: Bool {
        tallies.isEmpty && totals.isEmpty && ages.isEmpty && stages.isEmpty && stageTallies.isEmpty
    }

    /// Counts a process.
    mutating func add(_ facts: ProcessFacts) {
        for (metric, count) in facts.figures {
            tallies[Tally(startedOn: facts.startedOn, metric: metric.rawValue), default: 0] += count
            for company in [facts.company, .any] {
                totals[Total(company: company, metric: metric.rawValue), default: 0] += count
            }
        }
        for company in [facts.company, .any] {
            ages[AgeKey(company: company, age: Age(facts)), default: 0] += 1
        }
    }

    /// Counts stages of one name and outcome of one process.
    mutating func add(
        _ sum: StageSum,
        named name: String,
        _ outcome: StageOutcome,
        of facts: ProcessFacts
    ) {
        let tally = StageTally(name: name, startedOn: facts.startedOn, outcome: outcome)
        stageTallies[tally, default: StageSum()] += sum
        for company in [facts.company, .any] {
            let key = StageKey(name: name, company: company, outcome: outcome)
            stages[key, default: StageSum()] += sum
        }
    }

    /// What is to be written in place of `kept`, so that it says the same as this.
    func corrections(of kept: FeederFigures) -> FeederFigures {
        FeederFigures(
            tallies: Self.corrections(tallies, kept.tallies, 0),
            totals: Self.corrections(totals, kept.totals, 0),
            ages: Self.corrections(ages, kept.ages, 0),
            stages: Self.corrections(stages, kept.stages, StageSum()),
            stageTallies: Self.corrections(stageTallies, kept.stageTallies, StageSum())
        )
    }

    private static func corrections<Key, Value: Equatable>(
        _ counted: [Key: Value],
        _ kept: [Key: Value],
        _ none: Value
    ) -> [Key: Value] {
        var corrections = counted.filter { kept[$0.key] != $0.value && $0.value != none }
        for (key, value) in kept where value != counted[key, default: none] {
            corrections[key] = counted[key, default: none]
        }
        return corrections
    }
}
