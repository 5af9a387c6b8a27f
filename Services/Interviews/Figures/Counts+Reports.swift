import Contract
import Vocabulary

// Reports as the contract has them, made of counts.
extension Counts {
    /// A row of the conversion rates.
    func conversion(of feeder: String?) -> ConversionRate {
        let placements = self[.offerAccepted]
        let conversion = Rate(placements, of: self[.started])
        let success = Rate(placements, of: verdicts)
        return ConversionRate(
            feederSource: feeder,
            candidatesSourced: self[.started],
            placements: placements,
            conversionRate: conversion.rate,
            successRate: success.rate,
            interval: conversion.interval,
            enough: conversion.enough,
            verdicts: verdicts,
            successInterval: success.interval,
            successEnough: success.enough,
            open: open,
            closedWithoutVerdict: self[.roleClosed]
        )
    }

    /// A row for each kind of stage that there was.
    var stageSuccess: [StageSuccess] {
        StageKind.allCases.compactMap { kind in
            let passes = passes(of: kind)
            guard passes.n > 0 else { return nil }
            return StageSuccess(
                stageKind: kind,
                n: passes.n,
                passed: passes.numerator,
                failed: passes.n - passes.numerator,
                passRate: passes.rate,
                interval: passes.interval,
                enough: passes.enough,
                averageRatings: means(of: [kind])
            )
        }
    }

    /// The way from start to job.
    var funnel: Funnel {
        let phone = passes(of: .phoneScreen)
        let technical = passes(of: .technical)
        let onsite = passes(of: .onsite)
        let extended = Rate(self[.clearedOffered], of: self[.cleared])
        let accepted = acceptances
        return Funnel(
            totalStarted: self[.started],
            phoneScreenPassRate: phone.rate,
            technicalPassRate: technical.rate,
            onsitePassRate: onsite.rate,
            offerExtendedRate: extended.rate,
            offerAcceptedRate: accepted.rate,
            open: open,
            counts: FunnelCounts(
                phoneScreenPassRate: phone.count,
                technicalPassRate: technical.count,
                onsitePassRate: onsite.count,
                offerExtendedRate: extended.count,
                offerAcceptedRate: accepted.count
            ),
            intervals: FunnelIntervals(
                phoneScreenPassRate: phone.interval,
                technicalPassRate: technical.interval,
                onsitePassRate: onsite.interval,
                offerExtendedRate: extended.interval,
                offerAcceptedRate: accepted.interval
            )
        )
    }

    /// How processes with one company go.
    func stats(of company: String, lastActivityAt: Instant?) -> CompanyStats {
        let conversion = Rate(self[.offerAccepted], of: self[.started])
        return CompanyStats(
            companyName: company,
            total: self[.started],
            byStatus: StatusCounts(
                inProgress: self[.inProgress],
                onHold: self[.onHold],
                offerExtended: self[.offerExtended],
                offerAccepted: self[.offerAccepted],
                offerDeclined: self[.offerDeclined],
                rejectedByCompany: self[.rejectedByCompany],
                candidateWithdrew: self[.candidateWithdrew],
                roleClosed: self[.roleClosed]
            ),
            active: open,
            placements: self[.offerAccepted],
            conversionRate: conversion.rate,
            conversion: conversion,
            offerAcceptanceRate: acceptances.rate,
            offerAcceptance: acceptances,
            averageRatings: means(),
            lastActivityAt: lastActivityAt
        )
    }

    /// How a company hires.
    func insights(
        of company: String,
        medianDays: Double?,
        preferredFeeders: [String]
    ) -> CompanyInsights {
        let interviewed = Rate(self[.interviewed], of: self[.started])
        let offered = Rate(self[.offered], of: self[.started])
        let mean = Self.days(self[.verdictSeconds], over: verdicts)
        return CompanyInsights(
            companyName: company,
            totalCandidatesSent: self[.started],
            interviewRate: interviewed.rate,
            interviewed: interviewed,
            offerRate: offered.rate,
            offered: offered,
            avgTimeToDecision: mean.map(Self.inWords),
            decided: verdicts,
            meanDays: mean,
            medianDays: medianDays,
            preferredFeeders: preferredFeeders,
            rejectionReasons: rejections
        )
    }

    /// How candidates from one feeder do.
    func report(on feeder: String, medianDays: Double?) -> FeederReport {
        let mean = Self.days(self[.hireSeconds], over: self[.offerAccepted])
        return FeederReport(
            feederSource: feeder,
            totalCandidatesSourced: self[.started],
            conversion: conversion(of: feeder),
            successRateByStage: stageSuccess,
            averageTimeToHire: mean.map(Self.inWords),
            hired: self[.offerAccepted],
            meanDays: mean,
            medianDays: medianDays,
            commonRejectionReasons: rejections
        )
    }

    private static func days(_ seconds: Int, over count: Int) -> Double? {
        count > 0 ? Double(seconds) / Double(count) / 86_400 : nil
    }

    /// "14 days", as the source has it.
    private static func inWords(_ days: Double) -> String {
        let whole = Int(days.rounded())
        return whole == 1 ? "1 day" : "\(whole) days"
    }
}

extension Rate {
    fileprivate var count: FunnelCount {
        FunnelCount(numerator: numerator, n: n, enough: enough)
    }
}
