import Vocabulary

// Figures of the documentation; intervals are those of the rates beside them.

extension Interval {
    /// Of 12 in 40.
    static let example = Interval(low: 0.1807, high: 0.4543)
}

extension Rate {
    static let example = Rate(
        numerator: 12,
        n: 40,
        rate: 0.3,
        interval: .example,
        enough: true
    )
}

extension ConversionRate {
    static let example = ConversionRate(
        feederSource: "Royal Society",
        candidatesSourced: 40,
        placements: 12,
        conversionRate: 0.3,
        successRate: 0.4,
        interval: .example,
        enough: true,
        verdicts: 30,
        successInterval: Interval(low: 0.2459, high: 0.5768),
        successEnough: true,
        open: 8,
        closedWithoutVerdict: 2
    )
}

extension StageSuccess {
    static let example = StageSuccess(
        stageKind: .technical,
        n: 40,
        passed: 12,
        failed: 28,
        passRate: 0.3,
        interval: .example,
        enough: true,
        averageRatings: .example
    )
}

extension CompanyStats {
    static let example = CompanyStats(
        companyName: "Analytical Engines",
        total: 40,
        byStatus: StatusCounts(
            inProgress: 5,
            onHold: 2,
            offerExtended: 1,
            offerAccepted: 12,
            offerDeclined: 3,
            rejectedByCompany: 10,
            candidateWithdrew: 4,
            roleClosed: 3
        ),
        active: 8,
        placements: 12,
        conversionRate: 0.3,
        conversion: .example,
        offerAcceptanceRate: 0.8,
        offerAcceptance: Rate(
            numerator: 12,
            n: 15,
            rate: 0.8,
            interval: Interval(low: 0.5481, high: 0.9295),
            enough: true
        ),
        averageRatings: .example,
        lastActivityAt: .example
    )
}

extension Funnel {
    static let example = Funnel(
        totalStarted: 100,
        phoneScreenPassRate: 0.8,
        technicalPassRate: 0.6,
        onsitePassRate: 0.7,
        offerExtendedRate: 0.5,
        offerAcceptedRate: nil,
        open: 9,
        counts: FunnelCounts(
            phoneScreenPassRate: FunnelCount(numerator: 72, n: 90, enough: true),
            technicalPassRate: FunnelCount(numerator: 42, n: 70, enough: true),
            onsitePassRate: FunnelCount(numerator: 28, n: 40, enough: true),
            offerExtendedRate: FunnelCount(numerator: 2, n: 4, enough: false),
            offerAcceptedRate: FunnelCount(numerator: 0, n: 0, enough: false)
        ),
        intervals: FunnelIntervals(
            phoneScreenPassRate: Interval(low: 0.7059, high: 0.8698),
            technicalPassRate: Interval(low: 0.4829, high: 0.7066),
            onsitePassRate: Interval(low: 0.5457, high: 0.8193),
            offerExtendedRate: Interval(low: 0.15, high: 0.85),
            offerAcceptedRate: nil
        )
    )
}

extension StagePerformance {
    static let example = StagePerformance(
        stageName: "Technical interview",
        n: 40,
        passed: 12,
        failed: 28,
        pending: 5,
        cancelled: 2,
        noShow: 1,
        passRate: 0.3,
        interval: .example,
        enough: true,
        averageRatings: .example,
        themes: [FeedbackTheme(phrase: "system design", count: 7, stageIDs: [.example(12)])]
    )
}

extension CompanyInsights {
    static let example = CompanyInsights(
        companyName: "Analytical Engines",
        totalCandidatesSent: 40,
        interviewRate: 0.3,
        interviewed: .example,
        offerRate: 0.3,
        offered: .example,
        avgTimeToDecision: "14 days",
        decided: 29,
        meanDays: 13.75,
        medianDays: 12,
        preferredFeeders: ["Royal Society", "Lloyd's"],
        rejectionReasons: [ReasonCount(reasonCode: "skills_gap", count: 7)]
    )
}

extension FeederReport {
    static let example = FeederReport(
        feederSource: "Royal Society",
        totalCandidatesSourced: 40,
        conversion: .example,
        successRateByStage: [.example],
        averageTimeToHire: "21 days",
        hired: 12,
        meanDays: 21.25,
        medianDays: 20,
        commonRejectionReasons: [ReasonCount(reasonCode: "compensation", count: 5)]
    )
}
