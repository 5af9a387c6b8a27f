import Vocabulary

/// How candidates from one feeder do.
public struct FeederReport: Hashable, Sendable {
    /// The feeder.
    public var feederSource: String
    /// Processes started.
    public var totalCandidatesSourced: Int
    /// How many led to a job.
    public var conversion: ConversionRate
    /// How stages of each kind go.
    public var successRateByStage: [StageSuccess]
    /// The mean in words: `14 days`.
    public var averageTimeToHire: String?
    /// How many hires the mean rests on.
    public var hired: Int
    /// The mean in days of 24 hours, time on hold left out.
    public var meanDays: Double?
    /// The Kaplan–Meier median in calendar days (UTC), time on hold left out;
    /// who was not hired yet is censored.
    public var medianDays: Double?
    /// Why companies said no, the most frequent first.
    public var commonRejectionReasons: [ReasonCount]

    /// Takes every field.
    public init(
        feederSource: String,
        totalCandidatesSourced: Int,
        conversion: ConversionRate,
        successRateByStage: [StageSuccess],
        averageTimeToHire: String? = nil,
        hired: Int,
        meanDays: Double? = nil,
        medianDays: Double? = nil,
        commonRejectionReasons: [ReasonCount]
    ) {
        self.feederSource = feederSource
        self.totalCandidatesSourced = totalCandidatesSourced
        self.conversion = conversion
        self.successRateByStage = successRateByStage
        self.averageTimeToHire = averageTimeToHire
        self.hired = hired
        self.meanDays = meanDays
        self.medianDays = medianDays
        self.commonRejectionReasons = commonRejectionReasons
    }
}

extension FeederReport: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            feederSource:
            totalCandidatesSourced:
            conversion:
            successRateByStage:
            averageTimeToHire:
            hired:
            meanDays:
            medianDays:
            commonRejectionReasons:
        ),
        Field("feeder_source", \.feederSource, about: "The feeder."),
        Field("total_candidates_sourced", \.totalCandidatesSourced, about: "Processes started."),
        Field("conversion", \.conversion, about: "How many led to a job."),
        Field("success_rate_by_stage", \.successRateByStage, about: "How stages of each kind go."),
        Field(
            "average_time_to_hire",
            \.averageTimeToHire,
            writesNull: true,
            about: "The mean in words: `14 days`."
        ),
        Field("hired", \.hired, about: "How many hires the mean rests on."),
        Field(
            "mean_days",
            \.meanDays,
            writesNull: true,
            about: "The mean in days of 24 hours, time on hold left out."
        ),
        Field(
            "median_days",
            \.medianDays,
            writesNull: true,
            about: """
                The Kaplan–Meier median in whole calendar days (UTC), time on hold left
                out; who was not hired yet is censored.
                """
        ),
        Field(
            "common_rejection_reasons",
            \.commonRejectionReasons,
            about: "Why companies said no, the most frequent first."
        )
    )
}
