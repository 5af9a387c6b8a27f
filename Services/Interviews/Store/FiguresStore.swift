import Contract
import Postgres
import ServiceStore
import Vocabulary

/// What a report is about.
struct ReportScope: Hashable, Sendable {
    var from: CalendarDate?
    var to: CalendarDate?
    var feeder: String?
    var company: String?
    var asOf: Instant?

    init(_ report: some ReportOperation) {
        from = report.from
        to = report.to
        feeder = report.feeder
        company = report.company
        asOf = report.asOf
    }

    init() {}

    /// Whether days that were added up answer this, as far as they go: they do not tell when a
    /// process began, nor a feeder's part of a company.
    var isOfWholeDays: Bool {
        from == nil && to == nil && (feeder == nil || company == nil)
    }

    /// Totals answer this: it is about everything there is now.
    var isTotal: Bool { asOf == nil && from == nil && to == nil }

    /// Counts kept for one subject answer this; else movements are added up.
    var isKept: Bool { asOf == nil && (feeder == nil || company == nil) }
}

/// The counts of the organization that `source` acts for.
struct FiguresStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    private struct MetricRow: PostgresRow {
        let metric: Metric
        let count: Int

        init(_ row: borrowing Row) throws(PostgresError) {
            metric = Metric(rawValue: try row["metric"])
            count = try row["count"]
        }
    }

    private struct FeederRow: PostgresRow {
        let feeder: NameID
        let name: String?
        let metric: Metric
        let count: Int

        init(_ row: borrowing Row) throws(PostgresError) {
            feeder = try row["feeder"]
            name = try row["name"]
            metric = Metric(rawValue: try row["metric"])
            count = try row["count"]
        }
    }

    /// The counts of everything in the scope.
    func counts(_ scope: ReportScope) async throws(PostgresError) -> Counts {
        var counts = Counts()
        let rows: [MetricRow] = try await source.rows(FigureQueries.counts(scope))
        for row in rows { counts.add(row.count, to: row.metric) }
        return counts
    }

    /// The counts of each feeder in the scope, with its name; none of those without one.
    func countsOfFeeders(
        _ scope: ReportScope
    ) async throws(PostgresError) -> [(name: String?, counts: Counts)] {
        var counts: [NameID: (name: String?, counts: Counts)] = [:]
        let rows: [FeederRow] = try await source.rows(FigureQueries.countsOfFeeders(scope))
        for row in rows {
            counts[row.feeder, default: (row.name, Counts())].counts.add(row.count, to: row.metric)
        }
        return counts.values.filter { $0.counts[.started] > 0 }.sorted {
            ($1.counts[.started], $0.name ?? "") < ($0.counts[.started], $1.name ?? "")
        }
    }

    /// The name as it was first written, of one that is compared as equal.
    func name(like name: String) async throws(PostgresError) -> String? {
        try await source.rowIfAny(
            "SELECT name FROM interview_names WHERE id = \(NameID.of(name))"
        )
    }

    /// When a process with the company last changed.
    func lastActivity(_ scope: ReportScope) async throws(PostgresError) -> Instant? {
        try await source.row(FigureQueries.lastActivity(scope))
    }
}

extension FiguresStore where Source == Transaction {
    /// A process as it was, where it was, and as it is now.
    typealias Change = (was: Dossier?, now: Dossier)

    /// Adds what changes added, to the counts as they are now and to those of every moment.
    func add(
        _ changes: [Change],
        of organization: OrganizationID,
        at instant: Instant
    ) async throws(PostgresError) {
        var movements: [(process: InterviewID, movement: Movement)] = []
        var ages: [AgeMovement] = []
        var sums: [(key: StageSum.Key, value: StageSum)] = []
        for (was, now) in changes {
            let (old, new) = (was?.facts, now.facts)
            movements += Movement.between(old, new).map { (now.interview.id, $0) }
            ages += AgeMovement.between(old, new)
            sums += StageSum.between(was, now)
        }
        if !movements.isEmpty {
            try await source.execute(FigureQueries.add(movements, of: organization, at: instant))
        }
        if !ages.isEmpty { try await source.execute(TotalQueries.add(ages, of: organization)) }
        if !sums.isEmpty { try await source.execute(TotalQueries.add(sums, of: organization)) }
    }

    /// Keeps the names of companies and feeders.
    func keep(
        _ names: [String],
        of organization: OrganizationID
    ) async throws(PostgresError) {
        let distinctNames = Dictionary(names.map { (NameID.of($0), $0) }) { first, _ in first }
            .sorted { $0.key < $1.key }
        try await source.execute(
            """
            INSERT INTO interview_names (org_id, id, name)
            SELECT \(organization), id, name
            FROM unnest(\(distinctNames.map(\.key)), \(distinctNames.map(\.value)))
                AS names (id, name)
            ON CONFLICT DO NOTHING
            """
        )
    }
}
