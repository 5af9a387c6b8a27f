import Vocabulary

/// How a company hires.
public struct CompanyInsights: Hashable, Sendable {
    /// The company.
    public var companyName: String
    /// Processes started.
    public var totalCandidatesSent: Int
    /// Processes with a decided stage ÷ processes.
    public var interviewRate: Double?
    /// The interview rate with what it rests on.
    public var interviewed: Rate
    /// Processes with an offer ÷ processes.
    public var offerRate: Double?
    /// The offer rate with what it rests on.
    public var offered: Rate
    /// The mean in words: `14 days`.
    public var avgTimeToDecision: String?
    /// How many verdicts the mean rests on.
    public var decided: Int
    /// The mean in days of 24 hours, time on hold left out.
    public var meanDays: Double?
    /// The Kaplan–Meier median in calendar days (UTC), time on hold left out;
    /// open processes are censored.
    public var medianDays: Double?
    /// Feeders by placements, then by offers.
    public var preferredFeeders: [String]
    /// Why it said no, the most frequent first.
    public var rejectionReasons: [ReasonCount]

    /// Takes every field.
    public init(
        companyName: String,
        totalCandidatesSent: Int,
        interviewRate: Double? = nil,
        interviewed: Rate,
        offerRate: Double? = nil,
        offered: Rate,
        avgTimeToDecision: String? = nil,
        decided: Int,
        meanDays: Double? = nil,
        medianDays: Double? = nil,
        preferredFeeders: [String],
        rejectionReasons: [ReasonCount]
    ) {
        self.companyName = companyName
        self.totalCandidatesSent = totalCandidatesSent
        self.interviewRate = interviewRate
        self.interviewed = interviewed
        self.offerRate = offerRate
        self.offered = offered
        self.avgTimeToDecision = avgTimeToDecision
        self.decided = decided
        self.meanDays = meanDays
        self.medianDays = medianDays
        self.preferredFeeders = preferredFeeders
        self.rejectionReasons = rejectionReasons
    }
}

extension CompanyInsights: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            companyName:
            totalCandidatesSent:
            interviewRate:
            interviewed:
            offerRate:
            offered:
            avgTimeToDecision:
            decided:
            meanDays:
            medianDays:
            preferredFeeders:
            rejectionReasons:
        ),
        Field("company_name", \.companyName, about: "The company."),
        Field("total_candidates_sent", \.totalCandidatesSent, about: "Processes started."),
        Field(
            "interview_rate",
            \.interviewRate,
            writesNull: true,
            about: "Processes with a decided stage ÷ processes."
        ),
        Field("interviewed", \.interviewed, about: "The interview rate with what it rests on."),
        Field(
            "offer_rate",
            \.offerRate,
            writesNull: true,
            about: "Processes with an offer ÷ processes."
        ),
        Field("offered", \.offered, about: "The offer rate with what it rests on."),
        Field(
            "avg_time_to_decision",
            \.avgTimeToDecision,
            writesNull: true,
            about: "The mean in words: `14 days`."
        ),
        Field("decided", \.decided, about: "How many verdicts the mean rests on."),
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
                out; open processes are censored.
                """
        ),
        Field(
            "preferred_feeders",
            \.preferredFeeders,
            about: "Feeders by placements, then by offers."
        ),
        Field(
            "rejection_reasons",
            \.rejectionReasons,
            about: "Why it said no, the most frequent first."
        )
    )
}
