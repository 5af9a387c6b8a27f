import Vocabulary

/// What one change of one process adds to one count: the counts of any moment are sums of these.
struct Movement: Hashable, Sendable {
    let company: NameID
    let feeder: NameID
    let startedOn: CalendarDate
    let metric: Metric
    let change: Int

    /// What is to be added so that a process is counted as it is now and no longer as it was.
    static func between(_ old: ProcessFacts?, _ new: ProcessFacts) -> [Movement] {
        let isSameRow =
            old.map {
                ($0.company, $0.feeder, $0.startedOn) == (new.company, new.feeder, new.startedOn)
            } ?? false
        guard let old, isSameRow else {
            return (old?.movements(times: -1) ?? []) + new.movements(times: 1)
        }
        let before = old.figures
        let after = new.figures
        return Set(before.keys).union(after.keys).compactMap { metric in
            let change = after[metric, default: 0] - before[metric, default: 0]
            return change == 0 ? nil : new.movement(metric, change)
        }
        .sorted { $0.metric.rawValue < $1.metric.rawValue }
    }

    fileprivate init(_ facts: ProcessFacts, _ metric: Metric, _ change: Int) {
        company = facts.company
        feeder = facts.feeder
        startedOn = facts.startedOn
        self.metric = metric
        self.change = change
    }
}

extension ProcessFacts {
    fileprivate func movement(_ metric: Metric, _ change: Int) -> Movement {
        Movement(self, metric, change)
    }

    fileprivate func movements(times sign: Int) -> [Movement] {
        figures.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { movement($0.key, sign * $0.value) }
    }
}
