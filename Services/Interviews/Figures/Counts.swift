import Contract
import Vocabulary

/// Counts added up, from which reports are made.
struct Counts: Hashable, Sendable {
    private var values: [Metric: Int] = [:]

    init(_ values: [Metric: Int] = [:]) {
        self.values = values.filter { $0.value != 0 }
    }

    /// A count; zero where nothing was counted.
    subscript(metric: Metric) -> Int { values[metric, default: 0] }

    /// Adds to a count.
    mutating func add(_ change: Int, to metric: Metric) {
        let sum = self[metric] + change
        values[metric] = sum == 0 ? nil : sum
    }

    /// Processes that stand there.
    subscript(status: InterviewStatus) -> Int { self[.status(status)] }

    /// Processes that have not ended.
    var open: Int { sum(of: InterviewStatus.allCases.filter { !$0.isTerminal }) }

    /// Processes that ended in a way that says something about the candidate.
    var verdicts: Int { sum(of: InterviewStatus.allCases.filter(\.isVerdict)) }

    /// Why companies said no, the most frequent first.
    var rejections: [ReasonCount] {
        values.compactMap { metric, count in
            guard metric.rawValue.hasPrefix(Metric.rejectedPrefix) else { return nil }
            let reason = metric.rawValue.dropFirst(Metric.rejectedPrefix.count)
            return ReasonCount(reasonCode: String(reason), count: count)
        }
        .sorted { ($1.count, $0.reasonCode) < ($0.count, $1.reasonCode) }
    }

    /// Means of the ratings of stages of these kinds.
    func means(of kinds: [StageKind] = StageKind.allCases) -> RatingMeans {
        func total(_ metric: (StageKind) -> Metric) -> Int {
            kinds.reduce(0) { $0 + self[metric($1)] }
        }
        func mean(_ name: Metric.RatingName) -> Double? {
            let n = total { .rated($0, name) }
            guard n > 0 else { return nil }
            return Double(total { .ratings($0, name) }) / Double(n)
        }
        return RatingMeans(
            n: total { .rated($0, .overall) },
            overallRating: mean(.overall),
            technicalRating: mean(.technical),
            cultureFitRating: mean(.culture),
            communicationRating: mean(.communication)
        )
    }

    /// Stages of a kind that were passed, of those passed or failed.
    func passes(of kind: StageKind) -> Rate {
        let passed = self[.stage(kind, .passed)]
        return Rate(passed, of: passed + self[.stage(kind, .failed)])
    }

    /// Offers accepted, of those answered.
    var acceptances: Rate { Rate(self[.accepted], of: self[.answered]) }

    private func sum(of statuses: [InterviewStatus]) -> Int {
        statuses.reduce(0) { $0 + self[$1] }
    }
}
