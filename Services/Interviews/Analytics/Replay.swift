import Contract
import Postgres
import ServiceStore
import Vocabulary

/// Processes as their events say they stood.
struct Replay: Sendable {
    let database: Postgres

    /// Those that were ever in the scope, whatever they are now, as far as ages need them.
    func facts(_ scope: ReportScope, until instant: Instant) async throws -> [ProcessFacts] {
        try await facts(FigureQueries.history(scope, until: instant))
    }

    /// Those whose events a statement answers with, in their order.
    func facts(_ events: Statement) async throws -> [ProcessFacts] {
        try await database.stream(events, as: EventLog<Postgres>.Entry.self) { rows in
            var facts: [ProcessFacts] = []
            var process: InterviewID?
            var current: ProcessFacts?
            for try await row in rows {
                if row.process != process {
                    if let current { facts.append(current) }
                    process = row.process
                    current = ProcessFacts(beginning: row.event, at: row.at)
                }
                current?.apply(row.event, at: row.at)
            }
            if let current { facts.append(current) }
            return facts
        }
    }
}
