import Contract
import Vocabulary

/// Something that is counted, by its name in the tables.
struct Metric: RawRepresentable, Hashable, Sendable {
    let rawValue: String

    /// Processes begun.
    static let started = Metric(rawValue: "started")
    /// Processes with a stage that was decided.
    static let interviewed = Metric(rawValue: "interviewed")
    /// Processes that ever had an offer sent.
    static let offered = Metric(rawValue: "offered")
    /// Decided processes that passed every stage they had.
    static let cleared = Metric(rawValue: "cleared")
    /// Those of them that had an offer sent.
    static let clearedOffered = Metric(rawValue: "cleared:offered")
    /// Offers that were accepted or declined.
    static let answered = Metric(rawValue: "offers:answered")
    /// Offers that were accepted.
    static let accepted = Metric(rawValue: "offers:accepted")
    /// Verdicts, and the seconds they took without time on hold.
    static let verdictSeconds = Metric(rawValue: "seconds:verdict")
    /// The seconds that hires took.
    static let hireSeconds = Metric(rawValue: "seconds:hire")

    /// Processes that stand there.
    static func status(_ status: InterviewStatus) -> Metric {
        Metric(rawValue: "status:\(status.rawValue)")
    }

    /// Stages of a kind with an outcome.
    static func stage(_ kind: StageKind, _ outcome: StageOutcome) -> Metric {
        Metric(rawValue: "stage:\(kind.rawValue):\(outcome.rawValue)")
    }

    /// How many stages of a kind have a rating.
    static func rated(_ kind: StageKind, _ rating: RatingName) -> Metric {
        Metric(rawValue: "rated:\(kind.rawValue):\(rating.rawValue)")
    }

    /// What those ratings add up to.
    static func ratings(_ kind: StageKind, _ rating: RatingName) -> Metric {
        Metric(rawValue: "ratings:\(kind.rawValue):\(rating.rawValue)")
    }

    /// Rejections for a reason.
    static func rejected(for reason: String) -> Metric {
        Metric(rawValue: rejectedPrefix + reason)
    }

    /// What the conversion of feeders is told from, and which of them is preferred.
    static let ofConversion =
        ([.started, .offered] + InterviewStatus.allCases.map(status)).map(\.rawValue)

    static let rejectedPrefix = "rejected:"

    /// The four ratings of a stage.
    enum RatingName: String, CaseIterable {
        case overall, technical, culture, communication

        /// The rating of this name.
        func value(in ratings: StageRatings) -> Int? {
            switch self {
            case .overall: ratings.overallRating?.value
            case .technical: ratings.technicalRating?.value
            case .culture: ratings.cultureFitRating?.value
            case .communication: ratings.communicationRating?.value
            }
        }
    }
}

extension ProcessFacts {
    /// What the process adds to each count; what it does not add to is not there.
    var figures: [Metric: Int] {
        var figures: [Metric: Int] = [.started: 1, .status(status): 1]
        if hasBeenOffered { figures[.offered] = 1 }
        for status in offers.values {
            if status == .accepted { figures[.accepted, default: 0] += 1 }
            if status == .accepted || status == .declined {
                figures[.answered, default: 0] += 1
            }
        }
        for stage in stages.values { count(stage, in: &figures) }
        let outcomes = stages.values.map(\.outcome)
        if outcomes.contains(.passed) || outcomes.contains(.failed) {
            figures[.interviewed] = 1
        }
        let hasPassedAll =
            outcomes.contains(.passed) && !outcomes.contains(.failed) && !outcomes.contains(.noShow)
        if hasPassedAll, status.isVerdict || status == .offerExtended {
            figures[.cleared] = 1
            if hasBeenOffered { figures[.clearedOffered] = 1 }
        }
        if status == .rejectedByCompany {
            figures[.rejected(for: reasonCode ?? "unspecified")] = 1
        }
        if status.isVerdict, let endedAt {
            let seconds = Int(duration(until: endedAt).components.seconds)
            figures[.verdictSeconds] = seconds
            if status == .offerAccepted { figures[.hireSeconds] = seconds }
        }
        return figures.filter { $0.value != 0 }
    }

    private func count(_ stage: StageFacts, in figures: inout [Metric: Int]) {
        figures[.stage(stage.kind, stage.outcome), default: 0] += 1
        for name in Metric.RatingName.allCases {
            guard let value = name.value(in: stage.ratings) else { continue }
            figures[.rated(stage.kind, name), default: 0] += 1
            figures[.ratings(stage.kind, name), default: 0] += value
        }
    }
}
