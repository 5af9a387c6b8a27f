import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// How stages of one name go.
struct StageReports: Sendable {
    let store: ServiceStore

    /// Notes that are read for themes: the latest. Of a hundred words each they take 20 ms.
    private static let notesMax = 500

    /// How stages of one name go, and what their feedback returns to.
    func performance(
        _ request: GetStagePerformance,
        _ call: Call
    ) async throws -> StagePerformance {
        let scope = ReportScope(request)
        let database = store.serving(for: try call.organization).leased
        let counts: Counts
        if let instant = scope.asOf {
            counts = try await past(request.stageName, scope, instant, database)
        } else {
            counts = try await current(request.stageName, scope, database)
        }
        let notes: [NoteRow] = try await database.rows(
            StageQueries.notes(request.stageName, scope, limit: Self.notesMax)
        )
        let passes = counts.passes(of: .other)
        return StagePerformance(
            stageName: request.stageName,
            n: passes.n,
            passed: passes.numerator,
            failed: passes.n - passes.numerator,
            pending: counts[.stage(.other, .pending)],
            cancelled: counts[.stage(.other, .cancelled)],
            noShow: counts[.stage(.other, .noShow)],
            passRate: passes.rate,
            interval: passes.interval,
            enough: passes.enough,
            averageRatings: counts.means(of: [.other]),
            themes: FeedbackThemes.themes(of: notes.map(\.note))
        )
    }

    // Stages of one name are counted as if they were all of one kind: it is the name that was
    // asked for.

    private func current(
        _ name: String,
        _ scope: ReportScope,
        _ database: Postgres
    ) async throws -> Counts {
        let rows: [SumRow] = try await database.rows(
            scope.isTotal ? TotalQueries.stages(name, scope) : StageQueries.sums(name, scope)
        )
        var counts = Counts()
        for row in rows {
            counts.add(row.sum.counts[0], to: .stage(.other, row.outcome))
            for (index, rating) in Metric.RatingName.allCases.enumerated() {
                counts.add(row.sum.counts[1 + 2 * index], to: .rated(.other, rating))
                counts.add(row.sum.counts[2 + 2 * index], to: .ratings(.other, rating))
            }
        }
        return counts
    }

    private func past(
        _ name: String,
        _ scope: ReportScope,
        _ instant: Instant,
        _ database: Postgres
    ) async throws -> Counts {
        let named: [StageID] = try await database.rows(StageQueries.named(name))
        let stages = Set(named)
        let facts = try await Replay(database: database).facts(
            StageQueries.history(of: name, until: instant)
        )
        var counts = Counts()
        for process in facts where scope.holds(process) {
            for (id, stage) in process.stages where stages.contains(id) {
                counts.add(1, to: .stage(.other, stage.outcome))
                for rating in Metric.RatingName.allCases {
                    guard let value = rating.value(in: stage.ratings) else { continue }
                    counts.add(1, to: .rated(.other, rating))
                    counts.add(value, to: .ratings(.other, rating))
                }
            }
        }
        return counts
    }

    private struct NoteRow: PostgresRow {
        let note: FeedbackThemes.Note

        init(_ row: borrowing Row) throws(PostgresError) {
            note = FeedbackThemes.Note(stage: try row["id"], text: try row["feedback_notes"])
        }
    }

    private struct SumRow: PostgresRow {
        let outcome: StageOutcome
        let sum: StageSum

        init(_ row: borrowing Row) throws(PostgresError) {
            outcome = try row["outcome"]
            sum = try StageSum(row)
        }
    }
}

/// Every question about stages of one name.
enum StageQueries {
    static func sums(_ name: String, _ scope: ReportScope) -> Statement {
        """
        SELECT s.outcome, \(StageSum.added)
        FROM \(source) WHERE \(filters(name, scope), separator: " AND ") GROUP BY s.outcome
        """
    }

    /// Processes whose notes are read where a report is narrowed: the latest.
    private static let processesMax = 500

    static func notes(_ name: String, _ scope: ReportScope, limit: Int) -> Statement {
        """
        SELECT s.id, s.feedback_notes FROM interview_stages s \(latest(scope.filters))
        WHERE s.name_key = \(NameKey.key(of: name)) AND s.feedback_notes IS NOT NULL
            AND s.created_at <= \(scope.asOf ?? .latest)
        ORDER BY s.updated_at DESC, s.id LIMIT \(limit)
        """
    }

    private static func latest(_ filters: [Statement]) -> Statement {
        guard !filters.isEmpty else { return "" }
        return """
            JOIN (SELECT p.id FROM interview_processes p WHERE \(filters, separator: " AND ")
                ORDER BY p.created_at DESC LIMIT \(processesMax)) p
                ON p.id = s.interview_process_id
            """
    }

    static func named(_ name: String) -> Statement {
        "SELECT s.id FROM interview_stages s WHERE s.name_key = \(NameKey.key(of: name))"
    }

    static func history(of name: String, until instant: Instant) -> Statement {
        """
        SELECT e.id, e.occurred_at, e.aggregate_id, e.payload, e.actor_kind, e.actor_id
        FROM events e
        WHERE e.aggregate_id IN (SELECT s.interview_process_id FROM interview_stages s
                WHERE s.name_key = \(NameKey.key(of: name)))
            AND e.occurred_at <= \(instant)
        ORDER BY e.aggregate_id, e.occurred_at, e.id
        """
    }

    private static var source: Statement {
        """
        interview_stages s JOIN interview_processes p
            ON p.org_id = s.org_id AND p.id = s.interview_process_id
        """
    }

    private static func filters(_ name: String, _ scope: ReportScope) -> [Statement] {
        ["s.name_key = \(NameKey.key(of: name))"] + scope.filters
    }
}

extension ReportScope {
    /// What narrows `interview_processes p` to the scope, as processes stand now.
    var filters: [Statement] {
        var filters: [Statement] = []
        if let company { filters.append("p.company_key = \(NameKey.key(of: company))") }
        if let feeder { filters.append("p.feeder_key = \(NameKey.key(of: feeder))") }
        if let from { filters.append("p.started_at >= \(Instant(startOf: from))") }
        if let to { filters.append("p.started_at < \(Instant(startOf: to) + .seconds(86_400))") }
        return filters
    }
}
