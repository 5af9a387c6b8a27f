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
        let pageMax = Replay.pageMax
        for start in stride(from: 0, to: processes.count, by: pageMax) {
            let page = Array(processes[start..<min(start + pageMax, processes.count)])
            let entries: [EventLog<Transaction>.Entry] = try await transaction.rows(
                FeederQueries.events(of: page)
            )
            var counted: [InterviewID: ProcessFacts] = [:]
            for (process, events) in Dictionary(grouping: entries, by: \.process) {
                let facts = ProcessFacts.replay(events.map { ($0.event, $0.at) })
                guard let facts, facts.feeder == feeder else { continue }
                figures.add(facts)
                counted[process] = facts
            }
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
