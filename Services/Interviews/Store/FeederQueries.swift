import Contract
import Postgres
import ServiceStore
import Vocabulary

/// Every question that a recount asks, and what it writes.
enum FeederQueries {
    /// Those that ever came from it. All at once, as one value: sixteen bytes each, where pages
    /// would go through all of its movements for each page.
    static func processes(of feeder: NameID) -> Statement {
        """
        SELECT coalesce(array_agg(DISTINCT m.process_id), '{}') FROM interview_movements m
        WHERE m.feeder = \(feeder) AND m.metric = 'started'
        """
    }

    static func events(of processes: [InterviewID]) -> Statement {
        """
        SELECT e.id, e.occurred_at, e.aggregate_id, e.payload, e.actor_kind, e.actor_id
        FROM events e WHERE e.aggregate_id = ANY(\(processes))
        ORDER BY e.aggregate_id, e.occurred_at, e.id
        """
    }

    static func stages(of processes: [InterviewID]) -> Statement {
        """
        SELECT s.interview_process_id, s.name_key, s.outcome, \(StageSum.added)
        FROM interview_stages s WHERE s.interview_process_id = ANY(\(processes))
        GROUP BY s.interview_process_id, s.name_key, s.outcome
        """
    }

    static func tallies(of feeder: NameID) -> Statement {
        """
        SELECT t.started_on, t.metric, t.count FROM interview_tallies t
        WHERE t.scope = 'feeder' AND t.subject = \(feeder)
        """
    }

    static func totals(of feeder: NameID) -> Statement {
        "SELECT t.company, t.metric, t.count FROM interview_totals t WHERE t.feeder = \(feeder)"
    }

    static func ages(of feeder: NameID) -> Statement {
        """
        SELECT a.company, a.status, a.day, a.count FROM interview_ages a
        WHERE a.feeder = \(feeder)
        """
    }

    static func stageTotals(of feeder: NameID) -> Statement {
        """
        SELECT s.name_key, s.company, s.outcome, \(columns)
        FROM interview_stage_totals s WHERE s.feeder = \(feeder)
        """
    }

    static func stageTallies(of feeder: NameID) -> Statement {
        """
        SELECT t.name_key, t.started_on, t.outcome, \(columns)
        FROM interview_stage_tallies t WHERE t.scope = 'feeder' AND t.subject = \(feeder)
        """
    }

    static func put(
        _ tallies: [(key: FeederFigures.Tally, value: Int)],
        of feeder: NameID,
        _ organization: OrganizationID
    ) -> Statement {
        """
        INSERT INTO interview_tallies (org_id, scope, subject, started_on, metric, count)
        SELECT \(organization), 'feeder', \(feeder), started_on, metric, count
        FROM unnest(\(tallies.map(\.key.startedOn)), \(tallies.map(\.key.metric)),
            \(tallies.map(\.value))) AS c (started_on, metric, count)
        ON CONFLICT (org_id, scope, subject, started_on, metric)
        DO UPDATE SET count = EXCLUDED.count
        """
    }

    static func put(
        _ totals: [(key: FeederFigures.Total, value: Int)],
        of feeder: NameID,
        _ organization: OrganizationID
    ) -> Statement {
        """
        INSERT INTO interview_totals (org_id, company, feeder, metric, count)
        SELECT \(organization), company, \(feeder), metric, count
        FROM unnest(\(totals.map(\.key.company)), \(totals.map(\.key.metric)),
            \(totals.map(\.value))) AS c (company, metric, count)
        ON CONFLICT (org_id, company, feeder, metric) DO UPDATE SET count = EXCLUDED.count
        """
    }

    static func put(
        _ ages: [(key: FeederFigures.AgeKey, value: Int)],
        of feeder: NameID,
        _ organization: OrganizationID
    ) -> Statement {
        """
        INSERT INTO interview_ages (org_id, company, feeder, status, day, count)
        SELECT \(organization), company, \(feeder), status, day, count
        FROM unnest(\(ages.map(\.key.company)), \(ages.map(\.key.age.status)),
            \(ages.map(\.key.age.day)), \(ages.map(\.value))) AS c (company, status, day, count)
        ON CONFLICT (org_id, company, feeder, status, day) DO UPDATE SET count = EXCLUDED.count
        """
    }

    static func put(
        _ sums: [(key: FeederFigures.StageKey, value: StageSum)],
        of feeder: NameID,
        _ organization: OrganizationID
    ) -> Statement {
        let values = StageSum.arrays(of: sums.map(\.value))
        return """
            INSERT INTO interview_stage_totals
                (org_id, name_key, company, feeder, outcome, \(columns))
            SELECT \(organization), name_key, company, \(feeder), outcome, \(columns)
            FROM unnest(\(sums.map(\.key.name)), \(sums.map(\.key.company)),
                \(sums.map(\.key.outcome)), \(values, separator: ", "))
                AS c (name_key, company, outcome, \(columns))
            ON CONFLICT (org_id, name_key, company, feeder, outcome)
            DO UPDATE SET \(written, separator: ", ")
            """
    }

    static func put(
        _ sums: [(key: FeederFigures.StageTally, value: StageSum)],
        of feeder: NameID,
        _ organization: OrganizationID
    ) -> Statement {
        let values = StageSum.arrays(of: sums.map(\.value))
        return """
            INSERT INTO interview_stage_tallies
                (org_id, scope, subject, name_key, started_on, outcome, \(columns))
            SELECT \(organization), 'feeder', \(feeder), name_key, started_on, outcome, \(columns)
            FROM unnest(\(sums.map(\.key.name)), \(sums.map(\.key.startedOn)),
                \(sums.map(\.key.outcome)), \(values, separator: ", "))
                AS c (name_key, started_on, outcome, \(columns))
            ON CONFLICT (org_id, scope, subject, name_key, started_on, outcome)
            DO UPDATE SET \(written, separator: ", ")
            """
    }

    private static var written: [Statement] {
        StageSum.columns.map { Statement(stringLiteral: "\($0) = EXCLUDED.\($0)") }
    }

    private static var columns: Statement { StageSum.list }
}
