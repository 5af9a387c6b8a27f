import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// What processes add up to.
struct Reports: Sendable {
    let store: ServiceStore
    let now: @Sendable () -> Instant

    /// How many processes of each feeder led to a job.
    func conversionRates(
        _ request: GetConversionRates,
        _ call: Call
    ) async throws -> ConversionRates {
        ConversionRates(items: try await conversions(ReportScope(request), call))
    }

    /// How stages of each kind go.
    func stageSuccessRates(
        _ request: GetStageSuccessRates,
        _ call: Call
    ) async throws -> StageSuccessRates {
        let counts = try await figures(call).counts(ReportScope(request))
        return StageSuccessRates(items: counts.stageSuccess)
    }

    /// The way from start to job.
    func funnel(_ request: GetFunnel, _ call: Call) async throws -> Funnel {
        try await figures(call).counts(ReportScope(request)).funnel
    }

    /// How processes with one company go.
    func companyStats(_ request: GetCompanyStats, _ call: Call) async throws -> CompanyStats {
        let scope = ReportScope(request)
        let figures = try figures(call)
        let counts = try await figures.counts(scope)
        let name = try await figures.name(like: request.companyName)
        let lastActivity = try await figures.lastActivity(scope)
        return counts.stats(of: name ?? request.companyName, lastActivityAt: lastActivity)
    }

    /// How a company hires.
    func insights(_ request: GetCompanyInsights, _ call: Call) async throws -> CompanyInsights {
        let scope = ReportScope(request)
        let figures = try figures(call)
        let counts = try await figures.counts(scope)
        let feeders = try await figures.countsOfFeeders(scope)
        let name = try await figures.name(like: request.companyName)
        let durations = Durations(database: try reports(call), now: now)
        let median = try await durations.median(scope, to: \.isVerdict)
        return counts.insights(
            of: name ?? request.companyName,
            medianDays: median,
            preferredFeeders: Self.preferred(feeders)
        )
    }

    /// How candidates from one feeder do.
    func feederReport(_ request: GetFeederReport, _ call: Call) async throws -> FeederReport {
        let scope = ReportScope(request)
        let figures = try figures(call)
        let counts = try await figures.counts(scope)
        let name = try await figures.name(like: request.feederSource)
        let durations = Durations(database: try reports(call), now: now)
        let median = try await durations.median(scope) { $0 == .offerAccepted }
        return counts.report(on: name ?? request.feederSource, medianDays: median)
    }

    /// The conversion of all feeders as a file.
    func feederFile(_ request: ExportFeeders, _ call: Call) async throws -> FeederFile {
        FeederFile(generatedAt: now(), feeders: try await conversions(ReportScope(), call))
    }

    private func conversions(
        _ scope: ReportScope,
        _ call: Call
    ) async throws -> [ConversionRate] {
        try await figures(call).countsOfFeeders(scope).map { $0.counts.conversion(of: $0.name) }
    }

    private func figures(_ call: Call) throws(Refusal) -> FiguresStore<Postgres> {
        FiguresStore(try reports(call))
    }

    /// Reports have a connection to themselves: nobody's short statement waits behind them.
    private func reports(_ call: Call) throws(Refusal) -> Postgres {
        store.serving(for: try call.organization).leased
    }

    private static let preferredMax = 5

    /// Feeders by the jobs they led to, then by offers.
    private static func preferred(_ feeders: [(name: String?, counts: Counts)]) -> [String] {
        let ranked = feeders.compactMap { feeder -> (String, Int, Int)? in
            guard let name = feeder.name, feeder.counts[.offered] > 0 else { return nil }
            return (name, feeder.counts[.offerAccepted], feeder.counts[.offered])
        }
        return ranked.sorted { ($1.1, $1.2, $0.0) < ($0.1, $0.2, $1.0) }
            .prefix(preferredMax).map(\.0)
    }
}
