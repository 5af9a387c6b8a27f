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
            // Of one moment: what is counted again is taken from what is kept.
            counts = try await database.transaction(
                isolation: .repeatableRead,
                readOnly: true
            ) { transaction in
                try await past(request.stageName, scope, instant, transaction)
            }
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
        _ database: some Database
    ) async throws(PostgresError) -> Counts {
        var now = scope
        now.asOf = nil
        let rows: [SumRow] = try await database.rows(
            now.isTotal
                ? TotalQueries.stages(name, now)
                : now.isKept ? StageQueries.tallied(name, now) : StageQueries.sums(name, now)
        )
        var counts = Counts()
        for row in rows { counts.add(row.sum, row.outcome, times: 1) }
        return counts
    }

    /// What there is now, with the processes that have changed since as they were.
    private func past(
        _ name: String,
        _ scope: ReportScope,
        _ instant: Instant,
        _ transaction: Transaction
    ) async throws -> Counts {
        var counts = try await current(name, scope, transaction)
        let changed: [SumRow] = try await transaction.rows(
            StageQueries.sums(name, scope, changedAfter: instant)
        )
        for row in changed { counts.add(row.sum, row.outcome, times: -1) }
        try await Replay(transaction: transaction).changed(scope, after: instant) { facts in
            let named: [StageID] = try await transaction.rows(
                StageQueries.named(name, in: Array(facts.keys))
            )
            for (id, stage) in facts.values.flatMap(\.stages)
            where stage.name.map({ $0 == .of(name) }) ?? named.contains(id) {
                counts.add(StageSum(of: stage.ratings), stage.outcome, times: 1)
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

extension Counts {
    fileprivate mutating func add(_ sum: StageSum, _ outcome: StageOutcome, times sign: Int) {
        add(sign * sum.counts[0], to: .stage(.other, outcome))
        for (index, rating) in Metric.RatingName.allCases.enumerated() {
            add(sign * sum.counts[1 + 2 * index], to: .rated(.other, rating))
            add(sign * sum.counts[2 + 2 * index], to: .ratings(.other, rating))
        }
    }
}

/// Every question about stages of one name.
enum StageQueries {
    /// Added up from the stages; only of processes that have changed since, where that is asked.
    static func sums(
        _ name: String,
        _ scope: ReportScope,
        changedAfter instant: Instant? = nil
    ) -> Statement {
        let changed = instant.map { ["p.updated_at > \($0)"] as [Statement] } ?? []
        let filters = ["s.name_key = \(NameKey.key(of: name))"] + scope.filters + changed
        return """
            SELECT s.outcome, \(StageSum.added)
            FROM interview_stages s JOIN interview_processes p
                ON p.org_id = s.org_id AND p.id = s.interview_process_id
            WHERE \(filters, separator: " AND ") GROUP BY s.outcome
            """
    }

    /// As they are kept by the day on which their processes began.
    static func tallied(_ name: String, _ scope: ReportScope) -> Statement {
        let (kind, subject) = FigureQueries.subject(of: scope)
        let sums = StageSum.columns.map {
            Statement(stringLiteral: "sum(t.\($0))::bigint AS \($0)")
        }
        return """
            SELECT t.outcome, \(sums, separator: ", ") FROM interview_stage_tallies t
            WHERE t.scope = \(kind) AND t.subject = \(subject)
                AND t.name_key = \(NameKey.key(of: name)) AND \(FigureQueries.days(scope, "t"))
            GROUP BY t.outcome
            """
    }

    /// Processes whose notes are read where a report is narrowed: the latest.
    private static let processesMax = 500

    static func notes(_ name: String, _ scope: ReportScope, limit: Int) -> Statement {
        """
        SELECT s.id, s.feedback_notes FROM interview_stages s \(latest(scope))
        WHERE s.name_key = \(NameKey.key(of: name)) AND s.feedback_notes IS NOT NULL
            AND s.created_at <= \(scope.asOf ?? .latest)
        ORDER BY s.updated_at DESC, s.id LIMIT \(limit)
        """
    }

    private static func latest(_ scope: ReportScope) -> Statement {
        guard !scope.filters.isEmpty else { return "" }
        // In the order of an index that finds them.
        let order: Statement =
            scope.from == nil && scope.to == nil ? "p.created_at" : "p.started_at"
        return """
            JOIN (SELECT p.id FROM interview_processes p WHERE \(scope.filters, separator: " AND ")
                ORDER BY \(order) DESC LIMIT \(processesMax)) p
                ON p.id = s.interview_process_id
            """
    }

    /// For stages whose events are from before they told the name.
    static func named(_ name: String, in processes: [InterviewID]) -> Statement {
        """
        SELECT s.id FROM interview_stages s
        WHERE s.interview_process_id = ANY(\(processes))
            AND s.name_key = \(NameKey.key(of: name))
        """
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
