import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// The figures of a feeder, counted again from events and stages.
struct FeederRecounts: Sendable {
    let store: ServiceStore
    let now: @Sendable () -> Instant

    /// Counts again, and corrects what is kept where it was wrong.
    func recompute(
        _ request: RecomputeFeeder,
        _ call: Call
    ) async throws -> ServiceKit.Answer<FeederRecount> {
        let organization = try call.organization
        // Before the answer's own transaction, which may be a replay: counting again twice is
        // what anybody may do.
        let corrected = try await recount(request.feeder, organization)
        return try await store.once(request, call, tenant: organization) { transaction in
            var scope = ReportScope()
            scope.feeder = request.feeder
            let figures = FiguresStore(transaction)
            let name = try await figures.name(like: request.feeder)
            guard let name else { throw Refusal.notFound("There is no such feeder.") }
            let counts = try await figures.counts(scope)
            return FeederRecount(corrected: corrected, figures: counts.conversion(of: name))
        }
    }

    /// - Returns: whether what was kept was wrong.
    func recount(_ feeder: String, _ organization: OrganizationID) async throws -> Bool {
        let id = NameID.of(feeder)
        // What others commit meanwhile is not seen, and what of it would be overwritten makes
        // this begin again: so kept figures and events are of one moment.
        return try await store.serving(for: organization).transaction(
            isolation: .repeatableRead
        ) { transaction in
            let figures = FeederFiguresStore(transaction, id, organization)
            let wrong = try await count(id, transaction).corrections(of: try await figures.kept())
            try await figures.write(wrong)
            return !wrong.isEmpty
        }
    }

    private func count(
        _ feeder: NameID,
        _ transaction: Transaction
    ) async throws -> FeederFigures {
        var figures = FeederFigures()
        let processes: [InterviewID] = try await transaction.row(
            FeederQueries.processes(of: feeder)
        )
        try await Replay(transaction: transaction).each(of: processes) { facts in
            let counted = facts.filter { $0.value.feeder == feeder }
            for facts in counted.values { figures.add(facts) }
            // Events know only the hash of what stages are called.
            let stages: [ProcessStageSum] = try await transaction.rows(
                FeederQueries.stages(of: Array(counted.keys))
            )
            for row in stages {
                guard let facts = counted[row.process] else { continue }
                figures.add(row.sum, named: row.name, row.outcome, of: facts)
            }
        }
        return figures
    }
}
