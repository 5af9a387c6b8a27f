import Contract
import Postgres
import ServiceStore
import Vocabulary

/// Processes as their events say they stand, or stood at a moment.
struct Replay: Sendable {
    let transaction: Transaction

    /// Processes that are read at a time; their events are at most some thousands.
    private static let pageMax = 200

    /// Goes through the processes that were in the scope at a moment and have changed since, some
    /// at a time. All others stand where they stood, so an answer about yesterday need not count
    /// everything again.
    func changed(
        _ scope: ReportScope,
        after instant: Instant,
        _ body: ([InterviewID: ProcessFacts]) async throws -> Void
    ) async throws {
        let processes: [InterviewID] = try await transaction.row(
            FigureQueries.processes(scope, changedAfter: instant)
        )
        try await each(of: processes, until: instant) { facts in
            try await body(facts.filter { scope.holds($0.value) })
        }
    }

    /// Goes through processes, some at a time.
    func each(
        of processes: [InterviewID],
        until instant: Instant = .latest,
        _ body: ([InterviewID: ProcessFacts]) async throws -> Void
    ) async throws {
        for start in stride(from: 0, to: processes.count, by: Self.pageMax) {
            let page = Array(processes[start..<min(start + Self.pageMax, processes.count)])
            let entries: [EventLog<Transaction>.Entry] = try await transaction.rows(
                FeederQueries.events(of: page)
            )
            let past = Dictionary(grouping: entries.filter { $0.at <= instant }, by: \.process)
            try await body(
                past.compactMapValues { entries in
                    ProcessFacts.replay(entries.map { ($0.event, $0.at) })
                }
            )
        }
    }
}

extension ReportScope {
    /// Whether a process is counted.
    func holds(_ facts: ProcessFacts) -> Bool {
        (from ?? .earliest)...(to ?? .latest) ~= facts.startedOn
            && feeder.map { NameID.of($0) == facts.feeder } ?? true
            && company.map { NameID.of($0) == facts.company } ?? true
    }
}
