import Contract
import Postgres
import ServiceStore
import Vocabulary

/// How long processes take, those that have not ended included.
struct Durations: Sendable {
    let database: Postgres
    let now: @Sendable () -> Instant

    private struct AgeRow: PostgresRow {
        let age: Age
        let count: Int

        init(_ row: borrowing Row) throws(PostgresError) {
            age = Age(status: try row["status"], day: try row["day"])
            count = try row["count"]
        }
    }

    private struct DurationRow: PostgresRow {
        let facts: ProcessFacts

        init(_ row: borrowing Row) throws(PostgresError) {
            facts = ProcessFacts(
                company: .none,
                feeder: .none,
                startedAt: try row["started_at"],
                status: try row["status"],
                endedAt: try row["ended_at"],
                heldSince: try row["held_since"],
                heldFor: .microseconds(try row["held_microseconds"] as Int64)
            )
        }
    }

    /// The day by which half of the processes in the scope have come to such an end.
    func median(
        _ scope: ReportScope,
        to isEvent: @Sendable (InterviewStatus) -> Bool
    ) async throws -> Double? {
        let instant = scope.asOf ?? now()
        let today = instant.date ?? .latest
        return KaplanMeier.median(
            try await ages(scope, instant).map { age, count in
                KaplanMeier.Observation(
                    time: Double(age.days(until: today)),
                    isEvent: isEvent(age.status),
                    count: count
                )
            }
        )
    }

    private func ages(
        _ scope: ReportScope,
        _ instant: Instant
    ) async throws -> [(Age, Int)] {
        if scope.isTotal {
            let rows: [AgeRow] = try await database.rows(TotalQueries.ages(scope))
            return rows.map { ($0.age, $0.count) }
        }
        let facts = scope.asOf == nil ? try await current(scope) : try await past(scope, instant)
        return facts.map { (Age($0), 1) }
    }

    private func current(_ scope: ReportScope) async throws -> [ProcessFacts] {
        try await database.stream(FigureQueries.durations(scope), as: DurationRow.self) { rows in
            var facts: [ProcessFacts] = []
            for try await row in rows { facts.append(row.facts) }
            return facts
        }
    }

    /// The processes in the scope as their events say they stood.
    private func past(_ scope: ReportScope, _ instant: Instant) async throws -> [ProcessFacts] {
        try await Replay(database: database).facts(scope, until: instant).filter(scope.holds)
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
