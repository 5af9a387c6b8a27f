import Contract
import Postgres
import ServiceStore
import Vocabulary

/// What is kept of one feeder, as it stands in the tables.
struct FeederFiguresStore: Sendable {
    private let source: Transaction
    private let feeder: NameID
    private let organization: OrganizationID

    init(_ source: Transaction, _ feeder: NameID, _ organization: OrganizationID) {
        self.source = source
        self.feeder = feeder
        self.organization = organization
    }

    /// All of it.
    func kept() async throws(PostgresError) -> FeederFigures {
        var figures = FeederFigures()
        let tallies: [TallyRow] = try await source.rows(FeederQueries.tallies(of: feeder))
        for row in tallies { figures.tallies[row.key] = row.count }
        let totals: [TotalRow] = try await source.rows(FeederQueries.totals(of: feeder))
        for row in totals { figures.totals[row.key] = row.count }
        let ages: [AgeRow] = try await source.rows(FeederQueries.ages(of: feeder))
        for row in ages { figures.ages[row.key] = row.count }
        let stages: [StageTotalRow] = try await source.rows(FeederQueries.stageTotals(of: feeder))
        for row in stages { figures.stages[row.key] = row.sum }
        let stageTallies: [StageTallyRow] = try await source.rows(
            FeederQueries.stageTallies(of: feeder)
        )
        for row in stageTallies { figures.stageTallies[row.key] = row.sum }
        return figures
    }

    /// Writes what was counted in place of what was kept.
    func write(_ figures: FeederFigures) async throws(PostgresError) {
        // Rows are locked in one order by everybody, so that nobody waits in a circle.
        let tallies = figures.tallies.sorted {
            ($0.key.startedOn, $0.key.metric) < ($1.key.startedOn, $1.key.metric)
        }
        let totals = figures.totals.sorted {
            ($0.key.company, $0.key.metric) < ($1.key.company, $1.key.metric)
        }
        let ages = figures.ages.sorted {
            ($0.key.company, $0.key.age.status.rawValue, $0.key.age.day)
                < ($1.key.company, $1.key.age.status.rawValue, $1.key.age.day)
        }
        let stages = figures.stages.sorted {
            ($0.key.name, $0.key.company, $0.key.outcome.rawValue)
                < ($1.key.name, $1.key.company, $1.key.outcome.rawValue)
        }
        let stageTallies = figures.stageTallies.sorted {
            ($0.key.name, $0.key.startedOn, $0.key.outcome.rawValue)
                < ($1.key.name, $1.key.startedOn, $1.key.outcome.rawValue)
        }
        if !tallies.isEmpty {
            try await source.execute(FeederQueries.put(tallies, of: feeder, organization))
        }
        if !totals.isEmpty {
            try await source.execute(FeederQueries.put(totals, of: feeder, organization))
        }
        if !ages.isEmpty {
            try await source.execute(FeederQueries.put(ages, of: feeder, organization))
        }
        if !stages.isEmpty {
            try await source.execute(FeederQueries.put(stages, of: feeder, organization))
        }
        if !stageTallies.isEmpty {
            try await source.execute(FeederQueries.put(stageTallies, of: feeder, organization))
        }
    }

    private struct TallyRow: PostgresRow {
        let key: FeederFigures.Tally
        let count: Int

        init(_ row: borrowing Row) throws(PostgresError) {
            key = FeederFigures.Tally(startedOn: try row["started_on"], metric: try row["metric"])
            count = try row["count"]
        }
    }

    private struct TotalRow: PostgresRow {
        let key: FeederFigures.Total
        let count: Int

        init(_ row: borrowing Row) throws(PostgresError) {
            key = FeederFigures.Total(company: try row["company"], metric: try row["metric"])
            count = try row["count"]
        }
    }

    private struct AgeRow: PostgresRow {
        let key: FeederFigures.AgeKey
        let count: Int

        init(_ row: borrowing Row) throws(PostgresError) {
            let age = Age(status: try row["status"], day: try row["day"])
            key = FeederFigures.AgeKey(company: try row["company"], age: age)
            count = try row["count"]
        }
    }

    private struct StageTallyRow: PostgresRow {
        let key: FeederFigures.StageTally
        let sum: StageSum

        init(_ row: borrowing Row) throws(PostgresError) {
            key = FeederFigures.StageTally(
                name: try row["name_key"],
                startedOn: try row["started_on"],
                outcome: try row["outcome"]
            )
            sum = try StageSum(row)
        }
    }

    private struct StageTotalRow: PostgresRow {
        let key: FeederFigures.StageKey
        let sum: StageSum

        init(_ row: borrowing Row) throws(PostgresError) {
            key = FeederFigures.StageKey(
                name: try row["name_key"],
                company: try row["company"],
                outcome: try row["outcome"]
            )
            sum = try StageSum(row)
        }
    }
}

/// What stages of one name and outcome of one process add up to.
struct ProcessStageSum: PostgresRow {
    let process: InterviewID
    let name: String
    let outcome: StageOutcome
    let sum: StageSum

    init(_ row: borrowing Row) throws(PostgresError) {
        process = try row["interview_process_id"]
        name = try row["name_key"]
        outcome = try row["outcome"]
        sum = try StageSum(row)
    }
}

extension StageSum {
    /// The columns of a sum, in whatever table.
    static let columns = [
        "count", "overall_n", "overall", "technical_n", "technical", "culture_n", "culture",
        "communication_n", "communication",
    ]

    /// Their list.
    static var list: Statement { Statement(stringLiteral: columns.joined(separator: ", ")) }

    /// The values of several sums, an array for each column.
    static func arrays(of sums: [StageSum]) -> [Statement] {
        columns.indices.map { index in "\(sums.map { $0.counts[index] })" }
    }

    /// The same, added up from `interview_stages s`.
    static var added: Statement {
        """
        count(*) AS count,
            count(s.overall_rating) AS overall_n,
            coalesce(sum(s.overall_rating), 0) AS overall,
            count(s.technical_rating) AS technical_n,
            coalesce(sum(s.technical_rating), 0) AS technical,
            count(s.culture_fit_rating) AS culture_n,
            coalesce(sum(s.culture_fit_rating), 0) AS culture,
            count(s.communication_rating) AS communication_n,
            coalesce(sum(s.communication_rating), 0) AS communication
        """
    }

    /// Reads those columns.
    init(_ row: borrowing Row) throws(PostgresError) {
        self.init(counts: [
            try row["count"], try row["overall_n"], try row["overall"], try row["technical_n"],
            try row["technical"], try row["culture_n"], try row["culture"],
            try row["communication_n"], try row["communication"],
        ])
    }
}
