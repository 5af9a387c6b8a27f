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

    /// The day by which half of the processes in the scope have come to such an end.
    func median(
        _ scope: ReportScope,
        to isEvent: @Sendable (InterviewStatus) -> Bool
    ) async throws -> Double? {
        let today = (scope.asOf ?? now()).date ?? .latest
        return KaplanMeier.median(
            try await ages(scope).map { age, count in
                KaplanMeier.Observation(
                    time: Double(age.days(until: today)),
                    isEvent: isEvent(age.status),
                    count: count
                )
            }
        )
    }

    private func ages(_ scope: ReportScope) async throws -> [(Age, Int)] {
        guard let instant = scope.asOf else {
            let rows: [AgeRow] = try await database.rows(
                scope.isTotal ? TotalQueries.ages(scope) : FigureQueries.ages(scope)
            )
            return rows.map { ($0.age, $0.count) }
        }
        return try await database.transaction(
            isolation: .repeatableRead,
            readOnly: true
        ) { transaction in
            let unchanged: [AgeRow] = try await transaction.rows(
                FigureQueries.ages(scope, unchangedSince: instant)
            )
            var ages = unchanged.map { ($0.age, $0.count) }
            try await Replay(transaction: transaction).changed(scope, after: instant) { facts in
                ages += facts.values.map { (Age($0), 1) }
            }
            return ages
        }
    }
}
